/// What a worker writes of a connector or task to the status topic, and the REST API shows.
///
/// Source: `AbstractStatus.State`. DESTROYED is left out, which is written as a tombstone and never shown, and STOPPED
/// (KIP-875), as nothing here stops a connector for good.
package enum ConnectState: String, Hashable, Sendable, CaseIterable {
  case unassigned = "UNASSIGNED"
  case running = "RUNNING"
  case paused = "PAUSED"
  case failed = "FAILED"
  /// KIP-745: it was stopped to be started again with others of its connector.
  case restarting = "RESTARTING"
}
