extension MirrorMakerConfig {
  /// What becomes of every entry of the file, in its order.
  package func reports(_ entries: [Setting]) -> [SettingReport] {
    let unread = unread
    return entries.map { setting in
      unread.contains(setting.key) ? unreadReport(setting) : report(setting)
    }
  }

  /// An entry that reaches something.
  private func report(_ setting: Setting) -> SettingReport {
    let key = setting.key
    if let pair = pair(of: key) {
      let inner = String(key.dropFirst(pair.prefix.count))
      return advised(SettingReport.connector(inner, setting, version), inner, of: pair)
    }
    if let alias = alias(of: key) {
      return report(setting, String(key.dropFirst(alias.count + 1)), of: alias)
    }
    if SettingCatalog.mirrorMaker.definition(of: key) != nil {
      return SettingReport(setting, of: .mirrorMaker, in: version)
    }
    if SettingCatalog.mirrorConnector.definition(of: key) != nil {
      return SettingReport(setting, of: .mirrorConnector, in: version)
    }
    if Self.isCommonKey(key, in: version) {
      return SettingReport(setting, of: .admin, in: version)
    }
    return SettingReport.worker(key, setting, version)
  }

  /// A key behind a flow goes to its connectors only; what looks like the worker's goes nowhere.
  private func advised(
    _ report: SettingReport, _ inner: String, of pair: MirrorPair
  ) -> SettingReport {
    var report = report
    if case .unread = report.verdict, SettingCatalog.connectWorker.definition(of: inner) != nil {
      report.verdict = .unread(
        instead: "it is a key of the worker, which reads \(pair.target).\(inner)")
    }
    if report.note != nil, inner.hasPrefix("producer.") {
      let key = inner.dropFirst("producer.".count)
      report.note =
        "only by the producer of offset syncs; records are written by "
        + "\(pair.prefix)producer.override.\(key) or \(pair.target).producer.\(key)"
    }
    return report
  }

  /// A key behind a cluster: for the worker of every flow to it, and for the connectors' clients of it.
  private func report(_ setting: Setting, _ inner: String, of alias: String) -> SettingReport {
    let flows = pairs.filter { $0.target == alias && isEnabled($0) }
    let clients: [(prefix: String, catalog: SettingCatalog)] = [
      ("producer.", .producer), ("consumer.", .consumer), ("admin.", .admin),
    ]
    for client in clients where inner.hasPrefix(client.prefix) {
      let key = String(inner.dropFirst(client.prefix.count))
      var note: String?
      if client.catalog == .producer, flows.isEmpty {
        let own = pairs.first { $0.source == alias && isEnabled($0) }
        note =
          "only by the producer of offset syncs"
          + (own.map {
            "; records are written by \($0.target).producer.\(key) or "
              + "\($0.prefix)producer.override.\(key)"
          } ?? "")
      }
      return SettingReport.client(key, setting, client.catalog, version, note: note)
    }
    if Self.isCommonKey(inner, in: version) {
      return SettingReport.client(inner, setting, .admin, version)
    }
    var report = SettingReport.worker(inner, setting, version)
    if report.verdict == .honoured, flows.isEmpty {
      report.note =
        "only by the workers of flows to \(alias), none of which is enabled"
    }
    return report
  }

  // MARK: Without effect.

  /// An entry whose removal would change nothing.
  private func unreadReport(_ setting: Setting) -> SettingReport {
    let key = setting.key
    if key.contains("->"), pair(of: key) == nil {
      return SettingReport(
        setting, .unread(instead: "no flow of that name is between the clusters of 'clusters'"))
    }
    if pair(of: key) != nil || alias(of: key) != nil
      || SettingCatalog.mirrorConnector.definition(of: key) != nil
    {
      return SettingReport(setting, .unread(instead: "it says what holds without it"))
    }
    let example = pairs.first { isEnabled($0) } ?? pairs.first
    let target = example?.target ?? "B"
    let flow = example?.prefix ?? "A->B."
    let instead: String
    if key.hasPrefix("producer.override.") {
      instead = "it is read behind a flow only, as \(flow)\(key)"
    } else if ["source.", "target."].contains(where: { key.hasPrefix($0) }) {
      instead = "it is read behind a flow only, as \(flow)\(key)"
    } else if ["producer.", "consumer.", "admin."].contains(where: { key.hasPrefix($0) }) {
      instead = "it is read behind a cluster, as \(target).\(key), or behind a flow"
    } else if SettingCatalog.connectWorker.definition(of: key) != nil {
      instead = "it is a key of a worker, read behind its target cluster as \(target).\(key)"
    } else if SettingCatalog.producer.definition(of: key) != nil {
      instead = "clients read it behind a cluster, as \(target).producer.\(key)"
    } else if SettingCatalog.consumer.definition(of: key) != nil {
      instead = "clients read it behind a cluster, as \(example?.source ?? "A").consumer.\(key)"
    } else if key.contains("."), let cluster = key.split(separator: ".").first,
      key.hasSuffix(".bootstrap.servers")
    {
      instead = "'clusters' does not name \(cluster)"
    } else {
      return SettingReport(
        setting, .unknown(nearest: SettingCatalog.mirrorConnector.nearestKey(to: key)))
    }
    return SettingReport(setting, .unread(instead: instead))
  }

  // MARK: Prefixes.

  private func pair(of key: String) -> MirrorPair? {
    for source in clusters {
      for target in clusters where source != target {
        let pair = MirrorPair(source: source, target: target)
        if key.hasPrefix(pair.prefix) { return pair }
      }
    }
    return nil
  }

  /// The longest alias that the key begins with.
  private func alias(of key: String) -> String? {
    clusters.filter { key.hasPrefix($0 + ".") }.max { $0.count < $1.count }
  }

  private func isEnabled(_ pair: MirrorPair) -> Bool {
    connector(pair, .mirrorSource)["enabled"]?.lowercased() == "true"
  }
}
