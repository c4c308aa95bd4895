/// Metadata for topics.
package struct MetadataRequest: Hashable, Sendable {
  /// nil asks for all topics.
  package var topics: [TopicIndex]?
  /// Topics asked for by name, as consumers do that cannot know whether they exist.
  package var names: [String]
  /// `allow_auto_topic_creation`: the broker may have those made that are named here and missing.
  package var createsTopics: Bool

  package init(topics: [TopicIndex]?, names: [String] = [], createsTopics: Bool = false) {
    self.topics = topics
    self.names = names
    self.createsTopics = createsTopics
  }
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
  /// -1 for a name that the answering broker does not know.
  package var topic: TopicIndex
  package var name: String
  package var error: ErrorCode
  package var partitions: [MetadataPartition]

  package init(
    _ topic: TopicIndex, name: String = "", error: ErrorCode, partitions: [MetadataPartition]
  ) {
    self.topic = topic
    self.name = name
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
