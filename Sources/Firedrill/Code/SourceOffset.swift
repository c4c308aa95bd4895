import KafkaModel

/// A position in what a ``SourceTask`` reads.
///
/// Kafka has maps for both halves; here a text names the source partition, and a number the offset in it.
public struct SourceOffset: Hashable, Sendable {
  /// What is read: a file, a table, a shard.
  public var partition: String
  /// How far; what it counts is the task's own affair. Zero or above: a record with another one ends the process.
  public var offset: Int

  /// Position `offset` of `partition`.
  public init(partition: String, offset: Int) {
    self.partition = partition
    self.offset = offset
  }

  init(_ stored: CustomSourceOffset) {
    self.init(partition: stored.partition, offset: Int(stored.offset.raw))
  }

  var written: CustomSourceOffset {
    precondition(offset >= 0, "a source offset is not below zero")
    return CustomSourceOffset(partition: partition, offset: Offset(Int64(offset)))
  }
}
