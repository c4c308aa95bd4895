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

/// The connectors that are modelled (`connector.class`).
package enum ConnectorClass: Hashable, Sendable, CaseIterable {
  case mirrorSource
  case mirrorCheckpoint
  case mirrorHeartbeat

  /// The simple name of the Java class, which is also the connector's name in a dedicated MirrorMaker.
  package var simpleName: String {
    switch self {
    case .mirrorSource: "MirrorSourceConnector"
    case .mirrorCheckpoint: "MirrorCheckpointConnector"
    case .mirrorHeartbeat: "MirrorHeartbeatConnector"
    }
  }

  /// The full name of the Java class.
  package var className: String { "org.apache.kafka.connect.mirror.\(simpleName)" }

  /// A class by its simple or its full name; Connect takes both.
  package init?(className: String) {
    guard
      let known = Self.allCases.first(where: {
        $0.simpleName == className || $0.className == className
      })
    else { return nil }
    self = known
  }
}

/// What a connector does with a record that cannot be converted or written (`errors.*`; KIP-298, KIP-779).
package struct ErrorHandlingSettings: Hashable, Sendable {
  /// `errors.retry.timeout`; 0 never tries again, nil (-1) without end.
  package var retryTimeout: Milliseconds? = .zero
  /// `errors.retry.delay.max.ms`
  package var retryDelayMax = Milliseconds(60_000)
  /// `errors.tolerance`
  package var tolerance = ErrorTolerance.none

  package init() {}
}

/// `errors.tolerance`
package enum ErrorTolerance: String, Hashable, Sendable {
  /// The first error fails the task.
  case none
  /// Records that fail are left out, and their offsets pass.
  case all
}
