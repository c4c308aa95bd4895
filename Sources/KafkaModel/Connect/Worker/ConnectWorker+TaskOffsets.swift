/// A task's source offsets: written to the offset topic, and read from it when the task starts.
extension ConnectWorker {
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
    guard tasks[task].isWaitingForOffsets, !tasks[task].isGone else { return }
    tasks[task].isWaitingForOffsets = false
    let herder = tasks[task].herder
    if tasks[task].custom != nil {
      startCustom(task, now: now, into: &effects)
      return
    }
    guard let partitions = tasks[task].mirror?.partitions else { return }
    let alias = herders[herder].configured(tasks[task].task.connector).mirror.sourceAlias
    let stored = partitions.map { partition in
      herders[herder].offset(
        of: partition, cluster: alias, connector: tasks[task].name.connector)
    }
    tasks[task].mirror?.start(stored: stored, &clients, now: now, into: &effects)
  }
}
