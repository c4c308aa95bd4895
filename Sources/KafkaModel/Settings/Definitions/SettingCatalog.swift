/// The configuration classes whose every key is known here.
package enum SettingCatalog: Hashable, Sendable, CaseIterable {
  /// `ProducerConfig`
  case producer
  /// `ConsumerConfig`
  case consumer
  /// `KafkaConfig`, brokers and controllers
  case broker
  /// `LogConfig`
  case topic
  /// `AdminClientConfig`
  case admin
  /// `DistributedConfig`, Connect workers
  case connectWorker
  /// `MirrorSourceConfig`, `MirrorCheckpointConfig`, `MirrorHeartbeatConfig` with all that Connect itself reads
  /// of a source connector
  case mirrorConnector
  /// `MirrorMakerConfig`, the keys without a prefix
  case mirrorMaker
  /// `SourceConnectorConfig`: what Connect itself reads of a source connector
  case sourceConnector
  /// `SinkConnectorConfig`: what Connect itself reads of a sink connector
  case sinkConnector

  /// All keys of all modelled versions, table by table.
  package var tables: [[SettingDefinition]] {
    switch self {
    case .producer: [ProducerTable.rows, ClientSecurityTable.rows]
    case .consumer: [ConsumerTable.rows, ClientSecurityTable.rows]
    case .topic: [TopicTable.rows]
    case .admin: [AdminTable.rows, ClientSecurityTable.rows]
    case .connectWorker: [ConnectWorkerTable.rows, ClientSecurityTable.common]
    case .mirrorConnector:
      [
        MirrorTable.rows, ConnectorTable.rows, SourceConnectorTable.rows,
        ClientSecurityTable.common,
      ]
    case .sourceConnector: [ConnectorTable.rows, SourceConnectorTable.rows]
    case .sinkConnector: [ConnectorTable.rows, SinkConnectorTable.rows]
    case .mirrorMaker: [MirrorMakerTable.rows, ClientSecurityTable.common]
    case .broker:
      [
        BrokerClusterTable.rows, BrokerLogTable.rows, BrokerNetworkTable.rows,
        BrokerGroupTable.rows, BrokerTransactionTable.rows, BrokerSecurityTable.rows,
        BrokerRemoteLogTable.rows, BrokerZooKeeperTable.rows,
      ]
    }
  }

  /// The definition of a key, whichever version has it.
  package func definition(of key: String) -> SettingDefinition? {
    for table in tables {
      if let place = table.place(of: key) { return table[place] }
    }
    return nil
  }

  /// The known key that is written most like this one, if any is near enough for a slip.
  package func nearestKey(to key: String) -> String? {
    var nearest = NearestName(to: key)
    for table in tables {
      for definition in table { nearest.consider(definition.key) }
    }
    return nearest.best
  }
}
