/// Settings of the network client that producers, consumers and admin clients share (`CommonClientConfigs`).
package struct ClientSettings: Hashable, Sendable {
  // What each poll of the network asks for comes first.
  /// `request.timeout.ms`
  package var requestTimeout = Milliseconds(30_000)
  /// `retry.backoff.ms`
  package var retryBackoff = Milliseconds(100)
  /// `connections.max.idle.ms`; negative means never.
  package var connectionsMaxIdle = Milliseconds(540_000)
  /// `retry.backoff.max.ms` (3.7; before: equal to `retryBackoff`)
  package var retryBackoffMax = Milliseconds(1_000)
  /// `reconnect.backoff.ms`
  package var reconnectBackoff = Milliseconds(50)
  /// `reconnect.backoff.max.ms`
  package var reconnectBackoffMax = Milliseconds(1_000)
  /// `socket.connection.setup.timeout.ms`
  package var connectionSetupTimeout = Milliseconds(10_000)
  /// `socket.connection.setup.timeout.max.ms`
  package var connectionSetupTimeoutMax = Milliseconds(30_000)
  /// `metadata.max.age.ms`
  package var metadataMaxAge = Milliseconds(300_000)
  /// `metadata.recovery.strategy` (3.8) where it is given; nil as the version has it, `rebootstrap` from 4.0.
  package var rebootstraps: Bool?
  /// `metadata.recovery.rebootstrap.trigger.ms` (KIP-1102, 4.0, there 300,000); nil before.
  package var rebootstrapTrigger: Milliseconds?
  /// `enable.metrics.push` (KIP-714, 3.7).
  package var pushesMetrics = true
  /// `send.buffer.bytes`; -1 leaves it to the system.
  package var sendBufferBytes: Int32 = 131_072
  /// `receive.buffer.bytes`; -1 leaves it to the system.
  package var receiveBufferBytes: Int32 = 32_768
  /// `max.in.flight.requests.per.connection`
  package var maxInFlight: Int32 = 5

  package init() {}
}
