extension SettingReport {
  /// What becomes of an entry of a connector's configuration.
  package init(ofConnector setting: Setting, in version: KafkaVersion) {
    self = Self.connector(setting.key, setting, version)
  }

  /// What becomes of an entry of the configuration of a connector that a test author wrote: what Connect does not read
  /// is the author's.
  package init(ofCustomConnector setting: Setting, isSink: Bool, in version: KafkaVersion) {
    let catalog = isSink ? SettingCatalog.sinkConnector : .sourceConnector
    let overrides = isSink ? "consumer.override." : "producer.override."
    if catalog.definition(of: setting.key) != nil {
      self = Self.client(setting.key, setting, catalog, version)
    } else if setting.key.hasPrefix(overrides) {
      let inner = String(setting.key.dropFirst(overrides.count))
      self = Self.client(inner, setting, isSink ? .consumer : .producer, version)
    } else if let family = Self.families.first(where: { setting.key.hasPrefix($0.prefix) }) {
      self = SettingReport(setting, family.verdict)
    } else {
      self = SettingReport(setting, .honoured)
    }
  }

  /// What becomes of an entry of a worker's configuration (connect-distributed.properties).
  package init(ofWorker setting: Setting, in version: KafkaVersion, hasSinks: Bool = false) {
    self = Self.worker(setting.key, setting, version, hasSinks: hasSinks)
  }

  /// The verdict on what the entry says under `key`, which is its own key without a prefix.
  static func connector(
    _ key: String, _ setting: Setting, _ version: KafkaVersion
  ) -> SettingReport {
    if SettingCatalog.mirrorConnector.definition(of: key) != nil {
      return client(key, setting, .mirrorConnector, version)
    }
    for (prefix, verdict) in families where key.hasPrefix(prefix) {
      return SettingReport(setting, verdict)
    }
    for family in clients where key.hasPrefix(family.prefix) {
      let inner = String(key.dropFirst(family.prefix.count))
      return client(inner, setting, family.catalog, version, note: family.note)
    }
    for side in ["source.cluster.", "target.cluster."] where key.hasPrefix(side) {
      let inner = String(key.dropFirst(side.count))
      guard MirrorMakerConfig.isCommonKey(inner, in: version) else {
        return SettingReport(
          setting,
          .unread(
            instead: "clients take address and security from \(side)*, all else from "
              + "\(side.dropLast(8))consumer.*, \(side.dropLast(8))producer.* and admin.*"))
      }
      return client(inner, setting, .admin, version)
    }
    if SettingCatalog.connectWorker.definition(of: key) != nil {
      return SettingReport(setting, .unread(instead: "it is a key of the worker"))
    }
    return SettingReport(
      setting, .unknown(nearest: nearest(to: key, setting, .mirrorConnector)))
  }

  /// The nearest known key behind the prefix that the entry has.
  private static func nearest(
    to key: String, _ setting: Setting, _ catalog: SettingCatalog
  ) -> String? {
    catalog.nearestKey(to: key).map { setting.key.dropLast(key.count) + $0 }
  }

  static func worker(
    _ key: String, _ setting: Setting, _ version: KafkaVersion, hasSinks: Bool = false
  ) -> SettingReport {
    if SettingCatalog.connectWorker.definition(of: key) != nil {
      return client(key, setting, .connectWorker, version)
    }
    for (prefix, verdict) in families where key.hasPrefix(prefix) {
      return SettingReport(setting, verdict)
    }
    if key.hasPrefix("producer.override.") {
      return SettingReport(setting, .unread(instead: "it is a key of a connector"))
    }
    if key.hasPrefix("consumer.") {
      guard hasSinks else {
        return SettingReport(
          setting,
          .unread(
            instead: "only sink connectors read by the worker's consumer.*; a mirror reads by "
              + "source.consumer.* of its connector"))
      }
      return client(String(key.dropFirst("consumer.".count)), setting, .consumer, version)
    }
    for (prefix, catalog) in [("producer.", SettingCatalog.producer), ("admin.", .admin)]
    where key.hasPrefix(prefix) {
      return client(String(key.dropFirst(prefix.count)), setting, catalog, version)
    }
    for catalog in [SettingCatalog.producer, .consumer, .admin]
    where catalog.definition(of: key) != nil {
      return client(
        key, setting, catalog, version,
        note: "only by the clients of the worker's internal topics; records are written by "
          + "producer.\(key) or the connector's producer.override.\(key)")
    }
    if SettingCatalog.mirrorConnector.definition(of: key) != nil {
      return SettingReport(setting, .unread(instead: "it is a key of a connector"))
    }
    return SettingReport(
      setting, .unknown(nearest: nearest(to: key, setting, .connectWorker)))
  }

  /// By a catalogue, in which the entry has a key of its own.
  static func client(
    _ key: String, _ setting: Setting, _ catalog: SettingCatalog, _ version: KafkaVersion,
    note: String? = nil
  ) -> SettingReport {
    var report = SettingReport(setting.called(key), of: catalog, in: version)
    report.setting = setting
    if report.verdict == .honoured { report.note = note }
    if case .unknown(nearest: let nearest?) = report.verdict, setting.key != key {
      report.verdict = .unknown(nearest: setting.key.dropLast(key.count) + nearest)
    }
    return report
  }

  /// Families of keys that many classes read, none of which is modelled.
  private static let families: [(prefix: String, verdict: Verdict)] = [
    ("transforms.", .notModelled(.transforms)), ("predicates.", .notModelled(.transforms)),
    ("topic.creation.", .withoutEffect(.administration)),
    ("key.converter.", .withoutEffect(.serializers)),
    ("value.converter.", .withoutEffect(.serializers)),
    ("header.converter.", .withoutEffect(.serializers)),
    ("config.providers.", .notModelled(.configProviders)),
    (
      "consumer.override.", .unread(instead: "only sink connectors have a consumer of the worker's")
    ),
    ("admin.override.", .unread(instead: "only sink connectors have an admin of the worker's")),
  ]

  private static let offsetSyncsOnly = "only by the producer of offset syncs"

  /// Prefixes of a connector's keys for its clients.
  private static let clients: [(prefix: String, catalog: SettingCatalog, note: String?)] = [
    ("producer.override.", .producer, nil),
    ("source.consumer.", .consumer, nil), ("target.consumer.", .consumer, nil),
    ("source.admin.", .admin, nil), ("target.admin.", .admin, nil),
    ("source.producer.", .producer, offsetSyncsOnly),
    ("target.producer.", .producer, offsetSyncsOnly),
    ("consumer.", .consumer, nil), ("admin.", .admin, nil),
    ("producer.", .producer, offsetSyncsOnly),
  ]
}
