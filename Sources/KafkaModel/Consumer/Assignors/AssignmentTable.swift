/// A group's topics, partitions and members by dense numbers, in the orders that the assignors sort by.
///
/// Topics are those that somebody subscribes to and that have partitions, ascending by name. Partitions count through
/// all of them, so that comparing numbers compares topics first. Members keep the order of the group.
///
/// Source: `AbstractPartitionAssignor.assign`.
struct AssignmentTable {
  let group: GroupSubscription
  private(set) var topics: [Topic] = []
  private(set) var partitionCount = 0
  /// The topic of each partition.
  private(set) var topicOfPartition: [Int32] = []
  /// Each member's topics that exist, in the order of its subscription and each once.
  private(set) var topicsOfMember: [[Int]] = []
  /// The number of a topic by its name.
  private var numbers: [String: Int] = [:]

  struct Topic {
    let name: String
    /// Its partition 0.
    let first: Int
    let count: Int
    /// Its place in the group's list.
    let place: Int
    /// Its members in the order of the group.
    var members: [Int] = []

    var partitions: Range<Int> { first..<(first + count) }
  }

  init(_ group: GroupSubscription) {
    self.group = group
    var wanted: Set<String> = []
    for member in group.members { wanted.formUnion(member.subscription.topics) }
    let places = group.topics.indices
      .filter { group.topics[$0].partitions > 0 && wanted.contains(group.topics[$0].name) }
      .sorted { group.topics[$0].name.precedesInJava(group.topics[$1].name) }
    for place in places {
      let topic = group.topics[place]
      numbers[topic.name] = topics.count
      topicOfPartition += repeatElement(Int32(topics.count), count: Int(topic.partitions))
      topics.append(
        Topic(
          name: topic.name, first: partitionCount, count: Int(topic.partitions), place: place))
      partitionCount += Int(topic.partitions)
    }
    for (index, member) in group.members.enumerated() {
      var subscribed: [Int] = []
      for name in member.subscription.topics {
        guard let topic = numbers[name], topics[topic].members.last != index else { continue }
        subscribed.append(topic)
        topics[topic].members.append(index)
      }
      topicsOfMember.append(subscribed)
    }
  }

  /// The partition of a name; nil if the metadata has none of that name.
  func number(of partition: NamedPartition) -> Int? {
    guard let topic = numbers[partition.topic], partition.partition.raw >= 0,
      Int(partition.partition.raw) < topics[topic].count
    else { return nil }
    return topics[topic].first + Int(partition.partition.raw)
  }

  func topic(of partition: Int) -> Topic { topics[Int(topicOfPartition[partition])] }

  /// The partition's number inside its topic.
  func index(of partition: Int) -> Int { partition - topic(of: partition).first }

  func name(of partition: Int) -> NamedPartition {
    NamedPartition(
      topic: topic(of: partition).name, partition: PartitionIndex(Int32(index(of: partition))))
  }

  /// Static members by instance id, after them dynamic ones by member id.
  ///
  /// Source: `AbstractPartitionAssignor.MemberInfo.compareTo`.
  var membersStaticFirst: [Int] {
    group.members.indices.sorted { left, right in
      let (one, other) = (group.members[left], group.members[right])
      return switch (one.groupInstanceID, other.groupInstanceID) {
      case (let one?, let other?): one.precedesInJava(other)
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): one.member.text.precedesInJava(other.member.text)
      }
    }
  }

  /// Members by member id.
  var membersByID: [Int] {
    group.members.indices.sorted {
      group.members[$0].member.text.precedesInJava(group.members[$1].member.text)
    }
  }

  /// The answer, from each member's partitions.
  func answer(_ partitions: [[Int]]) -> [MemberAssignment] {
    zip(group.members, partitions).map { member, partitions in
      MemberAssignment(member: member.member, partitions: partitions.map(name(of:)))
    }
  }
}
