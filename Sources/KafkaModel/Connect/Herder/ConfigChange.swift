/// What a new record of the config topic changed.
///
/// Source: `ConfigBackingStore.UpdateListener`.
package enum ConfigChange: Hashable, Sendable {
  /// A connector was configured, for the first time or anew.
  case connectorUpdated(ConnectorIndex)
  case connectorRemoved(ConnectorIndex)
  /// The connector's task configs were committed.
  case tasksUpdated(ConnectorIndex)
}
