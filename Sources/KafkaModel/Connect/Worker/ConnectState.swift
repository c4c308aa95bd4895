/// `AbstractStatus.State`, as the status topic and the REST API show it.
package enum ConnectState: String, Hashable, Sendable, CaseIterable {
  case unassigned = "UNASSIGNED"
  case running = "RUNNING"
  case paused = "PAUSED"
  case failed = "FAILED"
  case restarting = "RESTARTING"
  case stopped = "STOPPED"
  case destroyed = "DESTROYED"
}
