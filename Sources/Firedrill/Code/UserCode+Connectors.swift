import ClusterSimulation
import KafkaModel

extension UserCode {
  /// Registers a source connector for ``Scenario/ConnectCluster``: its name is the class of connectors there.
  ///
  /// - Precondition: No other connector has the name, and none of MirrorMaker's.
  public mutating func addSourceConnector<Connector: SourceConnector>(
    _ name: String, _ connector: Connector
  ) {
    precondition(!hasConnector(name), "a second connector '\(name)'")
    written.sourceConnectors.append(
      CustomSourceConnector(name: name) { settings, limit in
        connector.taskSettings(for: Scenario.Settings(settings), atMost: Int(limit)).map(\.map)
      } makeTask: {
        WrittenSourceTask(connector.makeTask())
      })
  }

  /// Registers a sink connector for ``Scenario/ConnectCluster``: its name is the class of connectors there.
  ///
  /// - Precondition: No other connector has the name, and none of MirrorMaker's.
  public mutating func addSinkConnector<Connector: SinkConnector>(
    _ name: String, _ connector: Connector
  ) {
    precondition(!hasConnector(name), "a second connector '\(name)'")
    written.sinkConnectors.append(
      CustomSinkConnector(name: name) { settings, limit in
        connector.taskSettings(for: Scenario.Settings(settings), atMost: Int(limit)).map(\.map)
      } makeTask: {
        WrittenSinkTask(connector.makeTask())
      })
  }

  private func hasConnector(_ name: String) -> Bool {
    written.sourceConnectors.contains { $0.name == name }
      || written.sinkConnectors.contains { $0.name == name }
      || ConnectorClass(mirrorClass: name) != nil
  }
}
