package import KafkaModel
package import SimulationKernel

/// The fate of every record of one producer.
package struct RecordLedger: Sendable {
  /// What became of one record. An entry is written when its record is sent and again when it is completed: all of it
  /// lies together.
  package struct Entry: Sendable {
    /// When the caller's send() began, nanoseconds since the start of the run.
    package let sentAt: Int64
    package fileprivate(set) var partition: TopicPartition
    package fileprivate(set) var outcome = RecordOutcome.open
    /// When the callback ran; 0 while open.
    package fileprivate(set) var completedAt: Int64 = 0
    package fileprivate(set) var offset = Offset.none

    fileprivate init(sentAt: Int64, partition: TopicPartition) {
      self.sentAt = sentAt
      self.partition = partition
    }

    fileprivate mutating func complete(_ outcome: RecordOutcome, at time: Instant, offset: Offset) {
      precondition(self.outcome.isOpen, "a record is completed once")
      self.outcome = outcome
      completedAt = time.nanoseconds
      self.offset = offset
    }
  }

  @usableFromInline package private(set) var entries: [Entry] = []
  package private(set) var openCount = 0

  package init() {}

  package var count: Int { entries.count }

  /// What became of a record, by its number.
  @inlinable package subscript(_ number: Int) -> Entry { entries[number] }

  /// Adds the next record and returns its number.
  package mutating func append(
    sentAt time: Instant, to place: TopicPartition = RecordLedger.nowhere
  ) -> Int32 {
    entries.append(Entry(sentAt: time.nanoseconds, partition: place))
    openCount += 1
    return Int32(entries.count - 1)
  }

  package mutating func place(_ record: Int32, in partition: TopicPartition) {
    entries[Int(record)].partition = partition
  }

  package mutating func acknowledge(_ record: Int32, at time: Instant, offset: Offset) {
    entries[Int(record)].complete(.acknowledged, at: time, offset: offset)
    openCount -= 1
  }

  /// The callback of a record in a batch, whose records' offsets follow one another from `base` on, if it is known.
  mutating func acknowledge(
    _ record: Int32, at time: Instant, inBatchAt base: Offset, place: Int
  ) {
    acknowledge(record, at: time, offset: base.raw < 0 ? base : base + Int64(place))
  }

  package mutating func fail(_ record: Int32, at time: Instant, with exception: ProducerException) {
    entries[Int(record)].complete(.failed(exception), at: time, offset: .none)
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
