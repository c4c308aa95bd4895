import KafkaModel

/// Connect clusters with their connectors, and mirrors.
extension DrillReader {
  mutating func readConnect(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for element in try section(node, "connect") {
      scenario.connect.append(try connectCluster(element))
    }
  }

  mutating func readMirrors(_ node: Node?) throws(ScenarioError) {
    guard let node else { return }
    for element in try section(node, "mirrors") {
      scenario.mirrors.append(try mirror(element))
    }
    // So that groups, steps and figures can name them.
    for topic in scenario.mirroredTopics(created: createdTopics) where topicIndex[topic.name] == nil
    {
      topicIndex[topic.name] = scenario.topics.count + createdTopics.count + mirroredTopics.count
      mirroredTopics.append(topic)
    }
  }

  /// When workers start; the triggers may refer to anything, so they are read when all is known.
  mutating func readWorkerStarts(_ connect: Node?, _ mirrors: Node?) throws(ScenarioError) {
    for (index, element) in (connect?.elements ?? []).enumerated() {
      guard let start = element["start"] else { continue }
      scenario.connect[index].start = try memberStart(start, of: "workers")
    }
    for (index, element) in (mirrors?.elements ?? []).enumerated() {
      guard let start = element["start"] else { continue }
      scenario.mirrors[index].start = try memberStart(start, of: "workers")
    }
  }

  // MARK: Connect.

  private func connectCluster(_ node: Node) throws(ScenarioError) -> Scenario.ConnectCluster {
    let fields = try Fields(node, .connect, file: file)
    let name = try ownName(try fields.required("name"), what: "a Connect cluster")
    let clusterNode = try fields.required("cluster")
    var connect = Scenario.ConnectCluster(
      name: name,
      cluster: try clusterName(try text(clusterNode, "cluster")[...], at: clusterNode.place),
      mark: fields.mark)
    if let node = fields["version"] { connect.version = try version(node, "version") }
    connect.behaviour = try behaviour(fields["behaviour"])
    if let node = fields["groupID"] { connect.groupID = try text(node, "groupID") }
    if let node = fields["startsIn"] { connect.startsIn = try timeRange(node, "startsIn") }
    if let node = fields["tasksStartIn"] {
      connect.tasksStartIn = try timeRange(node, "tasksStartIn")
    }
    connect.settings = try settings(fields["settings"], "settings")
    if let node = fields["properties"] { connect.properties = try text(node, "properties") }
    connect.workers = try workers(fields, of: name)
    for element in try fields["connectors"].map({ node throws(ScenarioError) in
      try section(node, "connectors")
    }) ?? [] {
      let connector = try connector(element)
      if let first = connect.connectors.first(where: { $0.name == connector.name }) {
        throw failure(
          .duplicateName(connector.name, what: "connector", first: first.mark.place),
          at: element.place)
      }
      connect.connectors.append(connector)
    }
    return connect
  }

  /// `workers`: a number or a list of { name, host, site }; or `hosts`, one worker on each.
  private func workers(
    _ fields: Fields, of owner: String
  ) throws(ScenarioError) -> [Scenario.Worker] {
    guard let (key, node) = try fields.atMostOne(of: ["workers", "hosts"]) else {
      return [Scenario.Worker(name: "a", host: "\(owner)/a", site: nil, mark: fields.mark)]
    }
    if key == "workers", node.number != nil {
      return (0..<Int(try whole(node, "workers", in: 1...100))).map { index in
        let name = Self.letters(index)
        return Scenario.Worker(
          name: name, host: "\(owner)/\(name)", site: nil, mark: Scenario.Mark(node.place))
      }
    }
    let elements = try list(node, key)
    guard !elements.isEmpty else {
      throw failure(
        .contradiction("'\(key)' of a Connect cluster is empty; it needs one"), at: node.place)
    }
    var workers: [Scenario.Worker] = []
    for (index, element) in elements.enumerated() {
      let worker =
        key == "hosts"
        ? Scenario.Worker(
          name: Self.letters(index), host: try hostName(element, "hosts"), site: nil,
          mark: Scenario.Mark(element.place))
        : try worker(element, number: index, of: owner)
      if let first = workers.first(where: { $0.name == worker.name }) {
        throw failure(
          .duplicateName(
            "\(owner)/\(worker.name)", what: "worker", first: first.mark.place),
          at: element.place)
      }
      workers.append(worker)
    }
    return workers
  }

  private func worker(
    _ node: Node, number: Int, of owner: String
  ) throws(ScenarioError) -> Scenario.Worker {
    let fields = try Fields(node, .worker, file: file)
    var name = Self.letters(number)
    if let node = fields["name"] {
      name = try text(node, "name")
      try checkName(name, what: "a worker", at: node.place)
    }
    var worker = Scenario.Worker(
      name: name, host: "\(owner)/\(name)", site: nil, mark: fields.mark)
    if let host = fields["host"] {
      try fields.refuse(["site"], because: "beside 'host', which has a site")
      worker.host = try hostName(host, "host")
    }
    if let site = fields["site"] { worker.site = try siteName(site, "site") }
    return worker
  }

  private func connector(_ node: Node) throws(ScenarioError) -> Scenario.Connector {
    let fields = try Fields(node, .connector, file: file)
    let nameNode = try fields.required("name")
    let name = try text(nameNode, "name")
    try checkName(name, what: "a connector", at: nameNode.place)
    let classNode = try fields.required("class")
    let className = try text(classNode, "class")
    var connector = Scenario.Connector(
      name: name, kind: .custom(className), mark: fields.mark,
      classMark: Scenario.Mark(classNode.place))
    if let connectorClass = ConnectorClass(mirrorClass: className) {
      let (source, target) = try flow(fields)
      connector.kind = .mirror(connectorClass, source: source, target: target)
    } else if fields["source"] != nil || fields["target"] != nil {
      // Only mirrors have two clusters.
      throw failure(
        .unknownWord(
          className, what: "a class of connectors that is modelled",
          known: ConnectorClass.mirrors.map(\.simpleName)), at: classNode.place)
    }
    connector.config = try settings(fields["config"])
    for setting in connector.config where ["name", "connector.class"].contains(setting.key) {
      throw failure(
        .keysDisagree("'\(setting.key)' of a connector's config stands outside of it already"),
        at: setting.keyMark.place)
    }
    return connector
  }

  /// The keys `source` and `target`, two different clusters.
  private func flow(
    _ fields: Fields
  ) throws(ScenarioError) -> (source: String, target: String) {
    let sourceNode = try fields.required("source")
    let targetNode = try fields.required("target")
    let source = try clusterName(try text(sourceNode, "source")[...], at: sourceNode.place)
    let target = try clusterName(try text(targetNode, "target")[...], at: targetNode.place)
    guard source != target else {
      throw failure(
        .contradiction("'source' and 'target' are both '\(source)'"), at: targetNode.place)
    }
    return (source, target)
  }

  // MARK: Mirrors.

  private func mirror(_ node: Node) throws(ScenarioError) -> Scenario.Mirror {
    let fields = try Fields(node, .mirror, file: file)
    let (source, target) = try flow(fields)
    var mirror = Scenario.Mirror(
      name: "\(source)-\(target)", source: source, target: target, mark: fields.mark)
    if let name = fields["name"] {
      mirror.name = try ownName(name, what: "a mirror")
    } else {
      try checkOwnName(mirror.name, what: "a mirror", at: node.place)
    }
    mirror.aliases = try aliases(fields["aliases"], source, target)
    mirror.location = try location(fields)
    mirror.connectors = try parts(fields, mirror.mode)
    if let node = fields["workers"] {
      mirror.workers = Int(try whole(node, "workers", in: 1...100))
    } else if case .hosts(let hosts) = mirror.location.runsIn {
      mirror.workers = hosts.count
    }
    if let node = fields["version"] { mirror.version = try version(node, "version") }
    mirror.behaviour = try behaviour(fields["behaviour"])
    if let node = fields["startsIn"] { mirror.startsIn = try timeRange(node, "startsIn") }
    if let node = fields["tasksStartIn"] {
      mirror.tasksStartIn = try timeRange(node, "tasksStartIn")
    }
    mirror.settings = try settings(fields["settings"], "settings")
    if let node = fields["properties"] { mirror.properties = try text(node, "properties") }
    return mirror
  }

  private func aliases(
    _ node: Node?, _ source: String, _ target: String
  ) throws(ScenarioError) -> [Scenario.Mirror.Alias] {
    guard let node else { return [] }
    var aliases: [Scenario.Mirror.Alias] = []
    for member in try members(node, "aliases") {
      let cluster = try clusterName(
        try text(member.value, member.key)[...], at: member.value.place)
      guard !aliases.contains(where: { $0.cluster == cluster }) else {
        throw failure(
          .notModelled(
            "a second alias for '\(cluster)'",
            instead: "a mirror calls each cluster by one name"), at: member.keyPlace)
      }
      guard !member.key.isEmpty, !member.key.contains(where: { ", ()[]/".contains($0) }) else {
        throw failure(
          .badValue(
            member.key, what: "an alias", wanted: "a name without spaces and without ( ) [ ] , /"),
          at: member.keyPlace)
      }
      aliases.append(Scenario.Mirror.Alias(alias: member.key, cluster: cluster))
    }
    return aliases
  }

  /// The keys `placement`, `runsIn`, `mode` and `groupOn`.
  private func location(_ fields: Fields) throws(ScenarioError) -> Scenario.Mirror.Location {
    var location = Scenario.Mirror.Location()
    if let node = fields["runsIn"] { location.runsIn = try runsIn(node) }
    if let node = fields["placement"] {
      location.placement = try word(node, "placement", what: "a placement")
      try fields.refuse(["mode", "groupOn"], because: "beside 'placement', which says it")
      if case .hosts = location.runsIn {
        throw failure(
          .keysDisagree(
            "'runsIn' beside 'placement' is a site, the third one that P4 needs; a placement "
              + "chooses the hosts itself"), at: fields.place(of: "runsIn"))
      }
      return location
    }
    if let node = fields["mode"] { location.mode = try word(node, "mode", what: "a mode") }
    if let node = fields["groupOn"] {
      location.groupOn = try word(node, "groupOn", what: "a side of a mirror")
      guard location.mode == .connect || location.groupOn == .target else {
        throw failure(
          .keysDisagree(
            "a dedicated MirrorMaker has its group on the target always; 'groupOn' needs "
              + "mode: \"connect\""), at: fields.place(of: "groupOn"))
      }
    }
    return location
  }

  /// A site, a host or a list of hosts.
  private func runsIn(_ node: Node) throws(ScenarioError) -> Scenario.Mirror.RunsIn {
    if let elements = node.elements {
      guard !elements.isEmpty else {
        throw failure(.contradiction("'runsIn' is an empty list; it needs a host"), at: node.place)
      }
      var hosts: [String] = []
      for element in elements { hosts.append(try hostName(element, "runsIn")) }
      return .hosts(hosts)
    }
    let name = try text(node, "runsIn")
    if scenario.sites.contains(where: { $0.name == name }) { return .site(name) }
    if scenario.hosts.contains(where: { $0.name == name }) { return .hosts([name]) }
    throw failure(
      .unknownName(
        name, what: "site or host",
        known: scenario.sites.map(\.name) + scenario.hosts.map(\.name)), at: node.place)
  }

  private func parts(
    _ fields: Fields, _ mode: Scenario.Mirror.Mode
  ) throws(ScenarioError) -> [Scenario.Mirror.Part] {
    guard let node = fields["connectors"] else { return [] }
    var parts: [Scenario.Mirror.Part] = []
    for element in try list(node, "connectors") {
      let part: Scenario.Mirror.Part = try word(
        element, "connectors", what: "a connector of a mirror")
      guard !parts.contains(part) else {
        throw failure(
          .contradiction("'\(part.rawValue)' stands twice in 'connectors'"), at: element.place)
      }
      parts.append(part)
    }
    guard mode == .connect || parts.count == Scenario.Mirror.Part.allCases.count else {
      throw failure(
        .keysDisagree(
          "a dedicated MirrorMaker runs all three connectors; switch them off by settings such as "
            + "emit.heartbeats.enabled"), at: fields.place(of: "connectors"))
    }
    guard !parts.isEmpty else {
      throw failure(
        .contradiction("'connectors' of a mirror is empty; it needs one"), at: node.place)
    }
    return parts
  }

  // MARK: Names.

  private func ownName(_ node: Node, what: String) throws(ScenarioError) -> String {
    let name = try text(node, "name")
    try checkOwnName(name, what: what, at: node.place)
    return name
  }

  /// Connect clusters and mirrors share their space of names with all that a bare target may mean.
  private func checkOwnName(
    _ name: String, what: String, at place: Place
  ) throws(ScenarioError) {
    try checkName(name, what: what, at: place)
    let others =
      scenario.sites.map { ($0.name, $0.mark) } + scenario.hosts.map { ($0.name, $0.mark) }
      + scenario.clusters.map { ($0.name, $0.mark) }
      + scenario.producers.map { ($0.name, $0.mark) } + scenario.groups.map { ($0.name, $0.mark) }
      + scenario.connect.map { ($0.name, $0.mark) } + scenario.mirrors.map { ($0.name, $0.mark) }
    if let other = others.first(where: { $0.0 == name }) {
      throw failure(
        .duplicateName(
          name, what: "site, host, cluster, producer, group, Connect cluster or mirror",
          first: other.1.place), at: place)
    }
  }

  /// A mirror or a Connect cluster.
  func workerOwner(_ text: Substring, at place: Place) throws(ScenarioError) -> String {
    let name = String(text)
    if isWorkerOwner(text) { return name }
    throw failure(
      .unknownName(
        name, what: "mirror or Connect cluster",
        known: scenario.mirrors.map(\.name) + scenario.connect.map(\.name)), at: place)
  }

  func isWorkerOwner(_ name: Substring) -> Bool {
    scenario.mirrors.contains { $0.name == name } || scenario.connect.contains { $0.name == name }
  }

  /// "east/a".
  func workerName(_ text: Substring, at place: Place) throws(ScenarioError) -> Scenario.WorkerName {
    guard let slash = text.firstIndex(of: "/") else {
      throw failure(
        .badValue(
          String(text), what: "a worker",
          wanted: "its mirror or Connect cluster and its name, such as \"east/a\""), at: place)
    }
    let owner = try workerOwner(text[..<slash], at: place)
    let known = scenario.workers(of: owner)
    let name = text[text.index(after: slash)...]
    guard known.contains(where: { $0.name == name }) else {
      throw failure(
        .unknownName(String(text), what: "worker", known: known.map { "\(owner)/\($0.name)" }),
        at: place)
    }
    return Scenario.WorkerName(owner: owner, worker: String(name))
  }

  /// "east/orders", "east/source" or "east/B->A/source".
  func connectorName(
    _ text: Substring, at place: Place
  ) throws(ScenarioError) -> Scenario.ConnectorName {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else {
      throw failure(
        .badValue(
          String(text), what: "a connector",
          wanted: "its mirror or Connect cluster and its name, such as \"east/source\""),
        at: place)
    }
    let owner = try workerOwner(parts[0], at: place)
    let known =
      scenario.connect.first { $0.name == owner }?.connectors.map(\.name)
      ?? scenario.mirrors.first { $0.name == owner }?.parts.map(\.rawValue) ?? []
    guard let last = parts.last, known.contains(String(last)) else {
      throw failure(
        .unknownName(String(text), what: "connector", known: known.map { "\(owner)/\($0)" }),
        at: place)
    }
    return Scenario.ConnectorName(
      owner: owner, flow: parts.count == 3 ? String(parts[1]) : nil, connector: String(last))
  }
}
