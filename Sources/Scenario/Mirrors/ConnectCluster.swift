package import KafkaModel

extension Scenario {
  /// A Kafka Connect cluster: workers of one group, whose group and internal topics are on one Kafka cluster.
  package struct ConnectCluster: Hashable, Sendable {
    package var name: String
    /// The Kafka cluster of its group and its internal topics (`bootstrap.servers`).
    package var cluster: String
    package var version: KafkaVersion?
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

  /// One process of Connect or of a dedicated MirrorMaker.
  package struct Worker: Hashable, Sendable {
    package var name: String
    /// Its host's name; `owner/name` if the file names none.
    package var host: String
    /// The site of a host that the file does not declare.
    package var site: String?
    package var mark: Mark

    package init(name: String, host: String, site: String?, mark: Mark) {
      self.name = name
      self.host = host
      self.site = site
      self.mark = mark
    }
  }

  /// A connector of a Connect cluster.
  package struct Connector: Hashable, Sendable {
    package var name: String
    package var connectorClass: ConnectorClass
    package var source: String
    package var target: String
    package var config: [Setting] = []
    package var mark: Mark

    package init(
      name: String, connectorClass: ConnectorClass, source: String, target: String, mark: Mark
    ) {
      self.name = name
      self.connectorClass = connectorClass
      self.source = source
      self.target = target
      self.mark = mark
    }
  }

  /// A worker, written "east/a": its Connect cluster or mirror, and its name.
  package struct WorkerName: Hashable, Sendable {
    package var owner: String
    package var worker: String

    package init(owner: String, worker: String) {
      self.owner = owner
      self.worker = worker
    }
  }

  /// A connector, written "east/orders" or "east/source"; of another flow of the same process
  /// "east/B->A/source".
  package struct ConnectorName: Hashable, Sendable {
    package var owner: String
    /// The flow of a mirror's process, if it is not the mirror's own.
    package var flow: String?
    /// Its name, or for a mirror one of `source`, `checkpoint` and `heartbeat`.
    package var connector: String

    package init(owner: String, flow: String?, connector: String) {
      self.owner = owner
      self.flow = flow
      self.connector = connector
    }
  }
}
