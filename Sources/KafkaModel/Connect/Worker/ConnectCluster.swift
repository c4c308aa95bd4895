/// One Connect cluster, or one flow of a dedicated MirrorMaker: the workers of one group and what they run.
package struct ConnectCluster: Sendable {
  package var name: String
  /// Where its group and its internal topics are (`bootstrap.servers`).
  package var cluster: ClusterIndex
  package var version: KafkaVersion
  package var behaviour: ConnectBehaviour
  /// The flow of a dedicated MirrorMaker, whose connectors its leader configures; nil for a Connect cluster,
  /// whose connectors are in the config topic from the beginning.
  package var flow: MirrorFlow?
  package var group: GroupID
  package var settings: ConnectWorkerSettings
  /// In the order of their names.
  package var connectors: [ConfiguredConnector]

  package init(
    name: String, cluster: ClusterIndex, version: KafkaVersion, behaviour: ConnectBehaviour,
    flow: MirrorFlow?, group: GroupID,
    settings: ConnectWorkerSettings, connectors: [ConfiguredConnector]
  ) {
    self.name = name
    self.cluster = cluster
    self.version = version
    self.behaviour = behaviour
    self.flow = flow
    self.group = group
    self.settings = settings
    self.connectors = connectors
  }
}
