/// The properties file of a dedicated MirrorMaker, and what each of its herders makes of it.
///
/// One file describes all flows. A key with a cluster's alias before it (`B.producer.acks`) is for the clients of
/// that cluster, one with a pair before it (`A->B.topics`) for the connectors of that flow; of the bare keys only
/// those of the connectors, of security and of a few families reach anything.
///
/// Source: `MirrorMakerConfig`, `MirrorMaker.addHerder`.
package struct MirrorMakerConfig: Hashable, Sendable {
  package let version: KafkaVersion
  /// `clusters`, each alias once, in the order of the file.
  package let clusters: [String]
  /// The flows that have a herder, sorted by name.
  package let pairs: [MirrorPair]
  /// `dedicated.mode.enable.internal.rest`
  package let hasInternalREST: Bool
  /// The entries as they stand in the file.
  package let raw: SettingMap

  package init(version: KafkaVersion, _ settings: [Setting]) throws(SettingsError) {
    let parsed = try ParsedSettings(.mirrorMaker, version: version, settings)
    guard parsed.isGiven("clusters") else {
      throw .config("Missing required configuration \"clusters\" which has no default value.")
    }
    self.version = version
    raw = SettingMap(settings)
    hasInternalREST = parsed.boolean("dedicated.mode.enable.internal.rest") ?? false
    var clusters: [String] = []
    for alias in parsed.list("clusters") ?? [] where !clusters.contains(alias) {
      clusters.append(alias)
    }
    self.clusters = clusters
    pairs = Self.pairs(of: clusters, raw)
  }

  /// Every ordered pair that is enabled or whose heartbeats are not switched off.
  ///
  /// Source: `MirrorMakerConfig.clusterPairs`.
  private static func pairs(of clusters: [String], _ raw: SettingMap) -> [MirrorPair] {
    var pairs: [MirrorPair] = []
    let heartbeats = raw["emit.heartbeats.enabled"].map(isTrue) ?? true
    for source in clusters {
      for target in clusters where source != target {
        let pair = MirrorPair(source: source, target: target)
        let isEnabled = raw[pair.prefix + "enabled"].map(isTrue) ?? false
        let emits = raw[pair.prefix + "emit.heartbeats.enabled"].map(isTrue) ?? heartbeats
        if isEnabled || emits { pairs.append(pair) }
      }
    }
    return pairs.sorted { $0.name < $1.name }
  }

  /// `Boolean.parseBoolean`
  private static func isTrue(_ text: String) -> Bool { text.lowercased() == "true" }

  /// Without this key, or Kafka's refusal of what is left.
  package func without(_ key: String) throws(SettingsError) -> MirrorMakerConfig {
    try MirrorMakerConfig(version: version, raw.entries.filter { $0.key != key })
  }
}
