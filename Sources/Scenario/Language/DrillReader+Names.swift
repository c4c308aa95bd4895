/// Names that other parts of the file declare.
extension DrillReader {
  /// Refuses names that the language could not tell from something else.
  func checkName(
    _ name: String, what: String, slashes: Bool = false, at place: Place
  ) throws(ScenarioError) {
    let bad: Set<Character> = slashes ? ["(", ")", ",", "[", "]"] : ["(", ")", ",", "[", "]", "/"]
    guard name != "estate" else {
      throw failure(
        .badValue(
          name, what: "a name for \(what)",
          wanted: "another one: to expectations 'estate' means everything"), at: place)
    }
    if name.isEmpty || name.contains(where: bad.contains) || name.first == " " || name.last == " "
      || Self.hasControls(name)
    {
      throw failure(
        .badValue(
          name, what: "a name for \(what)",
          wanted: "some letters without ( ) [ ] , \(slashes ? "" : "/ ")or spaces at the ends"),
        at: place)
    }
  }

  /// Ends of lines and the like, which would tear reports apart.
  static func hasControls(_ name: String) -> Bool {
    name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }

  func clusterName(_ name: Substring, at place: Place) throws(ScenarioError) -> String {
    let name = String(name)
    if scenario.clusters.contains(where: { $0.name == name }) { return name }
    throw failure(
      .unknownName(name, what: "cluster", known: scenario.clusters.map(\.name)), at: place)
  }

  func cluster(_ name: String) -> Scenario.Cluster? {
    scenario.clusters.first { $0.name == name }
  }

  private func parts(
    _ text: Substring, count: Int, what: String, wanted: String, at place: Place
  ) throws(ScenarioError) -> [Substring] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == count, parts.allSatisfy({ !$0.isEmpty }) else {
      throw failure(.badValue(String(text), what: what, wanted: wanted), at: place)
    }
    return parts
  }

  /// "upstream/orders", which must be declared or made by a step.
  func topicName(_ text: Substring, at place: Place) throws(ScenarioError) -> Scenario.TopicName {
    let parts = try parts(
      text, count: 2, what: "a topic", wanted: "its cluster and name, such as \"upstream/orders\"",
      at: place)
    let name = Scenario.TopicName(
      cluster: try clusterName(parts[0], at: place), topic: String(parts[1]))
    _ = try topic(name, at: place)
    return name
  }

  func topic(_ name: Scenario.TopicName, at place: Place) throws(ScenarioError) -> Scenario.Topic {
    if let index = topicIndex[name] {
      let declared = scenario.topics.count
      if index < declared { return scenario.topics[index] }
      let made = index - declared
      return made < createdTopics.count
        ? createdTopics[made] : mirroredTopics[made - createdTopics.count]
    }
    let topics = scenario.topics + createdTopics + mirroredTopics
    throw failure(
      .unknownName("\(name)", what: "topic", known: topics.map { "\($0.name)" }), at: place)
  }

  /// "upstream/orders/0".
  func partitionName(
    _ text: Substring, at place: Place
  ) throws(ScenarioError) -> Scenario.PartitionName {
    let parts = try parts(
      text, count: 3, what: "a partition",
      wanted: "cluster, topic and number, such as \"upstream/orders/0\"", at: place)
    let name = try topicName("\(parts[0])/\(parts[1])", at: place)
    let topic = try topic(name, at: place)
    let count = max(topic.partitions, grownPartitions[name] ?? 0)
    guard let number = Self.plainNumber(parts[2]), number < count else {
      throw failure(
        .badValue(
          String(text), what: "a partition",
          wanted: "\(name)/0"
            + (count > 1 ? " to \(name)/\(count - 1)" : "; it is the only one")),
        at: place)
    }
    return Scenario.PartitionName(topic: name, partition: number)
  }

  /// "upstream", "upstream/orders" or "upstream/orders/0".
  func partitionScope(
    _ text: Substring, at place: Place
  ) throws(ScenarioError) -> Scenario.PartitionScope {
    switch text.utf8.count(where: { $0 == UInt8(ascii: "/") }) {
    case 0: .cluster(try clusterName(text, at: place))
    case 1: .topic(try topicName(text, at: place))
    default: .partition(try partitionName(text, at: place))
    }
  }

  /// "upstream/1", a broker or controller.
  func nodeName(_ text: Substring, at place: Place) throws(ScenarioError) -> Scenario.NodeName {
    let parts = try parts(
      text, count: 2, what: "a broker", wanted: "its cluster and id, such as \"upstream/1\"",
      at: place)
    let name = try clusterName(parts[0], at: place)
    let nodes = cluster(name).map { $0.brokers + $0.controllers } ?? []
    guard let id = Self.plainNumber(parts[1]), nodes.contains(where: { $0.id == id }) else {
      throw failure(
        .unknownName(
          String(text), what: "broker or controller", known: nodes.map { "\(name)/\($0.id)" }),
        at: place)
    }
    return Scenario.NodeName(cluster: name, id: id)
  }

  static func plainNumber(_ text: Substring) -> Int32? {
    text.utf8.allSatisfy(Reader.isDigit) ? Int32(text) : nil
  }

  func siteName(_ node: Node, _ key: String) throws(ScenarioError) -> String {
    let name = try text(node, key)
    if scenario.sites.contains(where: { $0.name == name }) { return name }
    throw failure(
      .unknownName(name, what: "site", known: scenario.sites.map(\.name)), at: node.place)
  }

  /// A host that the file declares.
  func hostName(_ node: Node, _ key: String) throws(ScenarioError) -> String {
    let name = try text(node, key)
    if scenario.hosts.contains(where: { $0.name == name }) { return name }
    throw failure(
      .unknownName(name, what: "host", known: scenario.hosts.map(\.name)), at: node.place)
  }

  func producerName(_ text: Substring, at place: Place) throws(ScenarioError) -> String {
    let name = String(text)
    if scenario.producers.contains(where: { $0.name == name }) { return name }
    throw failure(
      .unknownName(name, what: "producer", known: scenario.producers.map(\.name)), at: place)
  }

  func groupName(_ text: Substring, at place: Place) throws(ScenarioError) -> String {
    let name = String(text)
    if scenario.groups.contains(where: { $0.name == name }) { return name }
    throw failure(
      .unknownName(name, what: "group", known: scenario.groups.map(\.name)), at: place)
  }

  /// "billing/a".
  func memberName(_ text: Substring, at place: Place) throws(ScenarioError) -> Scenario.MemberName {
    let parts = try parts(
      text, count: 2, what: "a member", wanted: "its group and name, such as \"billing/a\"",
      at: place)
    let group = try groupName(parts[0], at: place)
    let known = scenario.groups.first { $0.name == group }?.members ?? []
    guard known.contains(where: { $0.name == parts[1] }) else {
      throw failure(
        .unknownName(
          String(text), what: "member", known: known.map { "\(group)/\($0.name)" }), at: place)
    }
    return Scenario.MemberName(group: group, member: String(parts[1]))
  }

  /// A step's full name; inside a repeated group its own steps are those of the same turn.
  func stepName(_ text: Substring, at place: Place) throws(ScenarioError) -> String {
    var name = String(text)
    if let turn, turn.names.contains(name) { name += " #\(turn.number)" }
    if stepIndex[name] != nil { return name }
    if Amount.time(text) != nil {
      throw failure(
        .badValue(
          name, what: "the name of a step but a time",
          wanted: stepNames.isEmpty
            ? "the name of a step; the file has none"
            : "the name of a step, such as \(stepNames[0])"),
        at: place)
    }
    throw failure(.unknownName(name, what: "step", known: stepNames), at: place)
  }

  func stepName(_ node: Node, _ key: String) throws(ScenarioError) -> String {
    try stepName(try text(node, key)[...], at: node.place)
  }

  /// Hosts, sites and producers have one space of names, so that a bare target means one thing.
  var endpointNames: [String] {
    scenario.sites.map(\.name) + hostNames
  }
}
