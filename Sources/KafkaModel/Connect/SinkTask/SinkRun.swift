/// Records of one partition with consecutive offsets, as a poll of a sink task's consumer hands them out.
package struct SinkRun: Hashable, Sendable {
  package var partition: TopicPartition
  package var firstOffset: Offset
  package var count: Int32
  /// What becomes of each of them before it is put.
  package var conversion: SourceRun.Conversion

  package init(
    partition: TopicPartition, firstOffset: Offset, count: Int32,
    conversion: SourceRun.Conversion = .fine
  ) {
    self.partition = partition
    self.firstOffset = firstOffset
    self.count = count
    self.conversion = conversion
  }

  /// The offset after the last record.
  package var nextOffset: Offset { firstOffset + Int64(count) }
}
