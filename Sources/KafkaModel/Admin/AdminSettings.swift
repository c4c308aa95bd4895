/// Settings of an admin client (`AdminClientConfig`).
package struct AdminSettings: Hashable, Sendable {
  package var client = ClientSettings()
  /// `default.api.timeout.ms`
  package var defaultAPITimeout = Milliseconds(60_000)
  /// `retries` of one call
  package var retries = Int32.max

  package init() {
    client.receiveBufferBytes = 65_536
    client.connectionsMaxIdle = Milliseconds(300_000)
    client.maxInFlight = Self.maxInFlight
  }

  /// What `KafkaAdminClient` gives its network client in place of a setting.
  static let maxInFlight: Int32 = 1
}

/// The random sources of one admin client, one per purpose.
package struct AdminDraws: Sendable {
  package var client = ClientDraws()
  /// Jitter of the back-off between tries of a call.
  package var retryJitter = RandomSource.still
  /// Which broker a Metadata answer names as the controller; Kafka's broker draws it
  /// (`KRaftMetadataCache.getControllerId`), here the client does.
  package var controller = RandomSource.still

  package init() {}
}
