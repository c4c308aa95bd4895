import KafkaModel

/// Turns the tree of a drill file into a scenario, and checks every name it refers to.
struct DrillReader {
  let file: String
  /// What has been read so far; later parts refer to earlier ones.
  var scenario: Scenario
  /// The names of all steps, known before the first of them is read.
  var stepNames: [String] = []
  /// The place of each step in `stepNames`.
  var stepIndex: [String: Int] = [:]
  /// The place of each topic in the topics of the file followed by `createdTopics`.
  var topicIndex: [Scenario.TopicName: Int] = [:]
  /// The names of all hosts, known once producers and groups are read.
  var hostNames: [String] = []
  /// The names of all racks, each once.
  var rackNames: [String] = []
  /// The most partitions of topics that a step gives more of, or makes again.
  var grownPartitions: [Scenario.TopicName: Int32] = [:]
  /// Topics that a step deletes, as written there.
  var deletedTopics: Set<String> = []
  /// Topics that a step makes.
  var createdTopics: [Scenario.Topic] = []
  /// Topics that a mirror may make.
  var mirroredTopics: [Scenario.Topic] = []
  /// The names of a repeated group's steps and the number of the turn that is being read.
  var turn: Turn?

  struct Turn {
    var names: [String]
    var number: Int64
  }

  init(file: String) {
    self.file = file
    scenario = Scenario(kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(.zero))
  }

  mutating func read(_ root: Node) throws(ScenarioError) -> Scenario {
    let fields = try Fields(root, .scenario, file: file)
    scenario.title =
      try fields["title"].map { node throws(ScenarioError) in try text(node, "title") } ?? ""
    scenario.kafkaVersion = try version(try fields.required("kafkaVersion"), "kafkaVersion")
    if let seed = fields["seed"] {
      scenario.seed = try self.seed(seed)
    }
    try readSites(fields["sites"])
    try readHosts(fields["hosts"])
    try readClusters(try fields.required("clusters"))
    try readTopics(fields["topics"])
    let drafts = try stepDrafts(fields["steps"])
    try readProducers(fields["producers"])
    // Groups may read what a mirror makes.
    try readConnect(fields["connect"])
    try readMirrors(fields["mirrors"])
    try readGroups(fields["groups"])
    for host in scenario.allHosts {
      hostNames.append(host.name)
      if let rack = host.rack, !rackNames.contains(rack) { rackNames.append(rack) }
    }
    try readLinks(fields["links"])
    try readProducerStarts(fields["producers"])
    try readMemberStarts(fields["groups"])
    try readWorkerStarts(fields["connect"], fields["mirrors"])
    scenario.lagSampling = try fields["lagSampling"].map { node throws(ScenarioError) in
      try period(node, "lagSampling")
    }
    for draft in drafts { scenario.steps.append(try step(draft)) }
    scenario.runFor = try runLength(try fields.required("runFor"))
    for node in try fields["expect"].map({ node throws(ScenarioError) in try list(node, "expect") })
      ?? []
    {
      scenario.expectations.append(try expectation(node))
    }
    scenario.variations = try variations(fields["vary"])
    return scenario
  }

  private func runLength(_ node: Node) throws(ScenarioError) -> Scenario.RunLength {
    guard case .object = node.value else { return .time(try positiveTime(node, "runFor")) }
    let fields = try Fields(node, .runFor, file: file)
    return .until(
      try predicate(try fields.required("until"), "until"),
      after: try fields["after"].map { node throws(ScenarioError) in try stepName(node, "after") },
      plus: try fields["plus"].map { node throws(ScenarioError) in try time(node, "plus") }
        ?? .zero,
      atMost: try fields["atMost"].map { node throws(ScenarioError) in
        try positiveTime(node, "atMost")
      })
  }

  func failure(_ kind: ScenarioError.Kind, at place: Place) -> ScenarioError {
    ScenarioError(file: file, place: place, kind: kind)
  }
}

extension Scenario {
  /// The scenario that a parsed file holds; `vary` is kept as it is, see `drills`.
  package static func read(_ root: Node, file: String) throws(ScenarioError) -> Scenario {
    var reader = DrillReader(file: file)
    return try reader.read(root)
  }

  /// The scenario that a file's bytes hold.
  package static func read(_ bytes: [UInt8], file: String) throws(ScenarioError) -> Scenario {
    try read(try Reader.read(bytes, file: file), file: file)
  }
}
