/// Gives the members of each topic, in order, consecutive partitions of it, the first members one more.
///
/// With racks (KIP-881) members first take partitions with a replica in their own rack, within the same quotas; topics
/// with the same members and as many partitions are dealt together, so that they stay co-partitioned.
///
/// Source: `org.apache.kafka.clients.consumer.RangeAssignor`.
struct RangeAssignor {
  private let table: AssignmentTable
  private let racks: AssignmentRacks?
  private var states: [RangeState]
  private var assigned: [[Int]]

  init(_ group: GroupSubscription, _ behaviour: ConsumerBehaviour) {
    let table = AssignmentTable(group)
    let racks = AssignmentRacks(table, behaviour)
    var order = [Int](repeating: 0, count: group.members.count)
    for (place, member) in table.membersStaticFirst.enumerated() { order[member] = place }
    self.table = table
    self.racks = racks
    states = table.topics.map { topic in
      RangeState(topic, members: topic.members.sorted { order[$0] < order[$1] }, racks)
    }
    assigned = [[Int]](repeating: [], count: group.members.count)
  }

  func assign() -> [MemberAssignment] {
    var run = self
    let usesRacks = states.contains(where: \.needsRacks)
    if usesRacks { run.assignByRack() }
    // Java walks the topics in the order of a hash map.
    for state in states.indices.sorted(by: { states[$0].topic.place < states[$1].topic.place }) {
      run.assignRanges(of: state, matching: nil)
    }
    if usesRacks {
      for member in run.assigned.indices { run.assigned[member].sort() }
    }
    return table.answer(run.assigned)
  }

  private mutating func assignRanges(of state: Int, matching racks: AssignmentRacks?) {
    for place in states[state].members.indices {
      let member = states[state].members[place]
      for partition in states[state].firstFree(matching: racks, for: member, at: place) {
        assigned[member].append(partition)
      }
    }
  }

  private mutating func assignByRack() {
    guard let racks else { return }
    var isDone = [Bool](repeating: false, count: states.count)
    for state in states.indices where !isDone[state] {
      let together = states.indices.filter { states[state].isCoPartitioned(with: states[$0]) }
      for other in together { isDone[other] = true }
      if together.count > 1 {
        if states[state].knowsRacks { assignTogether(together, racks) }
      } else if states[state].needsRacks {
        assignRanges(of: state, matching: racks)
      }
    }
  }

  /// Partition by partition to the first member with room, and a matching rack, in every one of the topics.
  private mutating func assignTogether(_ together: [Int], _ racks: AssignmentRacks) {
    var open = Array(states[together[0]].members.indices)
    for index in 0..<states[together[0]].topic.count {
      let fitting = open.firstIndex { place in
        let member = states[together[0]].members[place]
        return together.allSatisfy { state in
          let partition = states[state].topic.first + index
          return (racks.ofMember[member] == nil || racks.match(member, partition))
            && states[state].room(at: place) > 0
        }
      }
      guard let fitting else { continue }
      let place = open[fitting]
      for state in together {
        assigned[states[state].members[place]].append(states[state].topic.first + index)
        states[state].take(index, at: place)
      }
      if !together.contains(where: { states[$0].room(at: place) > 0 }) {
        open.remove(at: fitting)
        if open.isEmpty { break }
      }
    }
  }
}

/// One topic while it is dealt.
///
/// Source: `RangeAssignor.TopicAssignmentState`.
private struct RangeState {
  let topic: AssignmentTable.Topic
  /// In the order in which they are dealt to.
  let members: [Int]
  /// Whether the topic's own members and replicas have racks that make a difference.
  let needsRacks: Bool
  /// Whether one of its members has a rack at all.
  let knowsRacks: Bool
  private var isFree: [Bool]
  private var freeCount: Int
  private var taken: [Int]
  private let quota: Int
  /// How many members may still go one above the quota.
  private var extras: Int

  init(_ topic: AssignmentTable.Topic, members: [Int], _ racks: AssignmentRacks?) {
    self.topic = topic
    self.members = members
    needsRacks = racks?.matter(to: members, over: topic.partitions) ?? false
    knowsRacks = racks.map { racks in members.contains { racks.ofMember[$0] != nil } } ?? false
    isFree = [Bool](repeating: true, count: topic.count)
    freeCount = topic.count
    taken = [Int](repeating: 0, count: members.count)
    quota = topic.count / members.count
    extras = topic.count % members.count
  }

  func isCoPartitioned(with other: RangeState) -> Bool {
    topic.count == other.topic.count && members == other.members
  }

  /// How many partitions more the member at this place may take.
  func room(at place: Int) -> Int { max(0, quota + (extras > 0 ? 1 : 0) - taken[place]) }

  mutating func take(_ index: Int, at place: Int) {
    isFree[index] = false
    freeCount -= 1
    taken[place] += 1
    if taken[place] > quota { extras -= 1 }
  }

  /// Takes the first free partitions, with a matching rack if racks are given, up to the member's room.
  mutating func firstFree(
    matching racks: AssignmentRacks?, for member: Int, at place: Int
  ) -> [Int] {
    // The room is judged before anything is taken: the extra partition is part of it.
    let room = room(at: place)
    guard freeCount > 0, room > 0 else { return [] }
    var found: [Int] = []
    for index in isFree.indices where isFree[index] {
      let partition = topic.first + index
      if let racks, racks.ofMember[member] != nil, !racks.match(member, partition) { continue }
      found.append(partition)
      if found.count == room { break }
    }
    for partition in found { take(partition - topic.first, at: place) }
    return found
  }
}
