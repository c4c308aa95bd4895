package import ClusterSimulation
package import KafkaModel

/// Turns a scenario into the plan that runs: names become indices, defaults are filled in, settings are
/// held against Kafka's own definitions.
package struct PlanCompiler {
  let scenario: Scenario
  let file: String
  /// The properties files that the scenario names, by name.
  let files: [DrillFile]
  /// The author's code that the scenario may name.
  let code: UserCode
  let hosts: [Scenario.Host]
  /// The place of each host in `hosts`.
  let hostIndices: [String: Int]
  var plan: Plan
  /// What each place in the plan's list of topics is for.
  package let topicSlots: [TopicSlot]
  /// The scenario's topic of each place; nil for one that the run added.
  let topics: [Scenario.Topic?]
  /// What became of every setting the scenario gives, in the order of the file.
  package internal(set) var settings: [SettingUse] = []
  /// Of each connector, the name that a step calls it by.
  var connectorNames: [(owner: String, flow: String?, connector: String, ref: ConnectorRef)] = []
  /// Of each mirror or Connect cluster, the Connect cluster of the plan that is meant by its name.
  var ownClusters: [(owner: String, cluster: Int)] = []

  /// The consumer that was read last: members of a large group are mostly alike.
  var lastConsumer: (version: KafkaVersion, entries: [Setting], settings: ConsumerSettings)?

  /// A setting and whose it is.
  package struct SettingUse: Hashable, Sendable {
    package var owner: String
    package var report: SettingReport
  }

  /// A file that a drill names and its bytes.
  package struct DrillFile: Hashable, Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// - Parameter topicSlots: The places that a run has given to topics already; none for a plan of its own.
  package init(
    _ scenario: Scenario, file: String, files: [DrillFile] = [], code: UserCode = UserCode(),
    topicSlots given: [TopicSlot] = []
  ) {
    self.scenario = scenario
    self.file = file
    self.files = files
    self.code = code
    hosts = scenario.allHosts
    hostIndices = Dictionary(
      hosts.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    plan = Plan(title: scenario.title, end: .after(0))
    let all = TopicSlot.all(of: scenario)
    let known = Set(given)
    let topics = Dictionary(uniqueKeysWithValues: all.map { ($0.slot, $0.topic) })
    topicSlots = given + all.map(\.slot).filter { !known.contains($0) }
    self.topics = topicSlots.map { topics[$0] }
  }

  /// The plan of the scenario.
  ///
  /// - Throws: what the scenario asks for and Kafka or the model refuses.
  package mutating func compile() throws(ScenarioError) -> Plan {
    planSites()
    planHosts()
    try planClusters()
    try planTopics()
    try planConnect()
    try planMirrors()
    try planWorkerStarts()
    try planProducers()
    try planGroups()
    try planSinks()
    plan.assignors = Assignors(custom: code.assignors)
    planLinks()
    for step in scenario.steps { plan.steps.append(try planned(step)) }
    plan.end = try planned(scenario.runFor)
    plan.notes =
      notesOnVersions + notesOnSettings + notesOnSharedGroups + plan.notes
    plan.probes = scenario.expectations.compactMap { probe(for: $0) }
    return plan
  }

  /// Where a version's own rules are not all modelled.
  private var notesOnVersions: [String] {
    let clusters = plan.clusters.filter { $0.version >= KafkaVersion(4, 1, 0) }.map { cluster in
      "cluster \(cluster.name) runs Kafka \(cluster.version) without eligible leader replicas "
        + "(KIP-966), which it has on by default: where an ISR fell below its minimum, Kafka could "
        + "still elect a former member, and here nobody leads until the last member is back"
    }
    let workers =
      scenario.connect.map { ("Connect cluster \($0.name)", $0.version) }
      + scenario.mirrors.map { ("mirror \($0.name)", $0.version) }
    return clusters
      + workers.compactMap { owner, written in
        let version = written ?? scenario.kafkaVersion
        guard version.client != version else { return nil }
        return "\(owner) runs Kafka \(version), whose own clients are not modelled: its producers, "
          + "consumers and admin clients behave as those of \(version.client)"
      }
  }

  /// Every setting that does not act, with all whose it is.
  private var notesOnSettings: [String] {
    var notes: [(text: String, owners: [String])] = []
    for use in settings {
      switch use.report.verdict {
      case .honoured where use.report.note == nil: continue
      case .notModelled: continue
      case .honoured, .withoutEffect, .notInVersion, .unknown, .unread, .repeated: break
      }
      let text = use.report.description
      if let index = notes.firstIndex(where: { $0.text == text }) {
        if !notes[index].owners.contains(use.owner) { notes[index].owners.append(use.owner) }
      } else {
        notes.append((text, [use.owner]))
      }
    }
    return notes.map { "\($0.owners.joined(separator: ", ")): \($0.text)" }
  }

  func failure(_ kind: ScenarioError.Kind, at mark: Scenario.Mark) -> ScenarioError {
    ScenarioError(file: file, place: mark.place, kind: kind)
  }
}
