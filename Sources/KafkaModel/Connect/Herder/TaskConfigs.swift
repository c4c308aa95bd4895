/// The task configs that a connector asks for.
package struct TaskConfigs: Hashable, Sendable {
  package var connector: ConnectorIndex
  package var count: Int32
  /// Different for different contents.
  package var version: Int32

  package init(connector: ConnectorIndex, count: Int32, version: Int32) {
    self.connector = connector
    self.count = count
    self.version = version
  }
}
