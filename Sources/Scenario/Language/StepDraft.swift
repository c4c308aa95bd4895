/// A step as it stands in the file, with repetitions written out, before anything in it is read.
struct StepDraft {
  var node: Node
  var name: String
  var turn: DrillReader.Turn?
  var firing: Firing

  enum Firing {
    /// As its own keys say.
    case own
    /// The n-th repetition of a step: at its own time and n times `every`, or `every` after the one before.
    case repeated(number: Int64, every: TimeSpan, previous: String)
    /// As the keys of the group say.
    case group(Node)
    /// As the group's `again` says, after the last step of the turn before.
    case again(Node, previous: String)
  }
}

extension DrillReader {
  /// More steps than this are refused: somebody has mistyped a number.
  private static let stepLimit = 1000

  /// Writes repeated steps and groups out and notes all names.
  mutating func stepDrafts(_ node: Node?) throws(ScenarioError) -> [StepDraft] {
    guard let node else { return [] }
    var drafts: [StepDraft] = []
    for (index, element) in try section(node, "steps").enumerated() {
      if element["steps"] != nil {
        try appendGroup(element, number: index + 1, to: &drafts)
      } else {
        try appendStep(element, number: index + 1, to: &drafts)
      }
      guard drafts.count <= Self.stepLimit else {
        throw failure(
          .tooMany("steps, repetitions counted", limit: Self.stepLimit), at: element.place)
      }
    }
    for (index, draft) in drafts.enumerated() {
      if let first = stepIndex.updateValue(index, forKey: draft.name) {
        throw failure(
          .duplicateName(draft.name, what: "step", first: drafts[first].node.place),
          at: draft.node.place)
      }
    }
    stepNames = drafts.map(\.name)
    for draft in drafts where draft.node["do"]?.string == Verb.createTopic.rawValue {
      let topic = try createdTopic(try stepFields(draft.node, .createTopic))
      grownPartitions[topic.name] = max(topic.partitions, grownPartitions[topic.name] ?? 0)
      if topicIndex[topic.name] == nil {
        topicIndex[topic.name] = scenario.topics.count + createdTopics.count
        createdTopics.append(topic)
      }
    }
    for draft in drafts where draft.node["do"]?.string == Verb.addPartitions.rawValue {
      guard let name = draft.node["topic"]?.string, let to = draft.node["to"]?.integer else {
        continue
      }
      let parts = name.split(separator: "/", maxSplits: 1)
      guard parts.count == 2, let to = Int32(exactly: to) else { continue }
      let topic = Scenario.TopicName(cluster: String(parts[0]), topic: String(parts[1]))
      grownPartitions[topic] = max(to, grownPartitions[topic] ?? 0)
    }
    for draft in drafts where draft.node["do"]?.string == Verb.deleteTopic.rawValue {
      if let topic = draft.node["topic"]?.string { deletedTopics.insert(topic) }
    }
    return drafts
  }

  private func draftName(_ node: Node, number: Int) throws(ScenarioError) -> String {
    guard let nameNode = node["name"] else { return "step \(number)" }
    let name = try text(nameNode, "name")
    try checkName(name, what: "a step", slashes: true, at: nameNode.place)
    return name
  }

  private func appendStep(
    _ node: Node, number: Int, to drafts: inout [StepDraft]
  ) throws(ScenarioError) {
    let name = try draftName(node, number: number)
    guard let repeatNode = node["repeat"] else {
      drafts.append(StepDraft(node: node, name: name, turn: nil, firing: .own))
      return
    }
    let fields = try Fields(repeatNode, .stepRepeat, file: file)
    let times = try whole(try fields.required("times"), "times", in: 1...Int64(Self.stepLimit))
    let every = try positiveTime(try fields.required("every"), "every")
    for turn in 1...times {
      let firing: StepDraft.Firing =
        turn == 1
        ? .own : .repeated(number: turn - 1, every: every, previous: "\(name) #\(turn - 1)")
      drafts.append(
        StepDraft(node: node, name: "\(name) #\(turn)", turn: nil, firing: firing))
    }
  }

  private func appendGroup(
    _ node: Node, number: Int, to drafts: inout [StepDraft]
  ) throws(ScenarioError) {
    let fields = try Fields(node, .stepGroup, file: file)
    let steps = try section(try fields.required("steps"), "steps")
    guard !steps.isEmpty else {
      throw failure(.contradiction("a group of steps without steps"), at: node.place)
    }
    var names: [String] = []
    for (index, step) in steps.enumerated() {
      names.append(try draftName(step, number: number * 100 + index + 1))
      if let again = step["repeat"] {
        throw failure(
          .keysDisagree("'repeat' of a step means nothing inside a group"), at: again.place)
      }
    }
    let times = try whole(try fields.required("repeat"), "repeat", in: 1...1000)
    let again = times > 1 ? try fields.required("again") : node
    for turn in 1...times {
      for (index, step) in steps.enumerated() {
        let firing: StepDraft.Firing =
          index > 0
          ? .own
          : turn == 1
            ? .group(node) : .again(again, previous: "\(names[names.count - 1]) #\(turn - 1)")
        drafts.append(
          StepDraft(
            node: step, name: "\(names[index]) #\(turn)", turn: Turn(names: names, number: turn),
            firing: firing))
      }
      guard drafts.count <= Self.stepLimit else { return }
    }
  }
}
