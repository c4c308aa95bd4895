/// Tasks: what their two halves ask of each other, of their clients and of the herder's offset store.
extension ConnectWorker {
  /// Carries out what a task's runtime asks for, and what that makes it ask for, until nothing is left.
  mutating func settle(
    task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var next = 0
    while next < requests.count {
      let request = requests[next]
      next += 1
      carryOut(request, task, &requests, now: now, into: &effects)
    }
  }

  private mutating func carryOut(
    _ request: SourceTaskEffect, _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch request {
    case .startTask:
      effects.append(.journal(.taskStarted(tasks[task].name)))
      tasks[task].isWaitingForOffsets = true
      readOffsets(of: task, now: now, into: &effects)
    case .poll:
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror.poll(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
    case .send(let first, let place, let count):
      send(task, first: first, place: place, count: count, &requests, now: now, into: &effects)
    case .commitRecords(let records, true):
      commit(records, of: task, now: now, into: &effects)
    case .commitRecords(_, false), .skipRecord:
      // Without metadata a mirror's task does nothing.
      break
    case .storeOffsets(let write, let offsets):
      effects.append(
        .journal(.commitBegan(tasks[task].name, partitions: Int32(offsets.count))))
      store(offsets, write, of: task, now: now, into: &effects)
    case .commitTask:
      tasks[task].mirror.commit(&clients, now: now, into: &effects)
    case .stopTask:
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror.stop(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
    case .closeProducer(let timeout):
      if clients.isOpen(tasks[task].producer) {
        clients.close(tasks[task].producer, timeout: timeout, now: now, into: &effects)
      } else {
        tasks[task].runtime.producerClosed(now: now, into: &requests)
      }
    case .status(let status):
      report(status, of: task, now: now, into: &effects)
    case .ended:
      tasks[task].isGone = true
      taskEnded(task, now: now, into: &effects)
    case .commitEnded:
      herders[tasks[task].herder].committer.ended(now: now)
    case .note:
      break
    }
  }

  /// What the connector's half has done.
  mutating func take(
    _ notices: [MirrorSourceTask.Notice], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    for notice in notices {
      switch notice {
      case .started:
        tasks[task].runtime.started(now: now, into: &requests)
      case .polled(let batches):
        polled(batches, task, &requests, now: now, into: &effects)
      case .stopped:
        tasks[task].runtime.taskStopped(now: now, into: &requests)
      }
    }
  }

  private mutating func polled(
    _ batches: [DeliveredBatch], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard !batches.isEmpty else {
      tasks[task].runtime.polled([], now: now, into: &requests)
      return
    }
    tasks[task].polled.removeAll(keepingCapacity: true)
    var place: Int32 = 0
    for batch in batches {
      guard let partition = tasks[task].mirror.place(of: batch.partition, clients) else {
        continue
      }
      tasks[task].polled.append(
        TaskNode.PolledBatchOrigin(partition: partition, batch: batch, place: place))
      place += batch.count
    }
    // Their sizes and times are asked of the ledger; the poll returns with the answer.
    effects.append(.read(tasks[task].mirror.consumer, tasks[task].polled.map(\.batch)))
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
    let producer = tasks[task].producer
    let cluster = clients.cluster(of: producer)
    for index in 0..<count {
      let origin = tasks[task].origin(at: place + index)
      let record = tasks[task].records[Int(place + index)]
      let name = tasks[task].mirror.remoteTopics[Int(origin.partition.raw)]
      guard let topic = clients.names.topic(named: name, in: cluster) else {
        tasks[task].awaitsTopic = (first + index, place + index, count - index)
        tasks[task].runtime.sendReturned(first + index, .blocked, now: now, into: &requests)
        return
      }
      var one = origin.batch
      let skipped = place + index - origin.place
      one.skippedInBatch += skipped
      one.firstOffset = one.firstOffset + Int64(skipped)
      one.count = 1
      let number = clients.nextRecord(of: producer)
      effects.append(
        .copied(
          producer, first: number, of: one, reader: tasks[task].mirror.consumer, topic: topic))
      tasks[task].note(first + index, origin.partition, one.firstOffset)
      clients.setNumber(first + index, ofNextRecordOf: producer)
      let outcome = clients.send(
        producer, to: topic, one.partition.partition, key: .null, record.shape, now: now,
        into: &effects)
      if case .queued = outcome, index < count - 1 { continue }
      tasks[task].runtime.sendReturned(
        first + index, SendReturn(outcome), now: now, into: &requests)
      return
    }
  }

  /// A topic that a blocked send() waits for may be there now.
  mutating func sendWhereTopicsCame(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for task in tasks.indices {
      guard let waiting = tasks[task].awaitsTopic, clients.isOpen(tasks[task].producer) else {
        continue
      }
      let partition = tasks[task].origin(at: waiting.place).partition
      let name = tasks[task].mirror.remoteTopics[Int(partition.raw)]
      guard
        clients.names.topic(named: name, in: clients.cluster(of: tasks[task].producer)) != nil
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
    let numbers = clients.recordNumbers(of: content, by: tasks[task].producer).map {
      clients.number(of: $0, by: tasks[task].producer)
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
  private mutating func commit(
    _ records: ArraySlice<Int32>, of task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var run: (partition: MirroredPartition, upstream: Offset, downstream: Offset, count: Int64)?
    func finish(_ worker: inout ConnectWorker, _ effects: inout [WorkerEffect]) {
      guard let run else { return }
      worker.tasks[task].mirror.acknowledged(
        run.partition, upstream: run.upstream, downstream: run.downstream, count: run.count,
        &worker.clients, now: now, into: &effects)
    }
    let base = tasks[task].completedBase
    for (index, record) in records.enumerated() {
      guard let origin = tasks[task].origin(of: record) else { continue }
      if let last = run, last.partition == origin.partition,
        last.upstream + last.count == origin.offset
      {
        run?.count += 1
        continue
      }
      finish(&self, &effects)
      let downstream = base == .none ? Offset.none : base + Int64(index)
      run = (origin.partition, origin.offset, downstream, 1)
    }
    finish(&self, &effects)
  }

  // MARK: Offsets

  private mutating func store(
    _ offsets: [SourceOffset], _ write: Int32, of task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let herder = tasks[task].herder
    tasks[task].write = (write, offsets.count, false)
    let connector = herders[herder].specification.connectors[Int(tasks[task].task.connector.raw)]
    for offset in offsets {
      let record = ConnectRecord.sourceOffset(
        connector: tasks[task].name.connector, cluster: connector.mirror.sourceAlias,
        tasks[task].mirror.partitions[Int(offset.partition.raw)], offset.offset)
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

  /// `OffsetStorageReader`: the offset topic is read to its end before the task is told its offsets.
  private mutating func readOffsets(
    of task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    logs[herders[tasks[task].herder].offsetLog].readToEnd(
      Int32(task), &clients, now: now, into: &effects)
  }

  /// The offset topic has been read to its end for a task.
  mutating func offsetsRead(
    for task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard tasks[task].isWaitingForOffsets, !tasks[task].isGone else { return }
    tasks[task].isWaitingForOffsets = false
    let node = tasks[task]
    let connector = herders[node.herder].specification.connectors[Int(node.task.connector.raw)]
    let stored = node.mirror.partitions.map { partition in
      herders[node.herder].offset(
        of: partition, cluster: connector.mirror.sourceAlias, connector: node.name.connector)
    }
    tasks[task].mirror.start(stored: stored, &clients, now: now, into: &effects)
  }
}
