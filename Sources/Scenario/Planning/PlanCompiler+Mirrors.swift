import ClusterSimulation
import KafkaModel

/// Mirrors: dedicated MirrorMakers, and Connect clusters of their own with MirrorMaker's connectors.
extension PlanCompiler {
  mutating func planMirrors() throws(ScenarioError) {
    for mirror in scenario.mirrors {
      let version = mirror.version ?? scenario.kafkaVersion
      try check(version, for: .mirror, at: mirror.mark)
      let entries = try propertiesText(of: mirror)
      let config: MirrorMakerConfig
      do { config = try MirrorMakerConfig(version: version, entries) } catch {
        throw refusal(
          error, of: "mirror \(mirror.name)", entries: entries, config: mirror.settings,
          at: mirror.mark)
      }
      try checkAliases(config, of: mirror)
      let given = try self.entries(mirror.properties, mirror.settings, at: mirror.mark)
      try report(
        config.reports(given), of: mirror.name, config: mirror.settings, at: mirror.mark)
      let first = plan.connect.count
      switch mirror.mode {
      case .dedicated: try planDedicated(mirror, config)
      case .connect: try planOnConnect(mirror, config)
      }
      planWorkers(
        mirror.processes(in: scenario), of: mirror.name,
        herders: Array(first..<plan.connect.count), version: version, startsIn: mirror.startsIn,
        tasksStartIn: mirror.tasksStartIn)
    }
  }

  /// The lines that MirrorMaker reads: what the drill itself says, the file, and `settings` last.
  private func propertiesText(of mirror: Scenario.Mirror) throws(ScenarioError) -> [Setting] {
    let own = pair(of: mirror)
    var entries = try self.entries(mirror.properties, [], at: mirror.mark)
    func add(_ key: String, _ value: String) {
      if !entries.contains(where: { $0.key == key }) {
        entries.insert(Setting(key, value), at: 0)
      }
    }
    var aliases = [own.source, own.target]
    for alias in mirror.aliases.map(\.alias) where !aliases.contains(alias) {
      aliases.append(alias)
    }
    add("clusters", aliases.joined(separator: ", "))
    // A file that enables nothing would mirror nothing; a mirror of a drill mirrors.
    if mirror.properties == nil { add(own.prefix + "enabled", "true") }
    return entries + mirror.settings.map { Setting($0.key, $0.value) }
  }

  private func pair(of mirror: Scenario.Mirror) -> MirrorPair {
    MirrorPair(source: mirror.alias(of: mirror.source), target: mirror.alias(of: mirror.target))
  }

  /// Every alias of `clusters` is a cluster of the drill, and the mirror's own flow is among the flows.
  private func checkAliases(
    _ config: MirrorMakerConfig, of mirror: Scenario.Mirror
  ) throws(ScenarioError) {
    for alias in config.clusters where cluster(called: alias, by: mirror) == nil {
      throw failure(
        .contradiction(
          "the properties of mirror '\(mirror.name)' speak of a cluster '\(alias)'; say which of the "
            + "file's that is, as in aliases: { \(alias): \"\(mirror.source)\" }"),
        at: mirror.mark)
    }
    let own = pair(of: mirror)
    guard config.pairs.contains(own) else {
      throw failure(
        .contradiction(
          "the properties of mirror '\(mirror.name)' start nothing for \(own.name); set "
            + "\(own.prefix)enabled=true"), at: mirror.mark)
    }
  }

  private func cluster(called alias: String, by mirror: Scenario.Mirror) -> String? {
    mirror.cluster(called: alias)
      ?? scenario.clusters.first { cluster in
        cluster.name == alias && !mirror.aliases.contains { $0.cluster == alias }
      }?.name
  }

  // MARK: Dedicated.

  /// A herder for each flow, each with a group on the target of its flow.
  private mutating func planDedicated(
    _ mirror: Scenario.Mirror, _ config: MirrorMakerConfig
  ) throws(ScenarioError) {
    let own = pair(of: mirror)
    let behaviour = try behaviour(
      mirror.behaviour, of: mirror.name, version: config.version)
    for pair in config.pairs {
      guard let source = cluster(called: pair.source, by: mirror),
        let target = cluster(called: pair.target, by: mirror)
      else { continue }
      let worker = config.worker(pair)
      var settings = try workerSettings(worker, of: mirror, version: config.version)
      settings.overridePolicy = .all
      settings.hasInternalREST = config.hasInternalREST
      let parts = Scenario.Mirror.Part.allCases.sorted {
        $0.connectorClass.simpleName < $1.connectorClass.simpleName
      }
      var connectors: [ConfiguredConnector] = []
      for part in parts {
        note(part, of: mirror, flow: pair == own ? nil : pair.name, number: connectors.count)
        connectors.append(
          try configured(
            config.connector(pair, part.connectorClass), worker: worker, policy: .all,
            version: config.version, source: source, target: target, produces: target,
            owner: "\(mirror.name)/\(part.rawValue)", config: mirror.settings, at: mirror.mark))
      }
      if pair == own { ownClusters.append((mirror.name, plan.connect.count)) }
      plan.connect.append(
        ConnectCluster(
          name: pair == own ? mirror.name : "\(mirror.name) \(pair.name)",
          cluster: clusterIndex(target), version: config.version, behaviour: behaviour,
          flow: MirrorFlow(source: pair.source, target: pair.target),
          group: numbered(settings.groupName), settings: settings,
          connectors: connectors))
    }
    if !config.hasInternalREST, mirror.workers > 1 {
      plan.notes.append(
        "mirror \(mirror.name): several processes without dedicated.mode.enable.internal.rest; a "
          + "worker that does not lead its group cannot hand task configurations to the leader")
    }
  }

  // MARK: On Connect.

  /// One Connect cluster with the connectors of the mirror's own flow, configured as a dedicated MirrorMaker
  /// would configure them.
  private mutating func planOnConnect(
    _ mirror: Scenario.Mirror, _ config: MirrorMakerConfig
  ) throws(ScenarioError) {
    let own = pair(of: mirror)
    var worker = config.worker(own)
    let given = SettingMap(try entries(mirror.properties, mirror.settings, at: mirror.mark))
    // The names that a dedicated MirrorMaker makes up are no Connect cluster's.
    for key in ["group.id", "offset.storage.topic", "status.storage.topic", "config.storage.topic"]
    where given[key] == nil && given["\(own.target).\(key)"] == nil {
      worker.remove(key)
    }
    Self.complete(&worker, named: mirror.name)
    worker.put("bootstrap.servers", mirror.groupCluster)
    // Connectors of a mirror may set up their producers, as in a dedicated MirrorMaker.
    worker.putIfAbsent("connector.client.config.override.policy", "All")
    var settings = try workerSettings(worker, of: mirror, version: config.version)
    settings.hasInternalREST = true
    var connectors: [ConfiguredConnector] = []
    for part in mirror.parts.sorted(by: { $0.rawValue < $1.rawValue }) {
      var map = config.connector(own, part.connectorClass)
      map.put("name", "\(mirror.name)-\(part.rawValue)")
      if mirror.groupOn == .source {
        map.put("producer.override.bootstrap.servers", mirror.target)
      }
      note(part, of: mirror, flow: nil, number: connectors.count)
      connectors.append(
        try configured(
          map, worker: worker, policy: settings.overridePolicy, version: config.version,
          source: mirror.source, target: mirror.target, produces: mirror.target,
          owner: "\(mirror.name)/\(part.rawValue)", config: mirror.settings, at: mirror.mark))
    }
    ownClusters.append((mirror.name, plan.connect.count))
    plan.connect.append(
      ConnectCluster(
        name: mirror.name, cluster: clusterIndex(mirror.groupCluster), version: config.version,
        behaviour: try behaviour(mirror.behaviour, of: mirror.name, version: config.version),
        flow: nil, group: numbered(settings.groupName),
        settings: settings, connectors: connectors))
  }

  private func workerSettings(
    _ worker: SettingMap, of mirror: Scenario.Mirror, version: KafkaVersion
  ) throws(ScenarioError) -> ConnectWorkerSettings {
    do { return try ConnectWorkerSettings(version: version, worker) } catch {
      throw refusal(
        error, of: "mirror \(mirror.name)", entries: worker.entries, config: mirror.settings,
        at: mirror.mark)
    }
  }

  private mutating func note(
    _ part: Scenario.Mirror.Part, of mirror: Scenario.Mirror, flow: String?, number: Int
  ) {
    connectorNames.append(
      (
        mirror.name, flow, part.rawValue,
        ConnectorRef(cluster: plan.connect.count, connector: number)
      ))
  }
}
