/// An admin client's effective settings (`AdminClientConfig`).
package struct AdminSettings: Hashable, Sendable {
  package var client = ClientSettings()
  /// `default.api.timeout.ms`: how long one call may take with all its tries.
  package var defaultAPITimeout = Milliseconds(60_000)
  /// `retries` of one call
  package var retries = Int32.max

  package init() {
    client.maxInFlight = Self.maxInFlight
    client.receiveBufferBytes = 65_536
    client.connectionsMaxIdle = Milliseconds(300_000)
  }

  /// What `KafkaAdminClient` gives its network client in place of a setting.
  static let maxInFlight: Int32 = 1
}
