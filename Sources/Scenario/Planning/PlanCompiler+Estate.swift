import ClusterSimulation
import KafkaModel

/// Sites, hosts, links and clusters.
extension PlanCompiler {
  mutating func planSites() {
    plan.sites = scenario.sites.map { PlannedSite(name: $0.name, localArea: .localArea) }
    if plan.sites.isEmpty { plan.sites = [PlannedSite(name: "site", localArea: .localArea)] }
  }

  mutating func planHosts() {
    plan.hosts = hosts.map { host in
      var planned = PlannedHost(
        name: host.name, site: host.site.flatMap { siteIndex($0) } ?? 0, rack: host.rack,
        diskSync: drawn(host.machine.sync) ?? Self.diskSync,
        writeBack: drawn(host.machine.writeBack) ?? Self.writeBack,
        killTeardown: drawn(host.machine.teardown) ?? Self.killTeardown,
        processing: drawn(host.machine.processing) ?? DrawnSpan(nanoseconds: 0))
      if let peak = host.machine.processingPeak, let wait = drawn(peak.wait) {
        planned.processingPeak = ProcessorPeak(
          wait: wait, partsPerBillion: peak.share.partsPerBillion,
          calmest: peak.calmest?.partsPerBillion ?? 1_000_000_000)
      }
      return planned
    }
  }

  mutating func planLinks() {
    plan.links = scenario.links.map { planned($0.between, $0.quality) }
    // Sites without a link of their own are joined by one of a metropolitan distance, so that no estate is torn.
    for first in plan.sites.indices {
      for second in plan.sites.indices where second > first {
        let joined = plan.links.contains {
          ($0.between == .site(first) && $0.and == .site(second))
            || ($0.between == .site(second) && $0.and == .site(first))
        }
        if !joined {
          plan.links.append(
            PlannedLink(
              between: .site(first), and: .site(second),
              quality: LinkQuality(latency: Self.linkLatency)))
        }
      }
    }
  }

  func planned(
    _ between: [Scenario.Link.Endpoint], _ quality: Scenario.Link.Quality
  ) -> PlannedLink {
    let loss = quality.loss?.partsPerBillion ?? 0
    var planned = LinkQuality(
      latency: quality.latency?.nanoseconds ?? Self.linkLatency,
      jitter: quality.jitter?.nanoseconds ?? 0, bandwidth: quality.bandwidth?.bitsPerSecond,
      lossNumerator: UInt64(loss), lossDenominator: 1_000_000_000)
    planned.congestion = quality.congestion ?? .cubic
    return PlannedLink(between: end(between[0]), and: end(between[1]), quality: planned)
  }

  /// A link as a step degrades it: what the step does not name stays as it was.
  ///
  /// Two hosts without a link of their own get one as good as the way they had.
  mutating func degraded(
    _ between: [Scenario.Link.Endpoint], _ quality: Scenario.Link.Quality
  ) -> PlannedLink {
    let (first, second) = (end(between[0]), end(between[1]))
    if link(first, second) == nil {
      plan.links.append(
        PlannedLink(between: first, and: second, quality: wayBetween(first, second)))
    }
    var degraded = PlannedLink(
      between: first, and: second, quality: link(first, second)?.quality ?? .localArea)
    if let latency = quality.latency { degraded.quality.latency = latency.nanoseconds }
    if let jitter = quality.jitter { degraded.quality.jitter = jitter.nanoseconds }
    if let bandwidth = quality.bandwidth { degraded.quality.bandwidth = bandwidth.bitsPerSecond }
    if let loss = quality.loss {
      degraded.quality.lossNumerator = UInt64(loss.partsPerBillion)
      degraded.quality.lossDenominator = 1_000_000_000
    }
    return degraded
  }

  private func link(_ first: PlannedLink.End, _ second: PlannedLink.End) -> PlannedLink? {
    plan.links.first {
      ($0.between == first && $0.and == second) || ($0.between == second && $0.and == first)
    }
  }

  private func wayBetween(_ first: PlannedLink.End, _ second: PlannedLink.End) -> LinkQuality {
    guard case .host(let near) = first, case .host(let far) = second else { return .localArea }
    let (nearSite, farSite) = (plan.hosts[Int(near.raw)].site, plan.hosts[Int(far.raw)].site)
    if nearSite == farSite { return plan.sites[nearSite].localArea }
    return link(.site(nearSite), .site(farSite))?.quality ?? .localArea
  }

  private func end(_ endpoint: Scenario.Link.Endpoint) -> PlannedLink.End {
    switch endpoint {
    case .site(let name): .site(siteIndex(name) ?? 0)
    case .host(let name): .host(hostIndex(name))
    }
  }

  mutating func planClusters() throws(ScenarioError) {
    for cluster in scenario.clusters {
      let version = cluster.kafkaVersion ?? scenario.kafkaVersion
      try check(version, for: .broker, at: cluster.mark)
      var behaviour = BrokerBehaviour(version)
      for flag in cluster.behaviour {
        guard let known = BrokerFlag.allCases.first(where: { $0.name == flag.name }) else {
          throw failure(
            .unknownName(
              flag.name, what: "behaviour of brokers", known: BrokerFlag.allCases.map(\.name)),
            at: flag.mark)
        }
        guard known != .eligibleLeaderReplicas || !flag.isOn else {
          throw failure(
            .notModelled(flag.name, instead: "elections go by the ISR alone"), at: flag.mark)
        }
        behaviour[known] = flag.isOn
      }
      var brokers: [PlannedNode] = []
      for member in cluster.brokers {
        brokers.append(try node(member, of: cluster, version: version))
      }
      plan.clusters.append(
        PlannedCluster(
          name: cluster.name, version: version, behaviour: behaviour,
          controller: try node(cluster.controllers[0], of: cluster, version: version),
          brokers: brokers, startsIn: drawn(cluster.startsIn) ?? Self.processStart))
    }
  }

  private mutating func node(
    _ member: Scenario.Cluster.Member, of cluster: Scenario.Cluster, version: KafkaVersion
  ) throws(ScenarioError) -> PlannedNode {
    let owner = "\(cluster.name)/\(member.id)"
    let config = cluster.config + member.config
    let entries =
      try entries(cluster.properties, cluster.config, at: cluster.mark)
      + entries(member.properties, member.config, at: member.mark)
    try report(
      entries, of: owner, as: .broker, in: version, config: config, at: member.mark)
    let settings: BrokerSettings
    do {
      settings = try BrokerSettings(version: version, entries)
    } catch {
      throw refusal(
        error, of: "node \(owner)", entries: entries, config: config, at: member.mark)
    }
    try checkBounds(of: settings, config: config, at: member.mark)
    return PlannedNode(
      id: NodeID(member.id), host: hostIndex(member.host), rack: member.rack, settings: settings)
  }

  /// What Kafka would take and no run could end with.
  private func checkBounds(
    of settings: BrokerSettings, config: [Scenario.Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) {
    func refusal(_ key: String, _ value: String, wanted: String) -> ScenarioError {
      failure(
        .badValue(value, what: "modelled as '\(key)'", wanted: wanted),
        at: config.last { $0.key == key }?.valueMark ?? mark)
    }
    for (key, time) in [
      ("broker.session.timeout.ms", settings.sessionTimeout),
      ("broker.heartbeat.interval.ms", settings.heartbeatInterval),
    ] where time <= .zero {
      throw refusal(key, "\(time)", wanted: "1 ms or more")
    }
    let partitions = Int64(settings.offsetsTopicPartitions)
    guard partitions <= DrillReader.partitionLimit else {
      throw refusal(
        "offsets.topic.num.partitions", "\(partitions)",
        wanted: "no more than \(DrillReader.partitionLimit)")
    }
  }

  func check(
    _ version: KafkaVersion, for part: VersionedPart, at mark: Scenario.Mark
  ) throws(ScenarioError) {
    guard !part.versions.contains(version) else { return }
    let known = part.versions.map(\.description).joined(separator: ", ")
    throw failure(
      .notModelled("Kafka \(version)", instead: "modelled are \(known)"), at: mark)
  }

  mutating func planTopics() throws(ScenarioError) {
    for topic in topics {
      // The run knows what stands there; nothing of the scenario is meant by it.
      plan.topics.append(
        try topic.map { topic throws(ScenarioError) in try planned(topic) }
          ?? PlannedTopic(
            cluster: ClusterIndex(-1), name: "", partitions: 0, replicationFactor: 0,
            assignment: nil, settings: TopicSettings()))
    }
  }

  mutating func planned(_ topic: Scenario.Topic) throws(ScenarioError) -> PlannedTopic {
    let cluster = clusterIndex(topic.name.cluster)
    let planned = plan.clusters[Int(cluster.raw)]
    let owner = "\(topic.name.cluster)/\(topic.name.topic)"
    var topicPlan = PlannedTopic(
      cluster: cluster, name: topic.name.topic, partitions: topic.partitions,
      replicationFactor: Int16(topic.replicationFactor),
      assignment: topic.assignment.isEmpty
        ? nil : topic.assignment.map { $0.map { NodeID($0) } },
      settings: try topicSettings(
        topic.config, of: owner, in: planned.version,
        inheriting: planned.brokers[0].settings.topicDefaults, at: topic.mark))
    topicPlan.origin = topic.origin
    if topic.origin == .client {
      topicPlan.partitions = max(topic.partitions, planned.brokers[0].settings.numPartitions)
      topicPlan.replicationFactor = planned.brokers[0].settings.defaultReplicationFactor
    }
    return topicPlan
  }

  mutating func topicSettings(
    _ config: [Scenario.Setting], of owner: String, in version: KafkaVersion,
    inheriting defaults: TopicSettings, at mark: Scenario.Mark
  ) throws(ScenarioError) -> TopicSettings {
    let entries = try entries(nil, config, at: mark)
    try report(entries, of: owner, as: .topic, in: version, config: config, at: mark)
    do {
      return try TopicSettings(version: version, entries, inheriting: defaults)
    } catch {
      throw refusal(error, of: "topic \(owner)", entries: entries, config: config, at: mark)
    }
  }

  // MARK: What holds when nothing is said.

  /// One synced write to a common solid-state disk.
  static let diskSync = DrawnSpan(from: 1_000_000, to: 10_000_000)
  /// Linux writes dirty pages back after 30 s, looking every 5 s (`vm.dirty_expire_centisecs`, `vm.dirty_writeback_centisecs`).
  static let writeBack = DrawnSpan(from: 30_000_000_000, to: 35_000_000_000)
  /// A killed JVM's sockets stay open while the kernel frees its memory.
  static let killTeardown = DrawnSpan(from: 20_000_000, to: 60_000_000)
  /// From the start of a broker's process until it registers.
  static let processStart = DrawnSpan(from: 3_000_000_000, to: 6_000_000_000)
  /// One way between two sites.
  static let linkLatency: Int64 = 5_000_000

  func drawn(_ range: TimeRange?) -> DrawnSpan? { range.map { DrawnSpan($0) } }

  // MARK: Names.

  func siteIndex(_ name: String) -> Int? { scenario.sites.firstIndex { $0.name == name } }

  func hostIndex(_ name: String) -> HostIndex {
    guard let index = hostIndices[name] else {
      preconditionFailure("the reader has checked that host \(name) exists")
    }
    return HostIndex(Int32(index))
  }

  func clusterIndex(_ name: String) -> ClusterIndex {
    guard let index = scenario.clusters.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the reader has checked that cluster \(name) exists")
    }
    return ClusterIndex(Int32(index))
  }

  func producerIndex(_ name: String) -> Int {
    guard let index = scenario.producers.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the reader has checked that producer \(name) exists")
    }
    return index
  }

  func stepIndex(_ name: String) -> Int {
    guard let index = scenario.steps.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the reader has checked that step \(name) exists")
    }
    return index
  }

  /// The topic that a step makes.
  func topicIndex(createdBy name: String) -> Int {
    guard let index = topicSlots.firstIndex(of: .created(name)) else {
      preconditionFailure("step \(name) makes a topic")
    }
    return index
  }

  /// The topic of a name; of a topic that steps make again, its last life.
  func topicIndex(_ name: Scenario.TopicName) -> Int {
    guard let index = topics.lastIndex(where: { $0?.name == name }) else {
      preconditionFailure("the reader has checked that topic \(name.topic) exists")
    }
    return index
  }
}

extension DrawnSpan {
  init(_ range: TimeRange) {
    if range.measured.isEmpty {
      self.init(from: range.from.nanoseconds, to: range.to.nanoseconds)
    } else {
      self.init(measured: range.measured.map(\.nanoseconds))
    }
  }
}
