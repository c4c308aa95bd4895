/// One Connect cluster, or one flow of a dedicated MirrorMaker: the workers of one group and what they run.
package struct ConnectCluster: Sendable {
  package var name: String
  /// Where its group and its internal topics are (`bootstrap.servers`).
  package var cluster: ClusterIndex
  package var version: KafkaVersion
  /// The flow of a dedicated MirrorMaker, whose connectors its leader configures; nil for a Connect cluster,
  /// whose connectors are in the config topic from the beginning.
  package var flow: MirrorFlow?
  package var group: GroupID
  package var settings: ConnectWorkerSettings
  /// In the order of their names.
  package var connectors: [ConfiguredConnector]

  package init(
    name: String, cluster: ClusterIndex, version: KafkaVersion, flow: MirrorFlow?, group: GroupID,
    settings: ConnectWorkerSettings, connectors: [ConfiguredConnector]
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
package struct MirrorFlow: Hashable, Sendable {
  package var source: String
  package var target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

/// A connector as it is configured.
package struct ConfiguredConnector: Sendable {
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
