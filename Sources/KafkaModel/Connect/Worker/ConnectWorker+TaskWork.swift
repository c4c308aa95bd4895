/// The connector's half of a task: what Connect's loop calls, and what comes of it.
extension ConnectWorker {
  /// The connector's half of a task is there.
  mutating func beginWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    tasks[task].loadsUntil = nil
    effects.append(.journal(.taskStarted(tasks[task].name)))
    startWork(of: task, &requests, now: now, into: &effects)
  }

  /// `SourceTask.start`: a mirror's task reads its offsets first.
  mutating func startWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var notices: [OwnRecordNotice] = []
    if tasks[task].mirror != nil {
      tasks[task].isWaitingForOffsets = true
      logs[herders[tasks[task].herder].offsetLog].readToEnd(
        Int32(task), &clients, now: now, into: &effects)
    } else if tasks[task].checkpoints != nil {
      tasks[task].checkpoints?.start(&clients, now: now, into: &effects, notices: &notices)
    } else {
      tasks[task].heartbeats?.start(notices: &notices)
    }
    take(notices, task, &requests, now: now)
  }

  mutating func poll(
    _ task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    if tasks[task].mirror != nil {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.poll(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
      return
    }
    var notices: [OwnRecordNotice] = []
    tasks[task].checkpoints?.poll(&clients, now: now, into: &effects, notices: &notices)
    tasks[task].heartbeats?.poll(now: now, notices: &notices)
    take(notices, task, &requests, now: now)
  }

  mutating func stopWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    if tasks[task].mirror != nil {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.stop(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
      return
    }
    var notices: [OwnRecordNotice] = []
    tasks[task].checkpoints?.stop(&clients, now: now, into: &effects, notices: &notices)
    tasks[task].heartbeats?.stop(notices: &notices)
    take(notices, task, &requests, now: now)
  }

  /// The threads of a task look at the clock.
  mutating func wake(task: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    var requests: [SourceTaskEffect] = []
    var notices: [OwnRecordNotice] = []
    if let due = tasks[task].runtime.deadline, due <= now {
      tasks[task].runtime.timer(now: now, into: &requests)
    }
    if let due = tasks[task].loadsUntil, due <= now {
      beginWork(of: task, &requests, now: now, into: &effects)
    }
    if let due = tasks[task].mirror?.deadline, due <= now {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.wake(now: now, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
    }
    if let due = tasks[task].checkpoints?.deadline, due <= now {
      tasks[task].checkpoints?.wake(&clients, now: now, into: &effects, notices: &notices)
    }
    if let due = tasks[task].heartbeats?.deadline, due <= now {
      tasks[task].heartbeats?.wake(now: now, notices: &notices)
    }
    take(notices, task, &requests, now: now)
    settle(task: task, &requests, now: now, into: &effects)
  }

  /// What a checkpoint or heartbeat task has done.
  mutating func take(
    _ notices: [OwnRecordNotice], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds
  ) {
    for notice in notices {
      switch notice {
      case .started: tasks[task].runtime.started(now: now, into: &requests)
      case .stopped: tasks[task].runtime.taskStopped(now: now, into: &requests)
      case .polled(let records):
        tasks[task].own = records
        for record in records {
          let number = Int(record.sourcePartition.raw)
          while tasks[task].ownSources.count <= number {
            tasks[task].ownSources.append(record.source)
          }
          tasks[task].ownSources[number] = record.source
        }
        let runs = records.map {
          SourceRun(partition: $0.sourcePartition, firstOffset: $0.sourceOffset, count: 1)
        }
        tasks[task].runtime.polled(runs, now: now, into: &requests)
      }
    }
  }

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

  // MARK: Sending

  mutating func send(
    _ task: Int, first: Int32, place: Int32, count: Int32, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let cluster = clients.cluster(of: tasks[task].producer)
    // Most records of a poll go where the one before them went.
    var last: (name: String, topic: TopicIndex)?
    for index in 0..<count {
      let name = tasks[task].topic(at: place + index)
      if last?.name != name {
        last = clients.names.topic(named: name, in: cluster).map { (name, $0) }
      }
      guard let topic = last?.topic else {
        tasks[task].awaitsTopic = (first + index, place + index, count - index)
        tasks[task].runtime.sendReturned(first + index, .blocked, now: now, into: &requests)
        return
      }
      let outcome =
        tasks[task].mirror == nil
        ? sendOwn(task, first + index, at: place + index, to: topic, now: now, into: &effects)
        : sendCopy(task, first + index, at: place + index, to: topic, now: now, into: &effects)
      if case .queued = outcome, index < count - 1 { continue }
      tasks[task].runtime.sendReturned(
        first + index, SendReturn(outcome), now: now, into: &requests)
      return
    }
  }

  private mutating func sendCopy(
    _ task: Int, _ number: Int32, at place: Int32, to topic: TopicIndex, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) -> SendOutcome {
    let producer = tasks[task].producer
    let origin = tasks[task].origin(at: place)
    let shape = tasks[task].records[Int(place)].shape
    let skipped = place - origin.place
    var one = origin.batch
    one.skippedInBatch += skipped
    one.firstOffset = one.firstOffset + Int64(skipped)
    one.count = 1
    effects.append(
      .copied(
        producer, first: clients.nextRecord(of: producer), of: one, reader: origin.reader,
        topic: topic))
    tasks[task].note(number, origin.partition, one.firstOffset)
    clients.setNumber(number, ofNextRecordOf: producer)
    return clients.send(
      producer, to: topic, one.partition.partition, key: .null, shape, now: now, into: &effects)
  }

  private mutating func sendOwn(
    _ task: Int, _ number: Int32, at place: Int32, to topic: TopicIndex, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) -> SendOutcome {
    let own = tasks[task].own[Int(place)]
    clients.setNumber(number, ofNextRecordOf: tasks[task].producer)
    return clients.write(
      own.record, to: topic, own.partition, by: tasks[task].producer, now: now, into: &effects)
  }

  /// A topic that a blocked send() waits for may be there now.
  mutating func sendWhereTopicsCame(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for task in tasks.indices {
      guard let waiting = tasks[task].awaitsTopic, clients.isOpen(tasks[task].producer),
        clients.names.topic(
          named: tasks[task].topic(at: waiting.place),
          in: clients.cluster(of: tasks[task].producer)) != nil
      else { continue }
      tasks[task].awaitsTopic = nil
      var requests: [SourceTaskEffect] = []
      send(
        task, first: waiting.first, place: waiting.place, count: waiting.count, &requests,
        now: now, into: &effects)
      settle(task: task, &requests, now: now, into: &effects)
    }
  }

  /// The callbacks of a batch of the task's producer.
  mutating func delivered(
    _ content: BatchContent, _ outcome: DeliveryOutcome, _ task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let producer = tasks[task].producer
    let numbers = clients.recordNumbers(of: content, by: producer).map {
      clients.number(of: $0, by: producer)
    }
    var requests: [SourceTaskEffect] = []
    switch outcome {
    case .acknowledged(let base):
      tasks[task].completedBase = base
      tasks[task].runtime.delivered(numbers[...], error: nil, now: now, into: &requests)
    case .failed(let exception, _):
      tasks[task].runtime.delivered(
        numbers[...], error: TaskException(exception), now: now, into: &requests)
    }
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
  }

  // MARK: Offsets

  mutating func store(
    _ offsets: [SourceOffset], _ write: Int32, of task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let herder = tasks[task].herder
    tasks[task].write = (write, offsets.count, false)
    let alias = herders[herder].configured(tasks[task].task.connector).mirror.sourceAlias
    for offset in offsets {
      let place = Int(offset.partition.raw)
      let record: ConnectRecord
      if let mirror = tasks[task].mirror {
        record = .sourceOffset(
          connector: tasks[task].name.connector, cluster: alias, mirror.partitions[place],
          offset.offset)
      } else {
        record = .ownSourceOffset(
          connector: tasks[task].name.connector, tasks[task].ownSources[place], offset.offset)
      }
      logs[herders[herder].offsetLog].write(
        record, token: Int32(task), &clients, now: now, into: &effects)
    }
  }

  /// One record of a task's offsets is written, or has failed.
  mutating func offsetWritten(
    by task: Int, _ failure: ProducerException?, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard var write = tasks[task].write else { return }
    write.open -= 1
    if failure != nil { write.hasFailed = true }
    tasks[task].write = write.open == 0 ? nil : write
    guard write.open == 0 else { return }
    if !write.hasFailed { effects.append(.journal(.commitStored(tasks[task].name))) }
    var requests: [SourceTaskEffect] = []
    tasks[task].runtime.offsetsStored(
      write: write.number, isStored: !write.hasFailed, now: now, into: &requests)
    settle(task: task, &requests, now: now, into: &effects)
  }

  /// The offset topic has been read to its end for a task (`OffsetStorageReader`).
  mutating func offsetsRead(
    for task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard tasks[task].isWaitingForOffsets, !tasks[task].isGone,
      let partitions = tasks[task].mirror?.partitions
    else { return }
    tasks[task].isWaitingForOffsets = false
    let herder = tasks[task].herder
    let alias = herders[herder].configured(tasks[task].task.connector).mirror.sourceAlias
    let stored = partitions.map { partition in
      herders[herder].offset(
        of: partition, cluster: alias, connector: tasks[task].name.connector)
    }
    tasks[task].mirror?.start(stored: stored, &clients, now: now, into: &effects)
  }
}
