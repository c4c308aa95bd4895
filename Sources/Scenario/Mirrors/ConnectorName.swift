extension Scenario {
  /// A connector, written "east/orders" or "east/source"; of another flow of the same process
  /// "east/B->A/source".
  package struct ConnectorName: Hashable, Sendable {
    package var owner: String
    /// The flow of a mirror's process, if it is not the mirror's own.
    package var flow: String?
    /// Its name, or for a mirror one of `source`, `checkpoint` and `heartbeat`.
    package var connector: String

    package init(owner: String, flow: String?, connector: String) {
      self.owner = owner
      self.flow = flow
      self.connector = connector
    }
  }
}
