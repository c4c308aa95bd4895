import KafkaModel

/// A partition that a ``SinkTask`` reads, by names of the cluster that its consumer reads from.
public struct SinkPartition: Hashable, Sendable {
  /// The topic's name.
  public let topic: String
  /// The partition's number, from 0.
  public let number: Int

  /// Partition `number` of `topic`.
  public init(_ topic: String, _ number: Int) {
    self.topic = topic
    self.number = number
  }

  init(_ partition: NamedPartition) {
    self.init(partition.topic, Int(partition.partition.raw))
  }

  var named: NamedPartition {
    NamedPartition(topic: topic, partition: PartitionIndex(Int32(clamping: number)))
  }
}
