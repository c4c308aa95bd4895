/// The random sources of one broker, one per purpose.
package struct BrokerDraws: Sendable {
  /// Jitter of reconnect back-off and connection set-up time-out of the broker's own channels.
  package var connectionJitter = RandomSource.still
  /// Jitter of the back-off of failed heartbeats.
  package var heartbeatJitter = RandomSource.still
  /// Where in their periods the background jobs begin; real ones begin when the process does.
  package var jobPhase = RandomSource.still

  package init() {}
}
