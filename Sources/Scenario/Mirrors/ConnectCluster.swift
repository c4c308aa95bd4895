package import KafkaModel

extension Scenario {
  /// A Kafka Connect cluster: workers of one group, whose group and internal topics are on one Kafka cluster.
  package struct ConnectCluster: Hashable, Sendable {
    package var name: String
    /// The Kafka cluster of its group and its internal topics (`bootstrap.servers`).
    package var cluster: String
    package var version: KafkaVersion?
    /// Rules of its workers, switched.
    package var behaviour: [BehaviourFlag] = []
    /// `group.id`; nil is its name.
    package var groupID: String?
    package var workers: [Worker] = []
    /// How long the start of a worker takes until it first asks its cluster for something.
    package var startsIn: TimeRange?
    /// How long a task's classes and clients take until it first asks a cluster for something; nothing if nil.
    package var tasksStartIn: TimeRange?
    package var start = MemberStart.trigger(.at(.zero))
    /// What stands in its connect-distributed.properties.
    package var settings: [Setting] = []
    /// The name of such a file, which is read before `settings`.
    package var properties: String?
    package var connectors: [Connector] = []
    package var mark: Mark

    package init(name: String, cluster: String, mark: Mark) {
      self.name = name
      self.cluster = cluster
      self.mark = mark
    }
  }
}
