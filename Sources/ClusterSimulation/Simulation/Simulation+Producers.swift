package import KafkaModel
import SimulationKernel

extension Simulation {
  /// The calling thread sends every record that is due, until one send() blocks.
  mutating func sendDueRecords(_ producer: Int) {
    let elapsed = now.nanoseconds - origin.nanoseconds
    var any = false
    while producers[producer].blockedOn == nil, let due = producers[producer].workload.nextDue,
      due <= elapsed
    {
      any = true
      sendOne(producer)
    }
    scheduleArrival(producer)
    if any { wakeNetworkThread(producer) }
  }

  /// Wakes the network thread: a send() that opens or fills a batch does (`KafkaProducer.doSend`, `Sender.wakeup`),
  /// and the end of its sleep. Like whatever begins to run on a busy host it waits for a processor; records that
  /// follow meanwhile join the open batch.
  mutating func wakeNetworkThread(_ producer: Int) {
    let host = Int(processes[Int(producers[producer].process.raw)].host.raw)
    guard !hardware[host].isAlwaysReady else { return pollProducer(producer) }
    guard producers[producer].turn == nil else { return }
    producers[producer].turn = queue.push(
      .producerRuns(Int32(producer)), at: after(hardware[host].processingWait()))
  }

  private mutating func sendOne(_ producer: Int) {
    let shape = producers[producer].workload.takeRecord()
    let topic = number(ofTopic: shape.topic, for: producer)
    let sizes = RecordShape(keyBytes: shape.key?.size, valueBytes: shape.valueSize)
    let known = knownTopic(topic, named: shape.topic, to: producer)
    let life = presentLife(of: known, to: producer)
    let record = producers[producer].add(shape, sizes, to: life, at: now)
    drill.mayHaveChanged = true
    let outcome = producers[producer].machine.send(
      record: record, topic: known,
      partition: shape.partition,
      key: key(of: shape, producer),
      shape: sizes,
      now: clock(ofProducer: producer), into: &producerEffects)
    sendReturned(producer, record, life, outcome)
  }

  /// The life of a topic that its producer takes for the present one; it may know less than the cluster.
  @inline(__always)
  private func presentLife(of topic: TopicIndex, to producer: Int) -> TopicIndex {
    guard !drill.deletedLogs.isEmpty else { return topic }
    return producers[producer].machine.presentLife(of: topic)
  }

  /// A planned topic's number; one that is not there yet gets it now.
  @inline(__always)
  private mutating func number(ofTopic topic: Int, for producer: Int) -> TopicIndex {
    let present = drill.topicIndex[topic]
    guard present.raw < 0 else { return present }
    let (cluster, name) = (Int(plan.topics[topic].cluster.raw), plan.topics[topic].name)
    let number = controllers[cluster].machine.number(ofTopicNamed: name)
    producers[producer].machine.expect(number, named: name)
    return number
  }

  /// The number by which the producer knows a topic of the plan.
  @inline(__always)
  private func knownTopic(
    _ present: TopicIndex, named topic: Int, to producer: Int
  ) -> TopicIndex {
    guard !drill.deletedLogs.isEmpty else { return present }
    return producers[producer].machine.knownTopic(present, named: plan.topics[topic].name)
  }

  /// The key as the producer's partitioner needs it.
  @inline(__always)
  private func key(of shape: Workload.Shape, _ producer: Int) -> RecordKey {
    guard producers[producer].describesKeys else { return shape.key?.key ?? .null }
    var hash: UInt32?
    if case .hashed(let known, _) = shape.key?.key { hash = known }
    return .described(hash, key: shape.key?.number ?? -1, topic: shape.turn)
  }

  private mutating func sendReturned(
    _ producer: Int, _ record: Int32, _ topic: TopicIndex, _ outcome: SendOutcome
  ) {
    switch outcome {
    case .queued(let partition):
      producers[producer].ledger.place(record, in: TopicPartition(topic, partition))
    case .blocked:
      producers[producer].blockedOn = (record, now)
    case .failed(let exception):
      producers[producer].ledger.fail(record, at: now, with: exception)
      drill.mayHaveChanged = true
    }
  }

  /// The network thread runs its passes and says when it wants to wake.
  mutating func pollProducer(_ producer: Int) {
    producers[producer].machine.poll(now: clock(ofProducer: producer), into: &producerEffects)
    settleProducer(producer)
  }

  mutating func settleProducer(_ producer: Int) {
    var taken = 0
    var resumed = false
    var hasClosed = false
    // Each wake replaces the one before.
    var wake: Milliseconds?
    while let effect = producerEffects.takeNext(&taken, leaving: .flushed) {
      switch consume effect {
      case .connect(let node):
        connect(.producer(producer, node), to: process(ofNode: node, for: producer))
      case .close(let node):
        closeConnection(of: .producer(producer, node))
      case .send(let node, let correlation, let request, let bytes):
        sendRequest(
          consume request, correlation: correlation, bytes: bytes, from: .producer(producer, node))
      case .wake(let at):
        wake = at
      case .completed(let content, _, let outcome):
        drill.mayHaveChanged = true
        producers[producer].complete(content, outcome, at: now)
      case .sendReturned(let record, let outcome):
        guard let blocked = producers[producer].blockedOn, blocked.record == record else {
          preconditionFailure("the blocked send() is the one that returns")
        }
        producers[producer].blockedOn = nil
        producers[producer].blocks.append(
          RunRecord.SendBlock(record: record, began: blocked.since, ended: now))
        let topic = producers[producer].ledger[Int(record)].partition.topic
        sendReturned(producer, record, presentLife(of: topic, to: producer), outcome)
        resumed = true
      case .flushed:
        drill.mayHaveChanged = true
      case .closed:
        drill.mayHaveChanged = true
        hasClosed = true
      case .journal(let event):
        report(event, by: producers[producer].process)
      }
    }
    if let wake { wakeProducer(producer, at: wake) }
    if resumed { sendDueRecords(producer) }
    if hasClosed { callerExits(producer) }
  }

  mutating func scheduleArrival(_ producer: Int) {
    guard producers[producer].arrival == nil, producers[producer].blockedOn == nil,
      let due = producers[producer].workload.nextDue
    else {
      closeIfDone(producer)
      return
    }
    // A caller that sends without pause is looked at every 0.1 ms, not at every record.
    let quantum: Int64 = producers[producer].workload.isUnthrottled ? 100_000 : 0
    let at = Instant(
      nanoseconds: max(now.nanoseconds + quantum, origin.nanoseconds + due))
    producers[producer].arrival = queue.push(.arrival(Int32(producer)), at: at)
  }

  /// A caller that has sent its last record closes its producer, which waits for what is unresolved.
  private mutating func closeIfDone(_ producer: Int) {
    guard !producers[producer].closing, !producers[producer].isGone,
      producers[producer].blockedOn == nil,
      producers[producer].workload.isOver || isTerminating(producer)
    else { return }
    producers[producer].closing = true
    producers[producer].machine.close(
      timeout: .max, now: clock(ofProducer: producer), into: &producerEffects)
    pollProducer(producer)
  }

  private mutating func wakeProducer(_ producer: Int, at reading: Milliseconds) {
    if let wake = producers[producer].wake {
      if wake.at.raw == reading.raw { return }
      _ = queue.cancel(wake.id)
    }
    guard reading.raw != .max else {
      producers[producer].wake = nil
      return
    }
    let at = instant(of: reading, skew: producers[producer].clockSkew)
    producers[producer].wake = (queue.push(.producerWake(Int32(producer)), at: at), reading)
  }

  /// The process that a producer's name for a node means; -1, -2, … are its bootstrap servers in order.
  private func process(ofNode node: NodeID, for producer: Int) -> ProcessIndex {
    let cluster = producers[producer].cluster
    if node.raw < 0 { return bootstrapServer(-node.raw - 1, of: cluster) }
    return brokers[broker(node, of: cluster)].process
  }

  /// The index of a cluster's broker.
  package func broker(_ node: NodeID, of cluster: ClusterIndex) -> Int {
    for index in brokers.indices
    where brokers[index].cluster == cluster && brokers[index].id == node { return index }
    preconditionFailure("node \(node) is no broker of the cluster")
  }

  /// The process of the broker that is so many places behind the first of a client's bootstrap servers.
  func bootstrapServer(_ place: Int32, of cluster: ClusterIndex) -> ProcessIndex {
    var before = place
    for server in brokers.indices where brokers[server].cluster == cluster {
      if before == 0 { return brokers[server].process }
      before -= 1
    }
    preconditionFailure("a client has as many bootstrap servers as its cluster has brokers")
  }

  /// In place of a broker that acknowledged a record.
  package static let nobody = NodeID(-1)
}
