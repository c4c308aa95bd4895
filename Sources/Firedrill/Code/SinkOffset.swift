import KafkaModel

/// The next offset to be read of a partition: the one behind all that a ``SinkTask`` has put.
public struct SinkOffset: Hashable, Sendable {
  /// The partition.
  public var partition: SinkPartition
  /// The offset of the next record; below zero counts as zero.
  public var offset: Int

  /// `offset` of `partition`.
  public init(_ partition: SinkPartition, _ offset: Int) {
    self.partition = partition
    self.offset = offset
  }

  init(_ offset: CustomSinkOffset) {
    self.init(SinkPartition(offset.partition), Int(offset.offset.raw))
  }

  var written: CustomSinkOffset {
    CustomSinkOffset(partition: partition.named, offset: Offset(Int64(max(0, offset))))
  }
}
