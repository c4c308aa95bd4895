import ClusterSimulation
import KafkaModel

/// Connect clusters and their connectors.
extension PlanCompiler {
  mutating func planConnect() throws(ScenarioError) {
    for connect in scenario.connect {
      let version = connect.version ?? scenario.kafkaVersion
      try check(version, for: .worker, at: connect.mark)
      let given = try entries(connect.properties, connect.settings, at: connect.mark)
      let hasSinks = connect.connectors.contains { connector in
        code.sinkConnectors.contains { connector.kind == .custom($0.name) }
      }
      try report(
        given.map { SettingReport(ofWorker: $0, in: version, hasSinks: hasSinks) },
        of: connect.name, config: connect.settings, at: connect.mark)
      let worker = workerMap(given, of: connect)
      let settings: ConnectWorkerSettings
      do { settings = try ConnectWorkerSettings(version: version, worker) } catch {
        throw refusal(
          error, of: "Connect cluster \(connect.name)", entries: worker.entries,
          config: connect.settings, at: connect.mark)
      }
      var connectors: [ConfiguredConnector] = []
      for connector in connect.connectors.sorted(by: { $0.name < $1.name }) {
        connectorNames.append(
          (
            connect.name, nil, connector.name,
            ConnectorRef(cluster: plan.connect.count, connector: connectors.count)
          ))
        connectors.append(
          try configured(
            connector, of: connect, worker: worker, policy: settings.overridePolicy,
            version: version))
      }
      ownClusters.append((connect.name, plan.connect.count))
      plan.connect.append(
        ConnectCluster(
          name: connect.name, cluster: clusterIndex(connect.cluster), version: version,
          behaviour: try behaviour(connect.behaviour, of: connect.name, version: version),
          flow: nil, group: numbered(settings.groupName), settings: settings,
          connectors: connectors))
      planWorkers(
        connect.workers, of: connect.name, herders: [plan.connect.count - 1], version: version,
        startsIn: connect.startsIn, tasksStartIn: connect.tasksStartIn)
    }
  }

  /// The rules of a version's workers, with those that the file switches.
  mutating func behaviour(
    _ switched: [Scenario.BehaviourFlag], of owner: String, version: KafkaVersion
  ) throws(ScenarioError) -> ConnectBehaviour {
    var behaviour = ConnectBehaviour(version)
    for flag in switched {
      guard let known = ConnectFlag.allCases.first(where: { $0.name == flag.name }) else {
        throw failure(
          .unknownName(
            flag.name, what: "behaviour of Connect workers",
            known: ConnectFlag.allCases.map(\.name)), at: flag.mark)
      }
      behaviour[known] = flag.isOn
    }
    if !behaviour.storesAcknowledgedOnly {
      plan.notes.append(
        "\(owner): without KAFKA-1650 offsets are stored of records that nobody has acknowledged; no "
          + "release of Connect is so, MirrorMaker 1 was until 0.8.2")
    }
    return behaviour
  }

  /// What the file gives, and names for group and topics where it gives none.
  private func workerMap(
    _ given: [Setting], of connect: Scenario.ConnectCluster
  ) -> SettingMap {
    var map = SettingMap(given)
    map.put("bootstrap.servers", connect.cluster)
    if let groupID = connect.groupID { map.put("group.id", groupID) }
    Self.complete(&map, named: connect.name)
    return map
  }

  /// Group and topics are called after the Connect cluster where nothing else is said.
  static func complete(_ map: inout SettingMap, named name: String) {
    map.putIfAbsent("group.id", name)
    for store in ["config", "offset", "status"] {
      map.putIfAbsent(
        "\(store).storage.topic", "\(name)-\(store)\(store == "status" ? "" : "s")")
    }
  }

  private mutating func configured(
    _ connector: Scenario.Connector, of connect: Scenario.ConnectCluster, worker: SettingMap,
    policy: ClientOverridePolicy, version: KafkaVersion
  ) throws(ScenarioError) -> ConfiguredConnector {
    let owner = "\(connect.name)/\(connector.name)"
    let given = connector.config.map { Setting($0.key, $0.value) }
    var map = SettingMap(given)
    map.put("name", connector.name)
    switch connector.kind {
    case .mirror(let connectorClass, let source, let target):
      try report(
        given.map { SettingReport(ofConnector: $0, in: version) }, of: owner,
        config: connector.config, at: connector.mark)
      map.put("connector.class", connectorClass.className)
      map.putIfAbsent("source.cluster.alias", source)
      map.putIfAbsent("target.cluster.alias", target)
      map.put("source.cluster.bootstrap.servers", source)
      map.put("target.cluster.bootstrap.servers", target)
      let override = try overriddenCluster(connector, map)
      if override == nil, connect.cluster != target {
        plan.notes.append(
          "\(owner): records go to '\(connect.cluster)', the cluster of the workers, and not to "
            + "'\(target)'; producer.override.bootstrap.servers names another cluster")
      }
      return try configured(
        map, worker: worker, policy: policy, version: version, source: source, target: target,
        produces: override ?? connect.cluster, owner: owner, config: connector.config,
        at: connector.mark)
    case .custom(let name):
      let custom = try registered(name, at: connector.classMark)
      var isSink = false
      if case .sink = custom { isSink = true }
      try report(
        given.map { SettingReport(ofCustomConnector: $0, isSink: isSink, in: version) }, of: owner,
        config: connector.config, at: connector.mark)
      map.put("connector.class", name)
      let override = try overriddenCluster(connector, map, of: isSink ? "consumer" : "producer")
      var settings: ConnectorSettings
      do {
        settings = try ConnectorSettings(
          version: version, map, worker: worker, policy: policy, custom: custom)
      } catch {
        throw refusal(
          error, of: "connector \(owner)", entries: worker.entries + map.entries,
          config: connector.config, at: connector.mark)
      }
      if let reads = settings.sink {
        try checkPattern(of: reads, connector)
        settings.sink?.consumer.group = numbered(reads.groupName)
      }
      return ConfiguredConnector(
        custom: settings, configuration: map, produces: clusterIndex(override ?? connect.cluster))
    }
  }

  /// Code of the author's by its name.
  private func registered(
    _ name: String, at mark: Scenario.Mark
  ) throws(ScenarioError) -> ConnectorClass {
    if let source = code.sourceConnectors.first(where: { $0.name == name }) {
      return .custom(source)
    }
    if let sink = code.sinkConnectors.first(where: { $0.name == name }) { return .sink(sink) }
    throw failure(
      .unknownWord(
        name, what: "a class of connectors that is modelled or registered",
        known: ConnectorClass.mirrors.map(\.simpleName) + code.sourceConnectors.map(\.name)
          + code.sinkConnectors.map(\.name)), at: mark)
  }

  /// The cluster that `producer.override.bootstrap.servers` of a connector names, or the consumer's.
  private func overriddenCluster(
    _ connector: Scenario.Connector, _ map: SettingMap, of client: String = "producer"
  ) throws(ScenarioError) -> String? {
    guard let other = map.entry("\(client).override.bootstrap.servers") else { return nil }
    guard scenario.clusters.contains(where: { $0.name == other.value }) else {
      throw failure(
        .unknownName(other.value, what: "cluster", known: scenario.clusters.map(\.name)),
        at: connector.config.last { $0.key == other.key }?.valueMark ?? connector.mark)
    }
    return other.value
  }

  /// A connector with its settings, or Kafka's refusal of them.
  func configured(
    _ map: SettingMap, worker: SettingMap, policy: ClientOverridePolicy, version: KafkaVersion,
    source: String, target: String, produces: String, owner: String, config: [Scenario.Setting],
    at mark: Scenario.Mark
  ) throws(ScenarioError) -> ConfiguredConnector {
    do {
      return ConfiguredConnector(
        settings: try ConnectorSettings(
          version: version, map, worker: worker, policy: policy), configuration: map,
        mirror: try MirrorSettings(version: version, map), source: clusterIndex(source),
        target: clusterIndex(target), produces: clusterIndex(produces))
    } catch {
      throw refusal(
        error, of: "connector \(owner)", entries: worker.entries + map.entries, config: config,
        at: mark)
    }
  }

  // MARK: Workers.

  mutating func planWorkers(
    _ workers: [Scenario.Worker], of owner: String, herders: [Int], version: KafkaVersion,
    startsIn: TimeRange?, tasksStartIn: TimeRange?
  ) {
    for worker in workers {
      plan.workers.append(
        PlannedWorker(
          name: "\(owner)/\(worker.name)", host: hostIndex(worker.host), version: version,
          herders: herders, startsIn: drawn(startsIn) ?? Self.workerStart,
          tasksStartIn: drawn(tasksStartIn) ?? DrawnSpan(nanoseconds: 0), start: .withEstate))
    }
  }

  /// When the processes start; a trigger may refer to any of them, so it is read when all are known.
  mutating func planWorkerStarts() throws(ScenarioError) {
    let starts =
      scenario.connect.map { ($0.name, $0.start) } + scenario.mirrors.map { ($0.name, $0.start) }
    for (owner, start) in starts {
      let begins: PlannedWorker.Start
      switch start {
      case .trigger(.at(.zero)): begins = .withEstate
      case .trigger(let trigger): begins = .when(try planned(trigger))
      case .byStep: begins = .byStep
      }
      for worker in scenario.workers(of: owner) {
        plan.workers[workerIndex(Scenario.WorkerName(owner: owner, worker: worker.name))].start =
          begins
      }
    }
  }

  /// From the start of a worker's process until it joins its group: the JVM, its plugins and its internal topics.
  static let workerStart = DrawnSpan(from: 3_000_000_000, to: 6_000_000_000)

  // MARK: Names.

  func workerIndex(_ name: Scenario.WorkerName) -> Int {
    guard let index = plan.workers.firstIndex(where: { $0.name == "\(name)" }) else {
      preconditionFailure("the reader has checked that worker \(name) exists")
    }
    return index
  }

  func workers(of owner: String) -> [Target] {
    scenario.workers(of: owner).map { worker in
      .worker(workerIndex(Scenario.WorkerName(owner: owner, worker: worker.name)))
    }
  }

  func ownCluster(of owner: String) -> Int {
    guard let own = ownClusters.first(where: { $0.owner == owner }) else {
      preconditionFailure("the reader has checked that \(owner) exists")
    }
    return own.cluster
  }

  /// The connector of that name, whose flow the file of a mirror has to have.
  func connector(
    _ name: Scenario.ConnectorName, at mark: Scenario.Mark
  ) throws(ScenarioError) -> ConnectorRef {
    if let known = find(name) { return known }
    let known = connectorNames.filter { $0.owner == name.owner }.map { known in
      "\(Scenario.ConnectorName(owner: known.owner, flow: known.flow, connector: known.connector))"
    }
    throw failure(.unknownName("\(name)", what: "connector", known: known), at: mark)
  }

  func find(_ name: Scenario.ConnectorName) -> ConnectorRef? {
    connectorNames.first {
      $0.owner == name.owner && $0.flow == name.flow && $0.connector == name.connector
    }?.ref
  }

  /// The same of a target, which has been looked up before.
  func knownConnector(_ name: Scenario.ConnectorName) -> ConnectorRef {
    find(name) ?? ConnectorRef(cluster: ownCluster(of: name.owner), connector: 0)
  }

  /// How long the start of workers takes when a step does not say.
  func startOfWorkers(of owner: String) -> DrawnSpan {
    let own =
      scenario.connect.first { $0.name == owner }?.startsIn
      ?? scenario.mirrors.first { $0.name == owner }?.startsIn
    return drawn(own) ?? Self.workerStart
  }

  /// The mirror or Connect cluster whose workers a target means.
  func workerOwner(of target: Scenario.Target, asked: [String] = []) -> String? {
    switch target {
    case .worker(let name): return name.owner
    case .workers(let owner), .connectLeader(let owner), .connectFollower(let owner): return owner
    case .connector(let name), .task(let name, _): return name.owner
    case .hitBy(let step):
      guard !asked.contains(step),
        let targets = scenario.steps.first(where: { $0.name == step })?.action.targets,
        targets.count == 1
      else { return nil }
      return workerOwner(of: targets[0], asked: asked + [step])
    case .node, .host, .site, .rack, .producer, .member, .members, .anyMember, .coordinator,
      .leader, .follower, .followers, .controller, .brokers, .any:
      return nil
    }
  }
}
