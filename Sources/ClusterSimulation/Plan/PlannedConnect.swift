package import KafkaModel

/// One Connect cluster, or one flow of a dedicated MirrorMaker: the workers of one group and what they run.
package struct PlannedConnectCluster: Sendable {
  package var name: String
  /// Where its group and its internal topics are (`bootstrap.servers`).
  package var cluster: ClusterIndex
  package var version: KafkaVersion
  /// The flow of a dedicated MirrorMaker, whose connectors its leader configures; nil for a Connect cluster,
  /// whose connectors are in the config topic from the beginning.
  package var flow: PlannedFlow?
  package var group: GroupID
  package var settings: ConnectWorkerSettings
  package var connectors: [PlannedConnector]

  package init(
    name: String, cluster: ClusterIndex, version: KafkaVersion, flow: PlannedFlow?, group: GroupID,
    settings: ConnectWorkerSettings, connectors: [PlannedConnector]
  ) {
    self.name = name
    self.cluster = cluster
    self.version = version
    self.flow = flow
    self.group = group
    self.settings = settings
    self.connectors = connectors
  }
}

/// From one cluster to another, by the aliases that a mirror has for them.
package struct PlannedFlow: Hashable, Sendable {
  package var source: String
  package var target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

/// A connector as it is configured.
package struct PlannedConnector: Sendable {
  package var settings: ConnectorSettings
  package var mirror: MirrorSettings
  /// The cluster of `source.cluster.bootstrap.servers`.
  package var source: ClusterIndex
  /// The cluster of `target.cluster.bootstrap.servers`.
  package var target: ClusterIndex
  /// Where its tasks' records go: the worker's cluster, or that of `producer.override.bootstrap.servers`.
  package var produces: ClusterIndex

  package init(
    settings: ConnectorSettings, mirror: MirrorSettings, source: ClusterIndex,
    target: ClusterIndex, produces: ClusterIndex
  ) {
    self.settings = settings
    self.mirror = mirror
    self.source = source
    self.target = target
    self.produces = produces
  }
}

/// One process of Connect: a worker of a Connect cluster, or a dedicated MirrorMaker with a herder for each flow.
package struct PlannedWorker: Sendable {
  package var name: String
  package var host: HostIndex
  package var version: KafkaVersion
  /// The plan's Connect clusters that it is a worker of, one herder each.
  package var herders: [Int]
  /// From the start of the process to the first request of its herders.
  package var startsIn: DrawnSpan
  package var start: Start

  /// When the process starts.
  package enum Start: Sendable {
    /// With the estate, once the topics are there: it runs when the load begins.
    case withEstate
    case when(Trigger)
    case byStep
  }

  package init(
    name: String, host: HostIndex, version: KafkaVersion, herders: [Int], startsIn: DrawnSpan,
    start: Start
  ) {
    self.name = name
    self.host = host
    self.version = version
    self.herders = herders
    self.startsIn = startsIn
    self.start = start
  }
}
