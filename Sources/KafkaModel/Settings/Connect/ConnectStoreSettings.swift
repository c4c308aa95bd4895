/// The clients with which a worker writes and reads its three internal topics.
///
/// Each takes the worker's own keys as its own, unprefixed, over the few that the store sets before.
///
/// Source: `KafkaConfigBackingStore`, `KafkaOffsetBackingStore`, `KafkaStatusBackingStore`, `KafkaBasedLog`.
package struct ConnectStoreSettings: Hashable, Sendable {
  /// Configurations, task sets, target states: idempotence off, no end of delivery.
  package var configProducer = ConnectStoreSettings.durableProducer
  package var configConsumer = ConnectStoreSettings.logConsumer
  /// Source offsets, the same.
  package var offsetProducer = ConnectStoreSettings.durableProducer
  package var offsetConsumer = ConnectStoreSettings.logConsumer
  /// States of connectors and tasks: no retries, the store tries again by itself.
  package var statusProducer = ConnectStoreSettings.statusWriter
  package var statusConsumer = ConnectStoreSettings.logConsumer
  /// Creates the topics and looks at them.
  package var admin = AdminSettings()

  package init() {}

  private static var durableProducer: ProducerSettings {
    var settings = ProducerSettings()
    settings.idempotent = false
    settings.deliveryTimeout = Milliseconds(Int64(Int32.max))
    return settings
  }

  private static var statusWriter: ProducerSettings {
    var settings = ProducerSettings()
    settings.idempotent = false
    settings.retries = 0
    return settings
  }

  /// A reader without a group, from the beginning to the end (`KafkaBasedLog`).
  private static var logConsumer: ConsumerSettings {
    var settings = ConsumerSettings()
    settings.autoCommit = false
    settings.autoOffsetReset = .earliest
    return settings
  }
}
