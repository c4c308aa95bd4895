import KafkaModel

/// A group with few words.
struct AssignorFixture {
  var behaviour = ConsumerBehaviour(KafkaVersion(3, 9, 1))
  var topics: [AssignableTopic]
  var members: [MemberSubscription] = []

  init(_ topics: [String: Int32]) {
    self.topics = topics.sorted { $0.key < $1.key }
      .map { AssignableTopic(name: $0.key, partitions: $0.value) }
  }

  /// A member with a claim, as it reaches the leader.
  mutating func add(
    _ id: String, _ topics: [String], instance: String? = nil, rack: String? = nil,
    owned: [String] = [], generation: Int32 = -1, by choice: AssignorChoice = .range
  ) {
    let partitions = owned.map(Self.partition)
    let generation = GenerationID(generation)
    let sent = ConsumerSubscription(
      topics: topics,
      userData: choice.userData(
        assigned: owned.isEmpty ? nil : partitions, generation: generation, behaviour),
      owned: partitions, generation: generation, rack: rack)
    members.append(
      MemberSubscription(
        member: MemberID(id), groupInstanceID: instance,
        subscription: ConsumerSubscription(encoded: sent.encoded(behaviour)) ?? sent))
  }

  func assign(_ choice: AssignorChoice, _ assignors: Assignors = Assignors()) -> [String: [String]]
  {
    let group = GroupSubscription(topics: topics, members: members)
    var answer: [String: [String]] = [:]
    for member in assignors.assign(group, by: choice, behaviour) {
      answer[member.member.text] = member.partitions.map { "\($0.topic)-\($0.partition)" }
    }
    return answer
  }

  static func partition(_ text: String) -> NamedPartition {
    let parts = text.split(separator: "-")
    return NamedPartition(
      topic: String(parts[0]), partition: PartitionIndex(Int32(parts[1]) ?? -1))
  }
}
