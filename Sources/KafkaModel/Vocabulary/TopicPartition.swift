/// One partition of one topic of one cluster.
@usableFromInline package struct TopicPartition: Hashable, Sendable, Comparable {
  @usableFromInline package var topic: TopicIndex
  @usableFromInline package var partition: PartitionIndex

  @inlinable package init(_ topic: TopicIndex, _ partition: PartitionIndex) {
    self.topic = topic
    self.partition = partition
  }

  @usableFromInline package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}
