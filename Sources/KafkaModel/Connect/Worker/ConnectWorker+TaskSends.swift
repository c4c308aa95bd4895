/// What Connect's loop hands to a task's producer, and its callbacks.
extension ConnectWorker {
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
        last = clients.topicToSend(to: name, by: tasks[task].producer).map { (name, $0) }
      }
      guard let topic = last?.topic else {
        tasks[task].awaitsTopic = (first + index, place + index, count - index)
        effects.append(.awaitsTopic(cluster, name))
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

  /// What the cluster will number a topic by that a send() waits for.
  package mutating func expect(
    _ topic: TopicIndex, named name: String, in cluster: ClusterIndex, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    clients.names.expect(topic, named: name, in: cluster)
    sendWhereTopicsCame(now: now, into: &effects)
    for task in tasks.indices where clients.isOpen(tasks[task].producer) {
      tasks[task].mirror?.syncsTopicCame(&clients, now: now, into: &effects)
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
    tasks[task].custom?.sent(own.record, as: number)
    return clients.write(
      own.record, to: topic, own.partition, by: tasks[task].producer, now: now, into: &effects)
  }

  /// A topic that a blocked send() waits for may be there now.
  mutating func sendWhereTopicsCame(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for task in tasks.indices {
      guard let waiting = tasks[task].awaitsTopic, clients.isOpen(tasks[task].producer),
        clients.topicToSend(
          to: tasks[task].topic(at: waiting.place), by: tasks[task].producer) != nil
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
    _ content: BatchContent, _ partition: PartitionIndex, _ outcome: DeliveryOutcome, _ task: Int,
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let producer = tasks[task].producer
    let numbers = clients.recordNumbers(of: content, by: producer).map {
      clients.number(of: $0, by: producer)
    }
    var requests: [SourceTaskEffect] = []
    switch outcome {
    case .acknowledged(let base):
      tasks[task].completedPartition = partition
      tasks[task].completedBase = base
      tasks[task].runtime.delivered(numbers[...], error: nil, now: now, into: &requests)
    case .failed(let exception, _):
      tasks[task].runtime.delivered(
        numbers[...], error: TaskException(exception), now: now, into: &requests)
    }
    settle(task: task, &requests, now: now, into: &effects)
  }
}
