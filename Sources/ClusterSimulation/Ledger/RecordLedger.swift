package import KafkaModel
package import SimulationKernel

/// The fate of every record of one producer, in columns by record number.
package struct RecordLedger: Sendable {
  /// When the caller's send() began, nanoseconds since the start of the run.
  package private(set) var sentAt: [Int64] = []
  package private(set) var partition: [TopicPartition] = []
  package private(set) var outcome: [RecordOutcome] = []
  /// When the callback ran; 0 while open.
  package private(set) var completedAt: [Int64] = []
  package private(set) var offset: [Offset] = []
  package private(set) var openCount = 0

  package init() {}

  package var count: Int { sentAt.count }

  /// Adds the next record and returns its number.
  package mutating func append(
    sentAt time: Instant, to place: TopicPartition = RecordLedger.nowhere
  ) -> Int32 {
    sentAt.append(time.nanoseconds)
    partition.append(place)
    outcome.append(.open)
    completedAt.append(0)
    offset.append(.none)
    openCount += 1
    return Int32(sentAt.count - 1)
  }

  package mutating func place(_ record: Int32, in partition: TopicPartition) {
    self.partition[Int(record)] = partition
  }

  package mutating func acknowledge(_ record: Int32, at time: Instant, offset: Offset) {
    precondition(outcome[Int(record)].isOpen, "a record is completed once")
    outcome[Int(record)] = .acknowledged
    completedAt[Int(record)] = time.nanoseconds
    self.offset[Int(record)] = offset
    openCount -= 1
  }

  /// The callbacks of a batch's records, whose offsets follow one another from `base` on, if it is known.
  package mutating func acknowledge(
    _ records: ArraySlice<Int32>, at time: Instant, from base: Offset
  ) {
    let isKnown = base != .none
    var offset = base
    for record in records {
      acknowledge(record, at: time, offset: offset)
      if isKnown { offset.raw += 1 }
    }
  }

  package mutating func fail(_ record: Int32, at time: Instant, with exception: ProducerException) {
    precondition(outcome[Int(record)].isOpen, "a record is completed once")
    outcome[Int(record)] = .failed(exception)
    completedAt[Int(record)] = time.nanoseconds
    openCount -= 1
  }

  /// A record whose partition was never chosen.
  package static let nowhere = TopicPartition(TopicIndex(-1), PartitionIndex(-1))
}

/// How a send ended for the caller.
package enum RecordOutcome: Hashable, Sendable {
  case open
  case acknowledged
  /// Held elsewhere: it is rare, and every record has an outcome.
  indirect case failed(ProducerException)

  /// Nothing is known of the record yet.
  var isOpen: Bool {
    switch self {
    case .open: true
    case .acknowledged, .failed: false
    }
  }
}
