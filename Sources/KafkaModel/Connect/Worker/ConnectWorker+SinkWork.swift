/// The author's half of a sink task: when its code is called, and with what.
extension ConnectWorker {
  mutating func startWork(
    ofSink place: Int, _ requests: inout [SinkTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    sinks[place].loadsUntil = nil
    effects.append(.journal(.taskStarted(sinks[place].name)))
    _ = clients.callAtOnce(
      sinks[place].consumer, sinks[place].subscription, now: now, into: &effects)
    var context = context(ofSink: place, now: now)
    do throws(TaskException) {
      try sinks[place].code.start(sinks[place].configuration, &context)
      try grant(context.requests, toSink: place, &requests)
      sinks[place].runtime.started(now: now, into: &requests)
    } catch {
      sinks[place].runtime.startFailed(error, now: now, into: &requests)
    }
  }

  mutating func open(
    _ partitions: [TopicPartition], sink place: Int, _ requests: inout [SinkTaskEffect],
    now: Milliseconds
  ) {
    var context = context(ofSink: place, now: now)
    do throws(TaskException) {
      try sinks[place].code.open(named(partitions, sink: place), &context)
      try grant(context.requests, toSink: place, &requests)
      sinks[place].runtime.opened(now: now, into: &requests)
    } catch {
      sinks[place].runtime.openFailed(error, now: now, into: &requests)
    }
  }

  mutating func preCommit(
    _ offsets: SinkOffsets, sink place: Int, _ requests: inout [SinkTaskEffect], now: Milliseconds
  ) {
    let current = zip(named(offsets.partitions, sink: place), offsets.entries).map {
      CustomSinkOffset(partition: $0, offset: $1.offset)
    }
    var context = context(ofSink: place, now: now)
    do throws(TaskException) {
      var answer = SinkOffsets()
      for entry in try sinks[place].code.preCommit(current, &context) {
        guard let partition = numbered(entry.partition, sink: place) else { continue }
        answer[partition] = entry.offset
      }
      try grant(context.requests, toSink: place, &requests)
      sinks[place].runtime.preCommitted(answer, now: now, into: &requests)
    } catch {
      sinks[place].runtime.preCommitFailed(error, now: now, into: &requests)
    }
  }

  // MARK: Records.

  /// The ledger has told what the records of a poll are.
  package mutating func sinkRecordsRead(
    _ slot: ClientSlot, _ records: [CustomSinkRecord], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard case .sinkConsumer(let place) = clients.owner(of: slot) else { return }
    var rest = records[...]
    for batch in sinks[place].polled {
      sinks[place].held.append(
        SinkTaskNode.Held(batch: batch, records: Array(rest.prefix(Int(batch.count)))))
      rest = rest.dropFirst(Int(batch.count))
    }
    let runs = sinks[place].polled.map {
      SinkRun(partition: $0.partition, firstOffset: $0.firstOffset, count: $0.count)
    }
    sinks[place].polled.removeAll(keepingCapacity: true)
    drive(sink: place, now: now, into: &effects) { $0.polled(runs, now: now, into: &$1) }
    settle(now: now, into: &effects)
  }

  mutating func put(
    _ runs: [SinkRun], sink place: Int, _ requests: inout [SinkTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    // What was polled and is not put any more was taken away, or lost with a wakeup.
    sinks[place].held.removeAll { held in
      !runs.contains {
        $0.partition == held.batch.partition && $0.firstOffset == held.batch.firstOffset
      }
    }
    if !runs.isEmpty {
      effects.append(.sink(sinks[place].name, .putBegan(sinks[place].held.map(\.batch))))
    }
    var context = context(ofSink: place, now: now)
    var failure: TaskException?
    do throws(TaskException) {
      try sinks[place].code.put(sinks[place].held.flatMap(\.records), &context)
    } catch {
      failure = error
    }
    sinks[place].putting = SinkTaskNode.Put(
      until: now + max(context.takes, .zero), failure: failure, requests: context.requests)
    if context.takes <= .zero { endPut(sink: place, &requests, now: now, into: &effects) }
  }

  private mutating func endPut(
    sink place: Int, _ requests: inout [SinkTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard let put = sinks[place].putting else { return }
    sinks[place].putting = nil
    var failure = put.failure
    do throws(TaskException) {
      try grant(put.requests, toSink: place, &requests)
    } catch {
      failure = error
    }
    if !sinks[place].held.isEmpty {
      effects.append(.sink(sinks[place].name, .putEnded(isTaken: failure == nil)))
    }
    if let failure {
      effects.append(.journal(.putFailed(sinks[place].name, exception: failure.name)))
      sinks[place].runtime.putFailed(failure, now: now, into: &requests)
    } else {
      sinks[place].held.removeAll(keepingCapacity: true)
      sinks[place].runtime.putReturned(now: now, into: &requests)
    }
  }

  /// The threads of the task look at the clock.
  mutating func wake(sink place: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    if let due = sinks[place].loadsUntil, due <= now {
      var requests: [SinkTaskEffect] = []
      startWork(ofSink: place, &requests, now: now, into: &effects)
      settle(sink: place, &requests, now: now, into: &effects)
    }
    if let due = sinks[place].putting?.until, due <= now {
      var requests: [SinkTaskEffect] = []
      endPut(sink: place, &requests, now: now, into: &effects)
      settle(sink: place, &requests, now: now, into: &effects)
    }
    if let due = sinks[place].runtime.deadline, due <= now {
      drive(sink: place, now: now, into: &effects) { $0.timer(now: now, into: &$1) }
    }
  }

  // MARK: The context.

  private func context(ofSink place: Int, now: Milliseconds) -> CustomSinkContext {
    CustomSinkContext(
      now: now, assignment: named(sinks[place].runtime.assignment, sink: place))
  }

  /// - Throws: What the context throws at a task that pauses a partition of others.
  private mutating func grant(
    _ asked: [CustomSinkContext.Request], toSink place: Int, _ requests: inout [SinkTaskEffect]
  ) throws(TaskException) {
    for request in asked {
      var isGranted = true
      switch request {
      case .timeout(let timeout): sinks[place].runtime.setTimeout(timeout)
      case .commit: sinks[place].runtime.requestCommit()
      case .offset(let partition, let offset):
        guard let partition = numbered(partition, sink: place) else { continue }
        sinks[place].runtime.setOffset(partition, offset)
      case .pause(let partition):
        let partition = numbered(partition, sink: place)
        isGranted =
          partition.map { sinks[place].runtime.pausePartition($0, into: &requests) } ?? false
      case .resume(let partition):
        let partition = numbered(partition, sink: place)
        isGranted =
          partition.map { sinks[place].runtime.resumePartition($0, into: &requests) } ?? false
      }
      guard isGranted else {
        throw TaskException("connect.errors.IllegalWorkerStateException", .connect)
      }
    }
  }

  // MARK: Names.

  func named(_ partitions: [TopicPartition], sink place: Int) -> [NamedPartition] {
    let cluster = clients.cluster(of: sinks[place].consumer)
    return partitions.map { partition in
      NamedPartition(
        topic: clients.names.name(of: partition.topic, in: cluster) ?? "",
        partition: partition.partition)
    }
  }

  private func numbered(_ partition: NamedPartition, sink place: Int) -> TopicPartition? {
    let cluster = clients.cluster(of: sinks[place].consumer)
    return clients.names.topic(named: partition.topic, in: cluster).map {
      TopicPartition($0, partition.partition)
    }
  }
}
