package import KafkaModel

/// What a test author's own code does with records: how long each of them takes.
///
/// The name stands for it wherever a scenario is written as text.
package struct RecordHandler: Sendable {
  package var name: String
  /// The nanoseconds that the record takes; never below 0.
  package var time: @Sendable (HandledRecord) -> Int64

  package init(name: String, time: @escaping @Sendable (HandledRecord) -> Int64) {
    self.name = name
    self.time = time
  }
}

/// A record as the author's code sees it.
package struct HandledRecord: Hashable, Sendable {
  package var topic: String
  package var partition: PartitionIndex
  package var offset: Offset
  /// The producer's name and its number for the record, from 0; nil for records that no producer of the plan sent.
  package var producer: String?
  package var number: Int32
  package var key: String?
  /// The process that handles it, as the plan calls it, and its life (from 1).
  package var member: String
  package var life: Int32
}
