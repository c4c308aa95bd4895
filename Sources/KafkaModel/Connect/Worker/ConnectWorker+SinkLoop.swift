/// What a sink task's thread asks of its consumer and of the author's code.
extension ConnectWorker {
  /// An input of the task's machine; what it asks for is carried out, and what that makes it ask for.
  mutating func drive(
    sink place: Int, now: Milliseconds, into effects: inout [WorkerEffect],
    _ input: (inout WorkerSinkTask, inout [SinkTaskEffect]) -> Void
  ) {
    var requests: [SinkTaskEffect] = []
    input(&sinks[place].runtime, &requests)
    settle(sink: place, &requests, now: now, into: &effects)
  }

  mutating func settle(
    sink place: Int, _ requests: inout [SinkTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var next = 0
    while next < requests.count {
      let request = requests[next]
      next += 1
      carryOut(request, sink: place, &requests, now: now, into: &effects)
    }
  }

  private mutating func carryOut(
    _ request: SinkTaskEffect, sink place: Int, _ requests: inout [SinkTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let consumer = sinks[place].consumer
    switch request {
    case .startTask where tasksStartIn > .zero:
      sinks[place].loadsUntil = now + tasksStartIn
    case .startTask: startWork(ofSink: place, &requests, now: now, into: &effects)
    case .poll(let timeout):
      call(
        .poll, .poll(timeout: max(timeout, Self.leastPoll)), sink: place, &requests, now: now,
        into: &effects)
    case .put(let runs): put(runs, sink: place, &requests, now: now, into: &effects)
    case .preCommit(let offsets): preCommit(offsets, sink: place, &requests, now: now)
    case .commitAsync(let sequence, let offsets):
      let bare = Self.bare(offsets)
      effects.append(
        .journal(.commitBegan(sinks[place].name, partitions: Int32(bare.count))))
      sinks[place].commits.append((sequence, bare))
      if case .failed(let exception)? = clients.callAtOnce(
        consumer, .commitAsyncOffsets(bare), now: now, into: &effects)
      {
        // A static member that another has replaced: the task hears of it as of any failed commit.
        sinks[place].commits.removeLast()
        sinks[place].runtime.asyncCommitted(
          TaskException(exception), sequence: sequence, offsets)
      }
    case .commitSync(let offsets):
      let bare = Self.bare(offsets)
      effects.append(
        .journal(.commitBegan(sinks[place].name, partitions: Int32(bare.count))))
      call(
        .commitSync, .commitSyncOffsets(bare), sink: place, &requests, now: now, into: &effects)
    case .seek(let partition, let offset):
      _ = clients.callAtOnce(
        consumer, .seek(partition, OffsetAndEpoch(offset: offset, leaderEpoch: .none)), now: now,
        into: &effects)
    case .pause(let partitions):
      _ = clients.callAtOnce(consumer, .pause(partitions), now: now, into: &effects)
    case .resume(let partitions):
      _ = clients.callAtOnce(consumer, .resume(partitions), now: now, into: &effects)
    case .open(let partitions): open(partitions, sink: place, &requests, now: now)
    case .close(let partitions):
      sinks[place].code.close(named(partitions, sink: place))
    case .listenerReturned:
      clients.listenerReturned(consumer, now: now, into: &effects)
    case .wakeUp:
      if !clients.wakeUpWaiting(consumer, now: now, into: &effects) {
        sinks[place].isWokenUp = true
      }
    case .stopTask:
      sinks[place].code.stop()
      sinks[place].runtime.taskStopped(now: now, into: &requests)
    case .closeConsumer:
      sinks[place].calls.append(.close)
      clients.close(consumer, timeout: Self.closeTimeout, now: now, into: &effects)
    case .dropped(let records):
      effects.append(.journal(.recordsDropped(sinks[place].name, records: records)))
    case .status(let status): report(status, ofSink: place, now: now, into: &effects)
    case .ended: ended(sink: place, now: now, into: &effects)
    }
  }

  /// A real loop polls without a wait while a commit is out; the machine's clock knows nothing shorter.
  private static let leastPoll = Milliseconds(1)

  /// `KafkaConsumer.DEFAULT_CLOSE_TIMEOUT_MS`
  private static let closeTimeout = Milliseconds(30_000)

  /// A call of the consumer that waits; a wakeup that came before it ends it at once.
  private mutating func call(
    _ kind: SinkTaskNode.Call, _ call: ConsumerCall, sink place: Int,
    _ requests: inout [SinkTaskEffect], now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    if sinks[place].isWokenUp {
      sinks[place].isWokenUp = false
      returned(.failed(.wokenUp), from: kind, sink: place, &requests, now: now, into: &effects)
      return
    }
    sinks[place].calls.append(kind)
    clients.call(sinks[place].consumer, call, now: now, into: &effects)
  }

  /// Offsets as `WorkerSinkTask` commits them: without an epoch.
  static func bare(_ offsets: SinkOffsets) -> [PartitionOffset] {
    offsets.entries.map {
      PartitionOffset($0.partition, OffsetAndEpoch(offset: $0.offset, leaderEpoch: .none))
    }
  }

  // MARK: What the consumer answers.

  mutating func take(
    _ answer: WorkerClients.Answer, fromConsumerOf place: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    switch answer {
    case .consumer(let answer):
      guard let call = sinks[place].calls.popLast() else { return }
      var requests: [SinkTaskEffect] = []
      returned(answer, from: call, sink: place, &requests, now: now, into: &effects)
      settle(sink: place, &requests, now: now, into: &effects)
    case .listener(let callback): rebalance(callback, sink: place, now: now, into: &effects)
    case .committed(let outcome): committed(outcome, sink: place, into: &effects)
    case .delivered, .sendReturned, .producerClosed, .admin: break
    }
  }

  private mutating func returned(
    _ answer: ConsumerAnswer, from call: SinkTaskNode.Call, sink place: Int,
    _ requests: inout [SinkTaskEffect], now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch (call, answer) {
    case (.poll, .records(let batches)) where !batches.isEmpty:
      sinks[place].polled = batches
      effects.append(.readForSink(sinks[place].consumer, batches))
    case (.poll, .records), (.poll, .done):
      sinks[place].runtime.polled([], now: now, into: &requests)
    case (.poll, .failed(.wokenUp)):
      sinks[place].runtime.pollWokenUp(now: now, into: &requests)
    case (.poll, .failed(let exception)):
      sinks[place].runtime.pollFailed(TaskException(exception), now: now, into: &requests)
    case (.commitSync, .failed(.wokenUp)):
      sinks[place].runtime.syncCommitted(.wokenUp, now: now, into: &requests)
    case (.commitSync, .failed(let exception)):
      sinks[place].runtime.syncCommitted(
        .failed(TaskException(exception)), now: now, into: &requests)
    case (.commitSync, .done), (.commitSync, .records):
      effects.append(.journal(.commitStored(sinks[place].name)))
      sinks[place].runtime.syncCommitted(.stored, now: now, into: &requests)
    case (.positions(let partitions), .failed(.wokenUp)):
      // Kafka leaves the poll and calls the listener again in the next one.
      sinks[place].isWokenUp = true
      askPositions(of: partitions, sink: place, now: now, into: &effects)
    case (.positions, .failed):
      sinks[place].runtime.positionsFailed(
        TaskException("common.KafkaException", .client), into: &requests)
    case (.positions(let partitions), .done), (.positions(let partitions), .records):
      assigned(partitions, sink: place, &requests, now: now, into: &effects)
    case (.close, _): sinks[place].runtime.consumerClosed(now: now, into: &requests)
    }
  }

  private mutating func committed(
    _ outcome: CommitOutcome, sink place: Int, into effects: inout [WorkerEffect]
  ) {
    guard outcome.kind == .asynchronous,
      let first = sinks[place].commits.firstIndex(where: { $0.offsets == outcome.offsets })
    else { return }
    let (sequence, stored) = sinks[place].commits.remove(at: first)
    var offsets = SinkOffsets()
    for entry in stored { offsets[entry.partition] = entry.position.offset }
    if outcome.failure == nil { effects.append(.journal(.commitStored(sinks[place].name))) }
    sinks[place].runtime.asyncCommitted(
      outcome.failure.map { TaskException($0) }, sequence: sequence, offsets)
  }

  // MARK: The rebalance listener.

  private mutating func rebalance(
    _ callback: RebalanceCallback, sink place: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var requests: [SinkTaskEffect] = []
    switch callback {
    case .revoked(let partitions):
      effects.append(.sink(sinks[place].name, .rebalanced(callback, [])))
      sinks[place].runtime.revoked(partitions, now: now, into: &requests)
    case .lost(let partitions):
      effects.append(.sink(sinks[place].name, .rebalanced(callback, [])))
      sinks[place].runtime.lost(partitions, now: now, into: &requests)
    case .assigned(let partitions) where partitions.isEmpty:
      assigned(partitions, sink: place, &requests, now: now, into: &effects)
    case .assigned(let partitions):
      askPositions(of: partitions, sink: place, now: now, into: &effects)
    }
    settle(sink: place, &requests, now: now, into: &effects)
  }

  private mutating func askPositions(
    of partitions: [TopicPartition], sink place: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    sinks[place].calls.append(.positions(partitions))
    clients.call(sinks[place].consumer, .positions(partitions), now: now, into: &effects)
  }

  private mutating func assigned(
    _ partitions: [TopicPartition], sink place: Int, _ requests: inout [SinkTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    var positions = SinkOffsets()
    for partition in partitions {
      positions[partition] = clients.position(of: partition, in: sinks[place].consumer)
    }
    effects.append(
      .sink(
        sinks[place].name,
        .rebalanced(.assigned(partitions), partitions.map { positions[$0] ?? .none })))
    sinks[place].runtime.assigned(positions, now: now, into: &requests)
  }
}
