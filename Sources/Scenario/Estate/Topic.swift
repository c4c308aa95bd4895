package import ClusterSimulation

extension Scenario {
  /// A topic, there from the beginning, made by a step, by a mirror, or by a broker for a client.
  package struct Topic: Hashable, Sendable {
    package var name: TopicName
    package var partitions: Int32
    package var replicationFactor: Int32
    /// The replicas of each partition, preferred leader first; empty means placed as Kafka places them.
    package var assignment: [[Int32]] = []
    package var config: [Setting] = []
    package var origin = PlannedTopic.Origin.administrator
    package var mark: Mark

    package init(name: TopicName, partitions: Int32, replicationFactor: Int32, mark: Mark) {
      self.name = name
      self.partitions = partitions
      self.replicationFactor = replicationFactor
      self.mark = mark
    }
  }

  /// Written "upstream/orders".
  package struct TopicName: Hashable, Sendable {
    package var cluster: String
    package var topic: String

    package init(cluster: String, topic: String) {
      self.cluster = cluster
      self.topic = topic
    }
  }

  /// Written "upstream/orders/0".
  package struct PartitionName: Hashable, Sendable {
    package var topic: TopicName
    package var partition: Int32

    package init(topic: TopicName, partition: Int32) {
      self.topic = topic
      self.partition = partition
    }
  }

  /// One partition, all of a topic, or all of a cluster.
  package enum PartitionScope: Hashable, Sendable {
    case cluster(String)
    case topic(TopicName)
    case partition(PartitionName)

    package var cluster: String {
      switch self {
      case .cluster(let name): name
      case .topic(let name): name.cluster
      case .partition(let name): name.topic.cluster
      }
    }
  }
}
