/// A connector as it is configured.
package struct ConfiguredConnector: Sendable {
  package var settings: ConnectorSettings
  /// All that it was given.
  package var configuration: SettingMap
  /// What MirrorMaker reads of it; without meaning for a connector that a test author wrote.
  package var mirror: MirrorSettings
  /// The cluster of `source.cluster.bootstrap.servers`; of an author's connector where its tasks' records go.
  package var source: ClusterIndex
  /// The cluster of `target.cluster.bootstrap.servers`; the same of an author's.
  package var target: ClusterIndex
  /// Where its tasks' records go: the worker's cluster, or that of `producer.override.bootstrap.servers`.
  package var produces: ClusterIndex

  package init(
    settings: ConnectorSettings, configuration: SettingMap, mirror: MirrorSettings,
    source: ClusterIndex, target: ClusterIndex, produces: ClusterIndex
  ) {
    self.settings = settings
    self.configuration = configuration
    self.mirror = mirror
    self.source = source
    self.target = target
    self.produces = produces
  }

  /// A connector that a test author wrote.
  package init(
    custom settings: ConnectorSettings, configuration: SettingMap, produces: ClusterIndex
  ) {
    self.init(
      settings: settings, configuration: configuration,
      mirror: MirrorSettings(sourceAlias: "", targetAlias: ""), source: produces, target: produces,
      produces: produces)
  }
}
