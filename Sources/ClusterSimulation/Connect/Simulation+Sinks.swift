import KafkaModel
import SimulationKernel

/// What sink tasks were given and what they took: the ledger of their connector's group.
extension Simulation {
  mutating func note(_ event: SinkEvent, ofSink task: TaskName, by worker: Int) {
    guard let group = sinkGroup(of: task) else { return }
    drill.mayHaveChanged = true
    let number = Int(task.task)
    while groups[group].sinkTasks.count <= number {
      groups[group].sinkTasks.append(GroupRecord.MemberRecord())
    }
    groups[group].sinkTasks[number].note(event, by: worker, now: now)
  }

  /// The group that the task is a member of.
  private func sinkGroup(of task: TaskName) -> Int? {
    plan.groups.firstIndex { group in
      guard let reference = group.sink?.connector else { return false }
      let herd = plan.connect[reference.cluster]
      return herd.settings.groupName == task.group
        && herd.connectors[reference.connector].settings.name == task.connector
    }
  }

  /// The process is gone, and with it every task on it.
  mutating func endSinkTasks(ofWorker worker: Int) {
    for group in groups.indices {
      for task in groups[group].sinkTasks.indices {
        groups[group].sinkTasks[task].end(on: worker, now: now)
      }
    }
  }

  /// The group's members as a run leaves them: of a sink connector its tasks.
  func memberRecords(of group: Int) -> [GroupRecord.MemberRecord] {
    guard plan.groups[group].sink == nil else { return groups[group].sinkTasks }
    return members[groups[group].members].map { $0.application.record(at: $0.pausedAt ?? now) }
  }

  /// The plan with the tasks that sink connectors had.
  package var planWithSinkTasks: Plan {
    var plan = plan
    for group in plan.groups.indices {
      guard let sink = plan.groups[group].sink else { continue }
      plan.groups[group].members = groups[group].sinkTasks.indices.map { number in
        var task = sink.task
        task.name = "\(number)"
        return task
      }
    }
    return plan
  }

  /// The consumer of a task's newest life, and the worker that it runs on; nil of one that is gone.
  func sinkConsumer(
    ofTask number: Int, in group: Int
  ) -> (worker: Int, machine: Consumer)? {
    guard let life = groups[group].sinkTasks[number].lives.last, life.ended == nil,
      let reference = plan.groups[group].sink?.connector
    else { return nil }
    let herd = plan.connect[reference.cluster]
    let task = TaskName(
      group: herd.settings.groupName,
      connector: herd.connectors[reference.connector].settings.name, task: Int32(number))
    return workers[life.worker].machine.sinkConsumer(of: task).map { (life.worker, $0) }
  }

  // MARK: Records.

  /// The records of batches as an author's sink task is given them.
  func sinkRecords(
    of batches: [DeliveredBatch], read cluster: ClusterIndex
  ) -> [CustomSinkRecord] {
    let topics = controllers[Int(cluster.raw)].machine.image.topics
    var all: [CustomSinkRecord] = []
    for batch in batches {
      let name = topics[Int(batch.partition.topic.raw)]?.name ?? ""
      for (place, read) in records(of: [batch], read: cluster).enumerated() {
        var record = CustomSinkRecord(
          topic: name, partition: batch.partition.partition, offset: read.offset, key: nil,
          valueBytes: read.shape.valueBytes, timestamp: read.timestamp, producer: nil, number: -1)
        if case .custom(let written)? = read.written { record.key = written.key }
        describe(&record, batch.content, at: batch.skippedInBatch + Int32(place))
        all.append(record)
      }
    }
    return all
  }

  /// Who sent the record, and its key; copies have those of their original.
  private func describe(
    _ record: inout CustomSinkRecord, _ content: BatchContent, at place: Int32
  ) {
    let first = beginning(of: WorkerLedger.RecordPlace(content: content, place: place))
    let producer = Int(first.content.producer)
    guard producers.indices.contains(producer) else { return }
    let numbers = producers[producer].machine.contents[first.content.index]
    let number = numbers[numbers.startIndex + Int(first.place)]
    record.producer = plan.producers[producer].name
    record.number = number
    let key = producers[producer].keyNumbers?[Int(number)] ?? -1
    record.key = key < 0 ? nil : producers[producer].workload.keys.texts[Int(key)]
  }
}

extension GroupRecord.MemberRecord {
  /// A task that was given up may still run on its old worker while a new life runs on another.
  fileprivate mutating func note(_ event: SinkEvent, by worker: Int, now: Instant) {
    if event == .began {
      lives.append(GroupRecord.TaskLife(worker: worker, began: now))
      return
    }
    guard let life = lives.lastIndex(where: { $0.worker == worker && $0.ended == nil }) else {
      return
    }
    let incarnation = Int32(life + 1)
    switch event {
    case .began: break
    case .rebalanced(let callback, let positions):
      ownership.append(
        GroupRecord.OwnershipChange(
          at: now, incarnation: incarnation, callback: callback, positions: positions))
    case .putBegan(let batches):
      for batch in batches {
        deliveries.append(
          GroupRecord.Delivery(batch: batch, at: now, incarnation: incarnation))
      }
    case .putEnded(let isTaken):
      // The call's own deliveries are the last of its life.
      guard let last = deliveries.last(where: { $0.incarnation == incarnation }) else { return }
      for place in deliveries.indices.reversed() {
        guard deliveries[place].incarnation == incarnation else { continue }
        guard deliveries[place].at == last.at, deliveries[place].ended == last.at else { break }
        deliveries[place].ended = now
        if isTaken { deliveries[place].processed = deliveries[place].batch.count }
      }
    case .ended: lives[life].ended = now
    }
  }

  fileprivate mutating func end(on worker: Int, now: Instant) {
    for life in lives.indices where lives[life].worker == worker && lives[life].ended == nil {
      lives[life].ended = now
    }
  }
}
