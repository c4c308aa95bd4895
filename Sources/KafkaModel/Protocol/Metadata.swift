/// Metadata for topics; nil asks for all topics (`allow_auto_topic_creation` is always false here).
package struct MetadataRequest: Hashable, Sendable {
  package var topics: [TopicIndex]?

  package init(topics: [TopicIndex]?) { self.topics = topics }
}

package struct MetadataResponse: Hashable, Sendable {
  /// Unfenced brokers the answering broker knows, ascending.
  package var brokers: [NodeID]
  package var topics: [MetadataTopic]

  package init(brokers: [NodeID], topics: [MetadataTopic]) {
    self.brokers = brokers
    self.topics = topics
  }
}

package struct MetadataTopic: Hashable, Sendable {
  package var topic: TopicIndex
  package var error: ErrorCode
  package var partitions: [MetadataPartition]

  package init(_ topic: TopicIndex, error: ErrorCode, partitions: [MetadataPartition]) {
    self.topic = topic
    self.error = error
    self.partitions = partitions
  }
}

package struct MetadataPartition: Hashable, Sendable {
  package var error: ErrorCode
  package var leader: NodeID?
  package var leaderEpoch: LeaderEpoch
  package var replicas: [NodeID]
  package var isr: [NodeID]

  package init(
    error: ErrorCode, leader: NodeID?, leaderEpoch: LeaderEpoch, replicas: [NodeID], isr: [NodeID]
  ) {
    self.error = error
    self.leader = leader
    self.leaderEpoch = leaderEpoch
    self.replicas = replicas
    self.isr = isr
  }
}
