/// One partition of one topic of one cluster.
package struct TopicPartition: Hashable, Sendable, Comparable {
  package var topic: TopicIndex
  package var partition: PartitionIndex

  package init(_ topic: TopicIndex, _ partition: PartitionIndex) {
    self.topic = topic
    self.partition = partition
  }

  package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}
