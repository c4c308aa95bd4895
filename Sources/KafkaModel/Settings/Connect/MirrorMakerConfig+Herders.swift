extension MirrorMakerConfig {
  /// The configuration of the Connect worker of a flow: the target cluster's keys without their prefix, and a few
  /// families of bare keys.
  ///
  /// Source: `MirrorMakerConfig.workerConfig`.
  package func worker(_ pair: MirrorPair) -> SettingMap {
    var map = cluster(pair.target)
    for family in Self.workerFamilies { map.putAll(raw.beginning(with: family)) }
    map.putIfAbsent("client.id", pair.name)
    map.putIfAbsent("group.id", "\(pair.source)-mm2")
    map.putIfAbsent("offset.storage.topic", "mm2-offsets.\(pair.source).internal")
    map.putIfAbsent("status.storage.topic", "mm2-status.\(pair.source).internal")
    map.putIfAbsent("config.storage.topic", "mm2-configs.\(pair.source).internal")
    for converter in ["key.converter", "value.converter", "header.converter"] {
      map.putIfAbsent(converter, "org.apache.kafka.connect.converters.ByteArrayConverter")
    }
    return map
  }

  /// What begins so reaches every worker, even without a prefix; the later ones win.
  static let workerFamilies = [
    "offset.storage", "config.storage", "status.storage", "key.converter", "value.converter",
    "header.converter", "task", "worker", "replication.policy", "config.providers",
  ]

  /// The configuration of a connector of a flow: bare keys that a connector knows, then both clusters' keys, last
  /// those of the pair.
  ///
  /// Source: `MirrorMakerConfig.connectorBaseConfig`.
  package func connector(_ pair: MirrorPair, _ connector: ConnectorClass) -> SettingMap {
    var map = raw
    map.retain { Self.isConnectorKey($0, in: version) }
    map.putAll(raw.beginning(with: "config.providers"))
    map.putAll(raw.beginning(with: "replication.policy"))
    for (alias, side) in [(pair.source, "source."), (pair.target, "target.")] {
      for setting in cluster(alias).entries {
        let isOfClient = ["consumer", "producer", "admin"].contains { setting.key.hasPrefix($0) }
        map.put(setting.called(side + (isOfClient ? "" : "cluster.") + setting.key))
      }
    }
    map.putIfAbsent("name", connector.simpleName)
    map.putIfAbsent("connector.class", connector.className)
    map.putIfAbsent("source.cluster.alias", pair.source)
    map.putIfAbsent("target.cluster.alias", pair.target)
    map.putAll(raw.stripped(of: pair.prefix))
    map.putIfAbsent("enabled", "false")
    return map
  }

  /// The keys of one cluster without its alias. Address and security also stand for each kind of client, and are
  /// taken from bare keys where the cluster has none.
  ///
  /// Source: `MirrorMakerConfig.clusterProps`.
  private func cluster(_ alias: String) -> SettingMap {
    var map = raw.stripped(of: alias + ".")
    for given in map.entries where Self.isCommonKey(given.key, in: version) {
      for client in Self.clients {
        map.putIfAbsent(given.called(client + given.key))
      }
    }
    for given in raw.entries where Self.isCommonKey(given.key, in: version) {
      for client in Self.clients {
        map.putIfAbsent(given.called(client + given.key))
      }
      map.putIfAbsent(given)
    }
    return map
  }

  private static let clients = ["producer.", "consumer.", "admin."]

  /// Address and security: what all clients of a cluster share (`MirrorClientConfig.CLIENT_CONFIG_DEF`).
  static func isCommonKey(_ key: String, in version: KafkaVersion) -> Bool {
    if key == "bootstrap.servers" { return true }
    let common = ClientSecurityTable.common
    guard let place = common.place(of: key) else { return false }
    return common[place].defaults[SettingColumn(version)] != .absent
  }

  /// Whether a bare key reaches the connectors (`MirrorMakerConfig.allConfigNames`).
  static func isConnectorKey(_ key: String, in version: KafkaVersion) -> Bool {
    let column = SettingColumn(version)
    for table in [MirrorTable.rows, ConnectorTable.rows] {
      if let place = table.place(of: key) { return table[place].defaults[column] != .absent }
    }
    return key != "bootstrap.servers" && isCommonKey(key, in: version)
  }
}
