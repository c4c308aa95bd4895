/// The clients that the connectors of a flow and their tasks make for themselves, beside the producer of records
/// that the Connect worker gives them.
///
/// Source: `MirrorConnectorConfig.sourceConsumerConfig` and its siblings.
package struct MirrorClientSettings: Hashable, Sendable {
  /// Of a source task, without a group: reads the source by assignment and seek.
  package var sourceConsumer = MirrorClientSettings.reader
  /// Of the connectors and of checkpoint tasks.
  package var sourceAdmin = AdminSettings()
  package var targetAdmin = AdminSettings()
  /// Writes offset syncs, with a plain producer's defaults, at the cluster of their location.
  package var offsetSyncsProducer = ProducerSettings()
  /// Reads offset syncs in a checkpoint task, at the cluster of their location.
  package var offsetSyncsConsumer = MirrorClientSettings.reader
  /// Reads the checkpoints of the target when a checkpoint task begins.
  package var targetConsumer = MirrorClientSettings.reader

  package init() {}

  private static var reader: ConsumerSettings {
    var settings = ConsumerSettings()
    settings.autoCommit = false
    settings.autoOffsetReset = .earliest
    return settings
  }
}
