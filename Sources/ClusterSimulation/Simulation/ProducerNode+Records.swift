import KafkaModel
import SimulationKernel

/// What its ledger learns of its records.
extension Simulation.ProducerNode {
  /// Its caller begins to send a record, whose number is returned.
  mutating func add(
    _ shape: Workload.Shape, _ sizes: RecordShape, to topic: TopicIndex, at now: Instant
  ) -> Int32 {
    acknowledgedBy.append(Simulation.nobody)
    keyNumbers?.append(shape.key?.number ?? -1)
    shapes?.append(sizes)
    return ledger.append(sentAt: now, to: TopicPartition(topic, PartitionIndex(-1)))
  }

  /// The callbacks of a batch's records have run.
  mutating func complete(
    _ content: BatchContent, _ outcome: DeliveryOutcome, at now: Instant
  ) {
    // Stored properties all the way: asking the machine would copy it.
    let places = machine.accumulator.contents.places(of: content.index)
    let hasLives = machine.hasTopicLives
    for place in places {
      let record = machine.accumulator.contents.number(at: place)
      if hasLives { renewLife(of: record) }
      switch outcome {
      case .acknowledged(let base):
        ledger.acknowledge(record, at: now, inBatchAt: base, place: place - places.lowerBound)
        acknowledgedBy[Int(record)] = answering
      case .failed(let exception, _):
        ledger.fail(record, at: now, with: exception)
      }
    }
  }

  /// What waited while its topic was deleted and made again went to the next life.
  private mutating func renewLife(of record: Int32) {
    var partition = ledger[Int(record)].partition
    partition.topic = machine.presentLife(of: partition.topic)
    ledger.place(record, in: partition)
  }
}
