import KafkaModel
import Scenario

/// Vectors of kind assignors: a group's rebalances one after the other, each complete in itself, on 3.9.1.
enum AssignorRounds {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let assignor = try RecordedAssignor(recorded)
    for (index, step) in try recorded.needElements("rounds").enumerated() {
      let round = try RecordedRound(step, assignor.choice)
      let wanted = try round.wanted(step.need("expected"))
      let answer = round.assign(assignor.choice, KafkaVersion(3, 9, 1))
      if let difference = wanted.difference(from: round.sorted(answer), at: index) {
        return CaseResult(difference)
      }
      guard let lists = step["java_list_order"] else { continue }
      if let difference = try round.wanted(lists)
        .difference(from: round.listed(answer), at: index)
      {
        return CaseResult(difference)
      }
    }
    return .agree
  }
}

/// Vectors of kind assignors-differences: one round as each version answers it.
enum AssignorDifferences {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let assignor = try RecordedAssignor(recorded)
    let round = try RecordedRound(recorded, assignor.choice)
    guard let versions = try recorded.need("expected").members, !versions.isEmpty else {
      throw VectorFault(message: "'expected' names no version")
    }
    for member in versions {
      let version: KafkaVersion
      do {
        version = try KafkaVersion(modelled: member.key, for: .consumer)
      } catch {
        throw VectorFault(message: error.description)
      }
      let wanted = try round.wanted(member.value)
      let got = round.sorted(round.assign(assignor.choice, version))
      if wanted != got {
        return .differ(
          wanted: "\(version): \(wanted.description)", got: "\(version): \(got.description)")
      }
    }
    return .agree
  }
}

/// The assignor that a case is about.
private struct RecordedAssignor {
  let choice: AssignorChoice

  init(_ recorded: Node) throws(VectorFault) {
    let name = try recorded.needString("assignor")
    let known: [AssignorChoice] = [.range, .roundRobin, .sticky, .cooperativeSticky]
    guard let choice = known.first(where: { $0.name == name }) else {
      throw VectorFault(message: "'\(name)' is no assignor of Kafka's")
    }
    self.choice = choice
  }
}

/// What one round gives to the assignor.
private struct RecordedRound {
  private var topics: [AssignableTopic] = []
  private var members: [Claim] = []

  private struct Claim {
    var id: String
    var groupInstanceID: String?
    var topics: [String] = []
    var rack: String?
    var owned: [NamedPartition] = []
    var generation = GenerationID.unknown
  }

  init(_ recorded: Node, _ choice: AssignorChoice) throws(VectorFault) {
    let racks = recorded["partition_racks"]
    for member in try recorded.need("topics").members ?? [] {
      topics.append(
        AssignableTopic(
          name: member.key, partitions: try member.value.asInt32("'\(member.key)'"),
          racks: try (racks?[member.key]?.elements ?? []).map { (racks) throws(VectorFault) in
            try Self.texts(racks)
          }))
    }
    for member in try recorded.need("members").members ?? [] {
      var claim = Claim(
        id: member.key, groupInstanceID: member.value["group_instance_id"]?.string,
        topics: try Self.texts(member.value.need("topics")), rack: member.value["rack"]?.string)
      if choice == .sticky || choice == .cooperativeSticky {
        claim.generation = GenerationID(try member.value.needInt32("generation"))
        for owned in try Self.texts(member.value.need("owned")) {
          claim.owned.append(try Self.partition(owned))
        }
      }
      members.append(claim)
    }
    // Java's hash maps decide in some rounds. Where they do for 3.9.1 their order was recorded; elsewhere it follows
    // from the names.
    let memberOrder = try order("member_hash_order", recorded, members.map(\.id))
    members = memberOrder.map { members[$0] }
    let topicOrder = try order("topic_hash_order", recorded, topics.map(\.name))
    topics = topicOrder.map { topics[$0] }
  }

  private func order(
    _ key: String, _ recorded: Node, _ names: [String]
  ) throws(VectorFault) -> [Int] {
    guard let known = recorded[key] else {
      var order = JavaHashOrder()
      for (index, name) in names.enumerated() { order.insert(index, hash: name.javaHash) }
      return order.keys
    }
    var places: [Int] = []
    for name in try Self.texts(known) {
      // The recorded order also has topics that nobody's metadata knows.
      if let place = names.firstIndex(of: name) { places.append(place) }
    }
    guard places.count == names.count else { throw VectorFault(message: "'\(key)' lacks a name") }
    return places
  }

  private static func texts(_ node: Node) throws(VectorFault) -> [String] {
    var texts: [String] = []
    for element in node.elements ?? [] {
      guard let text = element.string else { throw VectorFault(message: "a name is no text") }
      texts.append(text)
    }
    return texts
  }

  /// "t0-3": the topic may have dashes itself.
  private static func partition(_ text: String) throws(VectorFault) -> NamedPartition {
    guard let dash = text.lastIndex(of: "-"), let number = Int32(text[text.index(after: dash)...])
    else { throw VectorFault(message: "'\(text)' is no partition") }
    return NamedPartition(topic: String(text[..<dash]), partition: PartitionIndex(number))
  }

  /// Sends the subscriptions as members of this version would, and assigns as a leader of it.
  func assign(_ choice: AssignorChoice, _ version: KafkaVersion) -> [MemberAssignment] {
    let behaviour = ConsumerBehaviour(version)
    let subscribed = members.compactMap { claim -> MemberSubscription? in
      let isFresh = claim.generation == .unknown && claim.owned.isEmpty
      let sent = ConsumerSubscription(
        topics: claim.topics,
        userData: choice.userData(
          assigned: isFresh ? nil : claim.owned, generation: claim.generation, behaviour),
        owned: choice == .sticky ? [] : claim.owned, generation: claim.generation,
        rack: claim.rack)
      guard let read = ConsumerSubscription(encoded: sent.encoded(behaviour)) else { return nil }
      return MemberSubscription(
        member: MemberID(claim.id), groupInstanceID: claim.groupInstanceID, subscription: read)
    }
    return Assignors().assign(
      GroupSubscription(topics: topics, members: subscribed), by: choice, behaviour)
  }

  /// Member by member what it got, topics and partitions sorted.
  func sorted(_ answer: [MemberAssignment]) -> StepAnswers {
    var answers = StepAnswers()
    for member in answer {
      var topics: [(name: String, partitions: [Int32])] = []
      let partitions = member.partitions.sorted { left, right in
        (left.topic, left.partition) < (right.topic, right.partition)
      }
      for partition in partitions {
        if topics.last?.name != partition.topic { topics.append((partition.topic, [])) }
        topics[topics.count - 1].partitions.append(partition.partition.raw)
      }
      answers[member.member.text] =
        "{"
        + topics.map { "\($0.name): \(StepAnswers.list($0.partitions.map(String.init)))" }
        .joined(separator: ", ") + "}"
    }
    return answers
  }

  /// Member by member what it got, in the order of the assignor's own list.
  func listed(_ answer: [MemberAssignment]) -> StepAnswers {
    var answers = StepAnswers()
    for member in answer {
      answers[member.member.text] = StepAnswers.list(
        member.partitions.map { "\($0.topic)-\($0.partition)" })
    }
    return answers
  }

  func wanted(_ expected: Node) throws(VectorFault) -> StepAnswers {
    guard expected.members?.isEmpty == false else {
      throw VectorFault(message: "no assignment is expected")
    }
    return StepAnswers(recorded: expected, inputs: [])
  }
}
