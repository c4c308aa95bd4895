extension MirrorMakerConfig {
  /// All that a herder of a flow and one of its connectors end up with.
  package struct Herder: Hashable, Sendable {
    package var worker: SettingMap
    package var connector: SettingMap
    package var recordProducer: SettingMap
    package var sourceConsumer: SettingMap
    package var sourceAdmin: SettingMap
    package var targetAdmin: SettingMap
    package var offsetSyncsProducer: SettingMap

    /// Each map by its name in recorded answers.
    package var named: [(name: String, map: SettingMap)] {
      [
        ("worker", worker), ("connector", connector), ("record_producer", recordProducer),
        ("source_consumer", sourceConsumer), ("source_admin", sourceAdmin),
        ("target_admin", targetAdmin), ("offset_syncs_producer", offsetSyncsProducer),
      ]
    }
  }

  /// What a flow makes of the file.
  package func herder(_ pair: MirrorPair, _ connector: ConnectorClass) -> Herder {
    let worker = worker(pair)
    let connector = self.connector(pair, connector)
    let clients = MirrorClientMaps(connector, version: version)
    return Herder(
      worker: worker, connector: connector,
      recordProducer: clients.recordProducer(worker: worker, task: 0),
      sourceConsumer: clients.consumer(.source, role: "x"),
      sourceAdmin: clients.admin(.source, role: "x"),
      targetAdmin: clients.admin(.target, role: "x"),
      offsetSyncsProducer: clients.offsetSyncsProducer)
  }

  /// Keys of the file that change nothing for anybody: nobody reads them, or they say what holds anyway.
  package var unread: [String] {
    let flows = pairs.map {
      (pair: $0, worker: worker($0), connector: connector($0, .mirrorSource))
    }
    return raw.entries.map(\.key).filter { key in
      guard let other = try? without(key) else { return false }
      guard other.clusters == clusters, other.pairs == pairs,
        other.hasInternalREST == hasInternalREST
      else { return false }
      // All other maps of a herder are made of these two.
      return flows.allSatisfy { flow in
        other.connector(flow.pair, .mirrorSource).saysSame(as: flow.connector)
          && other.worker(flow.pair).saysSame(as: flow.worker)
      }
    }
  }
}
