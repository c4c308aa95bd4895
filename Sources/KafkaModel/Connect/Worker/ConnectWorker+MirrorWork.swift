/// A mirror's task: what it polls, and the offset syncs that acknowledgements bring.
extension ConnectWorker {
  /// What a mirror's task has done.
  mutating func take(
    _ notices: [MirrorSourceTask.Notice], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    for notice in notices {
      switch notice {
      case .started: tasks[task].runtime.started(now: now, into: &requests)
      case .stopped: tasks[task].runtime.taskStopped(now: now, into: &requests)
      case .polled(let batches):
        polled(batches, task, &requests, now: now, into: &effects)
      }
    }
  }

  private mutating func polled(
    _ batches: [DeliveredBatch], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard !batches.isEmpty, let consumer = tasks[task].mirror?.consumer,
      let remoteTopics = tasks[task].mirror?.remoteTopics
    else {
      tasks[task].runtime.polled([], now: now, into: &requests)
      return
    }
    tasks[task].polled.removeAll(keepingCapacity: true)
    var place: Int32 = 0
    for batch in batches {
      guard let partition = tasks[task].mirror?.place(of: batch.partition, clients) else {
        continue
      }
      tasks[task].polled.append(
        TaskNode.PolledBatchOrigin(
          partition: partition, batch: batch, reader: consumer,
          topic: remoteTopics[Int(partition.raw)], place: place))
      place += batch.count
    }
    // Their sizes and times are asked of the ledger; the poll returns with the answer.
    effects.append(.read(consumer, tasks[task].polled.map(\.batch)))
  }

  /// The ledger has told what the records of a poll are.
  mutating func recordsPolled(
    _ records: [ReadRecord], _ task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    tasks[task].records = records
    let runs = tasks[task].polled.map { origin in
      SourceRun(
        partition: SourcePartition(origin.partition.raw), firstOffset: origin.batch.firstOffset,
        count: origin.batch.count)
    }
    var requests: [SourceTaskEffect] = []
    tasks[task].runtime.polled(runs, now: now, into: &requests)
    settle(task: task, &requests, now: now, into: &effects)
  }

  /// Runs of acknowledged records that follow each other at both clusters become offset syncs together.
  mutating func commit(
    _ records: ArraySlice<Int32>, of task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var run: (partition: MirroredPartition, upstream: Offset, downstream: Offset, count: Int64)?
    let base = tasks[task].completedBase
    for (index, record) in records.enumerated() {
      guard let origin = tasks[task].origin(of: record) else { continue }
      if let last = run, last.partition == origin.partition,
        last.upstream + last.count == origin.offset
      {
        run?.count += 1
        continue
      }
      if let run { acknowledge(run, task, now: now, into: &effects) }
      let downstream = base == .none ? Offset.none : base + Int64(index)
      run = (origin.partition, origin.offset, downstream, 1)
    }
    if let run { acknowledge(run, task, now: now, into: &effects) }
  }

  private mutating func acknowledge(
    _ run: (partition: MirroredPartition, upstream: Offset, downstream: Offset, count: Int64),
    _ task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    tasks[task].mirror?.acknowledged(
      run.partition, upstream: run.upstream, downstream: run.downstream, count: run.count,
      &clients, now: now, into: &effects)
    // The send() of a sync waits for the topic's metadata inside of the record producer's callback
    // (`MirrorSourceTask.commitRecord`, `OffsetSyncWriter.firePendingOffsetSyncs`).
    if tasks[task].mirror?.syncs?.isSendBlocked == true { clients.hold(tasks[task].producer) }
  }
}
