package import KafkaModel

/// What a test author's own code does with records: how long each of them takes.
///
/// The name stands for it wherever a scenario is written as text.
package struct RecordHandler: Sendable {
  package var name: String
  /// The nanoseconds that each record of the slice takes, in order; asked once for each slice that is worked off.
  /// A list that is too short is filled with zeros.
  package var times: @Sendable (DeliveredBatch) -> [Int64]

  package init(name: String, times: @escaping @Sendable (DeliveredBatch) -> [Int64]) {
    self.name = name
    self.times = times
  }
}
