import KafkaModel

extension Simulation {
  /// The records of a batch as an author's handler sees them.
  func describe(_ batch: DeliveredBatch, for member: Int) -> [HandledRecord] {
    let (group, place) = (members[member].group, members[member].member)
    let cluster = Int(members[member].cluster.raw)
    let topic = controllers[cluster].machine.image.topics[Int(batch.partition.topic.raw)]
    let producer = Int(batch.content.producer)
    var described = HandledRecord(
      topic: topic?.name ?? "", partition: batch.partition.partition, offset: batch.firstOffset,
      producer: nil, number: -1, key: nil, member: plan.groups[group].members[place].name,
      life: processes[Int(members[member].process.raw)].incarnation)
    return (0..<Int(batch.count)).map { index in
      described.offset = batch.firstOffset + Int64(index)
      guard producers.indices.contains(producer) else { return described }
      let numbers = producers[producer].machine.contents[batch.content.index]
      let number = numbers[numbers.startIndex + Int(batch.skippedInBatch) + index]
      described.producer = plan.producers[producer].name
      described.number = number
      let key = producers[producer].keyNumbers?[Int(number)] ?? -1
      described.key = key < 0 ? nil : producers[producer].workload.keys.texts[Int(key)]
      return described
    }
  }
}
