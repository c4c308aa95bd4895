import ClusterSimulation
import KafkaModel

/// Sites, hosts, links and topics.
extension DrillReader {
  mutating func readSites(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for member in try sectionMembers(node, "sites", limit: Self.sectionLimit) {
      try checkName(member.key, what: "a site", at: member.keyPlace)
      _ = try Fields(member.value, .site, file: file)
      scenario.sites.append(
        Scenario.Site(name: member.key, mark: Scenario.Mark(member.keyPlace)))
    }
  }

  mutating func readHosts(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for member in try sectionMembers(node, "hosts", limit: Self.sectionLimit) {
      try checkName(member.key, what: "a host", at: member.keyPlace)
      if let site = scenario.sites.first(where: { $0.name == member.key }) {
        throw failure(
          .duplicateName(member.key, what: "site or host", first: site.mark.place),
          at: member.keyPlace)
      }
      let fields = try Fields(member.value, .host, file: file)
      var host = Scenario.Host(name: member.key, mark: Scenario.Mark(member.keyPlace))
      if let site = fields["site"] { host.site = try siteName(site, "site") }
      if let rack = fields["rack"] { host.rack = try text(rack, "rack") }
      host.machine = try machine(fields)
      scenario.hosts.append(host)
    }
  }

  /// The keys `disk`, `kill` and `processing` of a host or a cluster.
  func machine(_ fields: Fields) throws(ScenarioError) -> Scenario.Machine {
    var machine = Scenario.Machine()
    if let node = fields["disk"] {
      let disk = try Fields(node, .disk, file: file)
      if let sync = disk["sync"] { machine.sync = try timeRange(sync, "sync") }
      if let age = disk["writeBack"] { machine.writeBack = try timeRange(age, "writeBack") }
    }
    if let node = fields["kill"] {
      let kill = try Fields(node, .kill, file: file)
      if let time = kill["teardown"] { machine.teardown = try timeRange(time, "teardown") }
    }
    if let node = fields["processing"] {
      try processorWait(node, of: &machine)
    }
    return machine
  }

  /// A time, or { usually, sometimes, share, calmest }.
  private func processorWait(
    _ node: Node, of machine: inout Scenario.Machine
  ) throws(ScenarioError) {
    guard case .object = node.value, node["from"] == nil else {
      machine.processing = try timeRange(node, "processing")
      return
    }
    let fields = try Fields(node, .processorWait, file: file)
    machine.processing = try timeRange(try fields.required("usually"), "usually")
    var peak = Scenario.ProcessorPeak(
      wait: try timeRange(try fields.required("sometimes"), "sometimes"),
      share: try share(try fields.required("share"), "share"))
    if let node = fields["calmest"] { peak.calmest = try share(node, "calmest") }
    machine.processingPeak = peak
  }

  mutating func readLinks(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for element in try section(node, "links") {
      let fields = try Fields(element, .link, file: file)
      let between = try endpoints(try fields.required("between"))
      let same = scenario.links.first { Set($0.between) == Set(between) }
      if let same {
        throw failure(
          .duplicateName(
            between.map(\.name).joined(separator: " - "), what: "link", first: same.mark.place),
          at: element.place)
      }
      var link = Scenario.Link(between: between, quality: try quality(fields), mark: fields.mark)
      link.name = try fields["name"].map { node throws(ScenarioError) in try text(node, "name") }
      scenario.links.append(link)
    }
  }

  /// Two different sites or hosts.
  func endpoints(_ node: Node) throws(ScenarioError) -> [Scenario.Link.Endpoint] {
    let elements = try list(node, "between")
    guard elements.count == 2 else {
      throw failure(
        .wrongKind(
          key: "between", found: "a list of \(elements.count)",
          wanted: "a list of two sites or hosts"), at: node.place)
    }
    var ends: [Scenario.Link.Endpoint] = []
    for element in elements {
      let name = try text(element, "between")
      if scenario.sites.contains(where: { $0.name == name }) {
        ends.append(.site(name))
      } else if hostNames.contains(name) {
        ends.append(.host(name))
      } else {
        throw failure(
          .unknownName(name, what: "site or host", known: endpointNames), at: element.place)
      }
    }
    guard ends[0] != ends[1] else {
      throw failure(
        .wrongKind(
          key: "between", found: "\(ends[0].name) twice", wanted: "two different sites or hosts"),
        at: node.place)
    }
    return ends
  }

  func quality(_ fields: Fields) throws(ScenarioError) -> Scenario.Link.Quality {
    var quality = Scenario.Link.Quality()
    if let node = fields["latency"] { quality.latency = try time(node, "latency") }
    if let node = fields["rtt"] {
      guard fields["latency"] == nil else {
        throw failure(
          .keysDisagree("'rtt' is twice the 'latency': a link has one of the two"), at: node.place)
      }
      quality.latency = TimeSpan(nanoseconds: try time(node, "rtt").nanoseconds / 2)
    }
    if let node = fields["jitter"] { quality.jitter = try time(node, "jitter") }
    if let node = fields["loss"] { quality.loss = try share(node, "loss") }
    if let node = fields["bandwidth"] { quality.bandwidth = try bandwidth(node, "bandwidth") }
    if let node = fields["congestion"] { quality.congestion = try congestion(node) }
    return quality
  }

  private func congestion(_ node: Node) throws(ScenarioError) -> CongestionControl {
    let name = try text(node, "congestion")
    guard let control = CongestionControl(rawValue: name) else {
      throw failure(
        .unknownName(name, what: "congestion control", known: ["cubic", "bbr"]), at: node.place)
    }
    return control
  }

  mutating func readTopics(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for member in try sectionMembers(node, "topics", limit: 10_000) {
      let fields = try Fields(member.value, .topic, file: file)
      var topic = try topic(fields, name: member.key, mark: Scenario.Mark(member.keyPlace))
      try readOrigin(of: &topic, fields)
      try checkCollision(of: topic)
      topicIndex[topic.name] = scenario.topics.count
      scenario.topics.append(topic)
    }
  }

  /// Names of metrics have '_' for '.', so no cluster has two topics that differ by these alone
  /// (`ReplicationControlManager.validateNewTopicNames`).
  private func checkCollision(of topic: Scenario.Topic) throws(ScenarioError) {
    func form(_ name: String) -> String { String(name.map { $0 == "." ? "_" : $0 }) }
    let other = scenario.topics.first {
      $0.name.cluster == topic.name.cluster && $0.name != topic.name
        && form($0.name.topic) == form(topic.name.topic)
    }
    guard let other else { return }
    throw failure(
      .contradiction(
        "Kafka refuses '\(topic.name)' beside '\(other.name)': '.' and '_' are the same in the names "
          + "of metrics"), at: topic.mark.place)
  }

  /// The key `automatic`: what a broker makes for a client is as the cluster's settings say.
  private func readOrigin(of topic: inout Scenario.Topic, _ fields: Fields) throws(ScenarioError) {
    guard let node = fields["automatic"], try flag(node, "automatic") else { return }
    for key in ["partitions", "replicationFactor", "assignment", "config"] {
      guard let given = fields[key] else { continue }
      throw failure(
        .keysDisagree(
          "an automatic topic is made with num.partitions and default.replication.factor of "
            + "'\(topic.name.cluster)'; leave '\(key)' out"), at: given.place)
    }
    topic.origin = .client
    let cluster = cluster(topic.name.cluster)
    let given = cluster?.config.last { $0.key == "num.partitions" }.flatMap { Int32($0.value) }
    // A properties file may say it too, and is not read before the drill is compiled.
    topic.partitions = given ?? (cluster?.properties == nil ? 1 : Int32(Self.partitionLimit))
  }

  /// A topic of the section `topics` or of a createTopic step.
  func topic(
    _ fields: Fields, name: String, mark: Scenario.Mark
  ) throws(ScenarioError) -> Scenario.Topic {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isTopicName(parts[1]) else {
      throw failure(
        .badValue(
          name, what: "a topic",
          wanted: "its cluster and name, such as \"upstream/orders\" "
            + "(up to 249 letters, digits, '.', '_' or '-')"), at: mark.place)
    }
    let cluster = try clusterName(parts[0], at: mark.place)
    let assignment = try assignment(fields, cluster: cluster)
    let partitions = try fields["partitions"].map { node throws(ScenarioError) in
      try small(node, "partitions", from: 1, to: Self.partitionLimit)
    }
    let factor = try fields["replicationFactor"].map { node throws(ScenarioError) in
      try small(node, "replicationFactor", from: 1)
    }
    if let first = assignment.first {
      try agree(partitions, assignment.count, "partitions", fields)
      try agree(factor, first.count, "replicationFactor", fields)
    }
    let brokers = self.cluster(cluster)?.brokers.count ?? 0
    if let factor, Int(factor) > brokers, let node = fields["replicationFactor"] {
      throw failure(
        .contradiction(
          "replicationFactor \(factor) is more than the \(brokers) brokers of '\(cluster)'"),
        at: node.place)
    }
    var topic = Scenario.Topic(
      name: Scenario.TopicName(cluster: cluster, topic: String(parts[1])),
      partitions: partitions ?? Int32(max(assignment.count, 1)),
      replicationFactor: factor ?? Int32(assignment.first?.count ?? 1), mark: mark)
    topic.assignment = assignment
    topic.config = try settings(fields["config"])
    return topic
  }

  private static func isTopicName(_ name: Substring) -> Bool {
    !name.isEmpty && name.utf8.count <= 249 && name != "." && name != ".."
      && name.utf8.allSatisfy {
        Reader.isDigit($0) || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z"))
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
  }

  private func agree(
    _ stated: Int32?, _ counted: Int, _ key: String, _ fields: Fields
  ) throws(ScenarioError) {
    guard let stated, Int(stated) != counted else { return }
    throw failure(
      .contradiction("\(key) is \(stated), but the assignment makes it \(counted)"),
      at: fields[key]?.place ?? fields.node.place)
  }

  private func assignment(
    _ fields: Fields, cluster: String
  ) throws(ScenarioError) -> [[Int32]] {
    guard let node = fields["assignment"] else { return [] }
    let known = self.cluster(cluster)?.brokers.map(\.id) ?? []
    var assignment: [[Int32]] = []
    for partition in try list(node, "assignment") {
      var replicas: [Int32] = []
      for replica in try list(partition, "assignment") {
        let id = try small(replica, "assignment", from: 0)
        guard known.contains(id) else {
          throw failure(
            .unknownName(String(id), what: "broker", known: known.map { String($0) }),
            at: replica.place)
        }
        guard !replicas.contains(id) else {
          throw failure(
            .contradiction("broker \(id) holds two replicas of one partition"), at: replica.place)
        }
        replicas.append(id)
      }
      guard !replicas.isEmpty, replicas.count == assignment.first?.count ?? replicas.count else {
        throw failure(
          .contradiction(
            "every partition of an assignment needs the same number of replicas, at least one"),
          at: partition.place)
      }
      assignment.append(replicas)
    }
    return assignment
  }

  /// The members of `config` as they stand in a properties file.
  func settings(
    _ node: Node?, _ key: String = "config"
  ) throws(ScenarioError) -> [Scenario.Setting] {
    guard let node else { return [] }
    var settings: [Scenario.Setting] = []
    for member in try members(node, key) {
      let value: String
      switch member.value.value {
      case .string(let text): value = text
      case .number(let number): value = number.integer.map { String($0) } ?? number.text
      case .bool(let bool): value = bool ? "true" : "false"
      case .object, .array, .null:
        throw wrongKind(
          member.value, member.key, wanted: "a text, a number, true or false (lists as \"a,b\")")
      }
      settings.append(
        Scenario.Setting(
          key: member.key, value: value, keyMark: Scenario.Mark(member.keyPlace),
          valueMark: Scenario.Mark(member.value.place)))
    }
    return settings
  }

  func behaviour(_ node: Node?) throws(ScenarioError) -> [Scenario.BehaviourFlag] {
    guard let node else { return [] }
    var flags: [Scenario.BehaviourFlag] = []
    for member in try members(node, "behaviour") {
      flags.append(
        Scenario.BehaviourFlag(
          name: member.key, isOn: try flag(member.value, member.key),
          mark: Scenario.Mark(member.keyPlace)))
    }
    return flags
  }
}
