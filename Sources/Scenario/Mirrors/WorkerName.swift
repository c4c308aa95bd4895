extension Scenario {
  /// A worker, written "east/a": its Connect cluster or mirror, and its name.
  package struct WorkerName: Hashable, Sendable {
    package var owner: String
    package var worker: String

    package init(owner: String, worker: String) {
      self.owner = owner
      self.worker = worker
    }
  }
}
