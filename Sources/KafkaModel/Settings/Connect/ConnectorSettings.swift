/// A source connector's effective settings, as far as the Connect runtime reads them
/// (`ConnectorConfig`, `SourceConnectorConfig`). What MirrorMaker reads of the same map is `MirrorSettings`.
package struct ConnectorSettings: Hashable, Sendable {
  /// `name`
  package var name: String
  /// `connector.class`
  package var connectorClass: ConnectorClass
  /// `tasks.max`
  package var tasksMax: Int32 = 1
  /// `tasks.max.enforce` (3.8): more tasks than the maximum fail the connector.
  package var enforcesTasksMax = true
  /// The keys `errors.*`
  package var errors = ErrorHandlingSettings()
  /// The producer of the connector's tasks: Connect's own defaults, over them the worker's `producer.*`,
  /// last the connector's `producer.override.*`.
  package var producer = ConnectorSettings.standardProducer
  /// What a sink connector reads; nil of a source connector.
  package var sink: SinkReads?
  /// The cluster of the tasks' records, if `producer.override.bootstrap.servers` names another than the
  /// worker's.
  package var producesElsewhere = false
  /// `offsets.storage.topic`: source offsets in a topic of the connector's own, on the cluster of its producer.
  package var offsetsStorageTopic: String?
  /// `exactly.once.support` is `required`.
  package var requiresExactlyOnce = false

  package init(name: String, connectorClass: ConnectorClass) {
    self.name = name
    self.connectorClass = connectorClass
  }

  /// Source: `Worker.baseProducerConfigs`.
  private static var standardProducer: ProducerSettings {
    var settings = ProducerSettings()
    settings.idempotent = false
    settings.deliveryTimeout = Milliseconds(Int64(Int32.max))
    settings.maxBlock = Milliseconds(Int64.max)
    settings.client.maxInFlight = 1
    return settings
  }
}
