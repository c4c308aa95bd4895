/// What the worker's threads call on their clients, and what the clients answer.
extension WorkerClients {
  /// How a client answered one of the worker's threads.
  enum Answer: Sendable {
    case consumer(ConsumerAnswer)
    /// The consumer's rebalance listener runs inside of a call; `listenerReturned` ends it.
    case listener(RebalanceCallback)
    case committed(CommitOutcome)
    case delivered(BatchContent, TopicPartition, DeliveryOutcome)
    /// A send() that had blocked.
    case sendReturned(record: Int32, SendOutcome)
    case producerClosed
    case admin(AdminCallID, AdminAnswer)
  }

  /// One of the methods of a consumer; `Answer.consumer` follows, perhaps at once.
  mutating func call(
    _ slot: ClientSlot, _ call: ConsumerCall, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    rows[place(slot)].consumer?.call(call, now: now, into: &consumerEffects)
    drainConsumer(slot, into: &effects)
  }

  /// A method that never waits; its answer goes to nobody else.
  mutating func callAtOnce(
    _ slot: ClientSlot, _ call: ConsumerCall, now: Milliseconds, into effects: inout [WorkerEffect]
  ) -> ConsumerAnswer? {
    rows[place(slot)].consumer?.call(call, now: now, into: &consumerEffects)
    var answer: ConsumerAnswer?
    consumerEffects.removeAll { effect in
      guard case .returned(let returned) = effect else { return false }
      answer = returned
      return true
    }
    drainConsumer(slot, into: &effects)
    return answer
  }

  mutating func listenerReturned(
    _ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    rows[place(slot)].consumer?.listenerReturned(now: now, into: &consumerEffects)
    drainConsumer(slot, into: &effects)
  }

  /// `wakeup()` of a consumer; false if it waits in no call.
  mutating func wakeUpWaiting(
    _ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]
  ) -> Bool {
    guard rows[place(slot)].consumer?.isWaiting == true else { return false }
    wakeUpConsumer(slot, now: now, into: &effects)
    return true
  }

  /// `wakeup()` of a consumer that may wait in poll().
  mutating func wakeUpConsumer(
    _ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    rows[place(slot)].consumer?.wakeUp(now: now, into: &consumerEffects)
    drainConsumer(slot, into: &effects)
  }

  func position(of partition: TopicPartition, in slot: ClientSlot) -> Offset? {
    rows[place(slot)].consumer?.position(of: partition)
  }

  func consumer(_ slot: ClientSlot) -> Consumer? { rows[place(slot)].consumer }

  func topic(named name: String, in slot: ClientSlot) -> TopicIndex? {
    rows[place(slot)].consumer?.network.metadata.topic(named: name)
  }

  /// The number for a send() to a topic: one that is there, or that the producer waits for, as it lets brokers make what
  /// it names; nil until it is known what the cluster would number it by.
  mutating func topicToSend(to name: String, by slot: ClientSlot) -> TopicIndex? {
    let cluster = cluster(of: slot)
    if let present = names.topic(named: name, in: cluster) { return present }
    if let known = rows[place(slot)].producer?.topic(named: name) { return known }
    guard let expected = names.expectedTopic(named: name, in: cluster) else { return nil }
    rows[place(slot)].producer?.expect(expected, named: name)
    return expected
  }

  /// The number by which a producer knows a topic that its cluster has: of the first life that it met.
  private func known(_ topic: TopicIndex, to slot: ClientSlot) -> TopicIndex {
    let place = place(slot)
    // Asked in place, as it is once for every record: a producer of its own would be a copy.
    guard rows[place].producer?.knows(topic) == false,
      let name = names.name(of: topic, in: cluster(of: slot))
    else { return topic }
    return rows[place].producer?.knownTopic(topic, named: name) ?? topic
  }

  /// One send(); the record has the client's next number.
  mutating func send(
    _ slot: ClientSlot, to topic: TopicIndex, _ partition: PartitionIndex?, key: RecordKey,
    _ shape: RecordShape, now: Milliseconds, into effects: inout [WorkerEffect]
  ) -> SendOutcome {
    let place = place(slot)
    let number = rows[place].nextRecord
    rows[place].nextRecord += 1
    let topic = known(topic, to: slot)
    guard
      let outcome = rows[place].producer?.send(
        record: number, topic: topic, partition: partition, key: key, shape: shape, now: now,
        into: &producerEffects)
    else { preconditionFailure("records are sent by producers") }
    if case .failed(let exception) = outcome {
      effects.append(.refused(slot, record: number, exception))
    }
    drainProducer(slot, into: &effects)
    return outcome
  }

  /// What a worker or a task says of its own; without a partition the producer's partitioner chooses one.
  mutating func write(
    _ record: ConnectRecord, to topic: TopicIndex, _ partition: PartitionIndex?,
    by slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]
  ) -> SendOutcome {
    effects.append(
      .wrote(slot, record: rows[place(slot)].nextRecord, record, topic: topic))
    return send(
      slot, to: topic, partition, key: record.recordKey, record.shape, now: now, into: &effects)
  }

  /// `close(timeout)`; `.producerClosed` or the consumer's answer follows.
  mutating func close(
    _ slot: ClientSlot, timeout: Milliseconds, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let place = place(slot)
    rows[place].isHeld = false
    if rows[place].producer != nil {
      rows[place].producer?.close(timeout: timeout, now: now, into: &producerEffects)
      rows[place].producer?.poll(now: now, into: &producerEffects)
      drainProducer(slot, into: &effects)
    } else if rows[place].consumer != nil {
      rows[place].consumer?.call(.close(timeout: timeout), now: now, into: &consumerEffects)
      drainConsumer(slot, into: &effects)
    } else {
      closeAdmin(slot, timeout: timeout, now: now, into: &effects)
    }
  }

  // MARK: Inputs

  mutating func connected(_ slot: ClientSlot, _ node: ConsumerNode) {
    guard isOpen(slot) else { return }
    let place = place(slot)
    rows[place].producer?.connected(node.id)
    rows[place].consumer?.connected(node)
    rows[place].admin?.connected(node.id)
  }

  mutating func disconnected(_ slot: ClientSlot, _ node: ConsumerNode) {
    guard isOpen(slot) else { return }
    let place = place(slot)
    rows[place].producer?.disconnected(node.id)
    rows[place].consumer?.disconnected(node)
    rows[place].admin?.disconnected(node.id)
  }

  mutating func responseArrived(
    _ slot: ClientSlot, _ node: ConsumerNode, correlation: Int32, _ response: Response
  ) {
    guard isOpen(slot) else { return }
    let place = place(slot)
    rows[place].producer?.responseArrived(node.id, correlation: correlation, response)
    rows[place].consumer?.responseArrived(node, correlation: correlation, response)
    rows[place].admin?.responseArrived(node.id, correlation: correlation, response)
  }

  /// The client's threads look at the clock and at what has come; a held one does so when it is let go.
  mutating func wake(_ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]) {
    guard isOpen(slot), !rows[place(slot)].isHeld else { return }
    let place = place(slot)
    if rows[place].producer != nil {
      rows[place].producer?.poll(now: now, into: &producerEffects)
      drainProducer(slot, into: &effects)
    } else if rows[place].consumer != nil {
      rows[place].consumer?.wake(now: now, into: &consumerEffects)
      drainConsumer(slot, into: &effects)
    } else {
      rows[place].admin?.poll(now: now, into: &adminEffects)
      drainAdmin(slot, into: &effects)
    }
  }

  /// A callback blocks the network thread of a producer: nothing is sent and no answer is looked at until `letGo`.
  ///
  /// Source: `Sender.run`, whose thread runs the callbacks of `ProducerBatch.completeFutureAndFireCallbacks`.
  mutating func hold(_ slot: ClientSlot) {
    guard isOpen(slot) else { return }
    rows[place(slot)].isHeld = true
  }

  /// The callback has returned.
  mutating func letGo(_ slot: ClientSlot, now: Milliseconds, into effects: inout [WorkerEffect]) {
    guard isOpen(slot), rows[place(slot)].isHeld else { return }
    rows[place(slot)].isHeld = false
    wake(slot, now: now, into: &effects)
  }

  // MARK: Effects

  private mutating func drainConsumer(_ slot: ClientSlot, into effects: inout [WorkerEffect]) {
    let cluster = cluster(of: slot)
    for effect in consumerEffects {
      switch effect {
      case .connect(let node): effects.append(.connect(slot, node))
      case .close(let node): effects.append(.close(slot, node))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(.send(slot, node, correlation: correlation, request, bytes: bytes))
      case .wake(let at): effects.append(.wakeClient(slot, at: at))
      case .returned(let answer): answers.append((slot, .consumer(answer)))
      case .listener(let callback): answers.append((slot, .listener(callback)))
      case .committed(let outcome): answers.append((slot, .committed(outcome)))
      case .journal(let event): effects.append(.journal(.client(cluster, event)))
      }
    }
    consumerEffects.removeAll(keepingCapacity: true)
    if rows[place(slot)].consumer?.isClosed == true { rows[place(slot)].isClosed = true }
  }

  private mutating func drainProducer(_ slot: ClientSlot, into effects: inout [WorkerEffect]) {
    let place = place(slot)
    let cluster = cluster(of: slot)
    for effect in producerEffects {
      switch effect {
      case .connect(let node): effects.append(.connect(slot, ConsumerNode(node)))
      case .close(let node): effects.append(.close(slot, ConsumerNode(node)))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(
          .send(slot, ConsumerNode(node), correlation: correlation, request, bytes: bytes))
      case .wake(let at): effects.append(.wakeClient(slot, at: at))
      case .completed(let content, let partition, let outcome):
        effects.append(.completed(slot, content, outcome))
        answers.append((slot, .delivered(content, partition, outcome)))
      case .sendReturned(let record, let outcome):
        if case .failed(let exception) = outcome {
          effects.append(.refused(slot, record: record, exception))
        }
        answers.append((slot, .sendReturned(record: record, outcome)))
      case .flushed: break
      case .closed:
        if let contents = rows[place].producer?.contents {
          effects.append(.ended(slot, contents))
        }
        rows[place].isClosed = true
        answers.append((slot, .producerClosed))
      case .journal(let event): effects.append(.journal(.client(cluster, event)))
      }
    }
    producerEffects.removeAll(keepingCapacity: true)
  }
}
