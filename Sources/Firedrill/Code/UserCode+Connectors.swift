import ClusterSimulation
import KafkaModel

extension UserCode {
  /// Registers a source connector for ``Scenario/ConnectCluster``: its name is the class of connectors there.
  ///
  /// - Precondition: No other connector has the name, and none of MirrorMaker's.
  public mutating func addSourceConnector<Connector: SourceConnector>(
    _ name: String, _ connector: Connector
  ) {
    precondition(
      !written.sourceConnectors.contains { $0.name == name }
        && ConnectorClass(mirrorClass: name) == nil, "a second connector '\(name)'")
    written.sourceConnectors.append(
      CustomSourceConnector(name: name) { settings, limit in
        connector.taskSettings(for: Scenario.Settings(settings), atMost: Int(limit)).map(\.map)
      } makeTask: {
        WrittenSourceTask(connector.makeTask())
      })
  }
}
