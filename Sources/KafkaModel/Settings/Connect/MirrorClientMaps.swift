/// The configurations of the clients that one connector of a flow makes, out of the connector's own.
///
/// For each kind of client, the later wins: the cluster's address and security, then the connector's `producer.*`,
/// `consumer.*` or `admin.*`, then the same behind `source.` or `target.`.
///
/// Source: `MirrorConnectorConfig.sourceProducerConfig` and its siblings.
package struct MirrorClientMaps: Hashable, Sendable {
  private let connector: SettingMap
  private let version: KafkaVersion

  package init(_ connector: SettingMap, version: KafkaVersion) {
    self.connector = connector
    self.version = version
  }

  /// Where offset syncs are kept (`offset-syncs.topic.location`).
  package var offsetSyncsLocation: OffsetSyncsLocation {
    connector["offset-syncs.topic.location"].flatMap(OffsetSyncsLocation.init) ?? .source
  }

  package func consumer(_ side: OffsetSyncsLocation, role: String) -> SettingMap {
    var map = client("consumer.", side)
    map.put("enable.auto.commit", "false")
    map.putIfAbsent("auto.offset.reset", "earliest")
    return named(map, role)
  }

  package func admin(_ side: OffsetSyncsLocation, role: String) -> SettingMap {
    named(client("admin.", side), role)
  }

  /// The producer of offset syncs, on the cluster where they are kept.
  package var offsetSyncsProducer: SettingMap {
    let side = offsetSyncsLocation
    return named(client("producer.", side), "offset-syncs-\(side.rawValue)-producer")
  }

  /// The producer that the Connect worker makes for the records of this connector's tasks.
  ///
  /// Source: `Worker.baseProducerConfigs`.
  package func recordProducer(worker: SettingMap, task: Int) -> SettingMap {
    var map = SettingMap()
    map.put("bootstrap.servers", worker["bootstrap.servers"] ?? "localhost:9092")
    map.put("key.serializer", Self.serializer)
    map.put("value.serializer", Self.serializer)
    map.put("max.block.ms", String(Int64.max))
    map.put("enable.idempotence", "false")
    map.put("acks", "all")
    map.put("max.in.flight.requests.per.connection", "1")
    map.put("delivery.timeout.ms", String(Int32.max))
    map.put("client.id", "connector-producer-\(connector["name"] ?? "")-\(task)")
    map.putAll(worker.stripped(of: "producer."))
    map.putAll(connector.stripped(of: "producer.override."))
    return map
  }

  private static let serializer = "org.apache.kafka.common.serialization.ByteArraySerializer"

  private func client(_ kind: String, _ side: OffsetSyncsLocation) -> SettingMap {
    var map = connector.stripped(of: "\(side.rawValue).cluster.")
    map.retain { MirrorMakerConfig.isCommonKey($0, in: version) }
    map.putAll(connector.stripped(of: kind))
    map.putAll(connector.stripped(of: "\(side.rawValue).\(kind)"))
    return map
  }

  /// A client id of the user's own stands before the flow, the connector and the role.
  private func named(_ map: SettingMap, _ role: String) -> SettingMap {
    var map = map
    let flow =
      "\(connector["source.cluster.alias"] ?? "")->\(connector["target.cluster.alias"] ?? "")"
    let own = map["client.id"].map { $0 + "|" } ?? ""
    map.put("client.id", "\(own)\(flow)|\(connector["name"] ?? "")|\(role)")
    return map
  }
}
