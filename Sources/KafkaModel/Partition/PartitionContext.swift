/// What a partition must know of its broker to handle an input.
package struct PartitionContext: Sendable {
  /// The host's clock.
  package var now: Milliseconds
  /// The epoch of this broker's own registration.
  package var brokerEpoch: BrokerEpoch
  package var brokers: BrokerView

  package init(now: Milliseconds, brokerEpoch: BrokerEpoch, brokers: BrokerView) {
    self.now = now
    self.brokerEpoch = brokerEpoch
    self.brokers = brokers
  }
}
