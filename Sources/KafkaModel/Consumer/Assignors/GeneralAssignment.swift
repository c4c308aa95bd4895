/// Sticky assignment of members with different subscriptions: what is held stays, what is free goes to the least loaded,
/// then single partitions move until no move improves the balance.
///
/// Source: `AbstractStickyAssignor.GeneralAssignmentBuilder`; `generalAssign` before.
struct GeneralAssignment {
  let table: AssignmentTable
  let claims: StickyClaims
  /// KAFKA-15106 (3.6): a difference of one partition is nothing to improve; it changes how long is searched, hardly
  /// ever what is found, and has no flag of its own.
  let toleratesOne: Bool
  /// The racks, if they matter.
  private let racks: AssignmentRacks?
  let rank: [Int]

  private(set) var assigned: [[Int]]
  private(set) var owner: [Int?]
  /// Members that take part in the balancing, by load and then by id.
  private(set) var order: [Int]
  private var movements = PartitionMovements()
  /// Whether somebody holds a partition that it may not keep.
  private var mustRevoke = false

  init(
    _ table: AssignmentTable, _ claims: StickyClaims, _ racks: AssignmentRacks?,
    _ behaviour: ConsumerBehaviour
  ) {
    self.table = table
    self.claims = claims
    toleratesOne = behaviour.readsStickyClaimsAgain
    let everybody = Array(table.group.members.indices)
    let isRackAware = racks?.matter(to: everybody, over: 0..<table.partitionCount) ?? false
    self.racks = isRackAware ? racks : nil
    order = table.membersByID
    var rank = [Int](repeating: 0, count: everybody.count)
    for (place, member) in order.enumerated() { rank[member] = place }
    self.rank = rank
    assigned = [[Int]](repeating: [], count: everybody.count)
    owner = [Int?](repeating: nil, count: table.partitionCount)
  }

  mutating func run() {
    keepOwned()
    order = order.sorted { precedes($0, $1) }
    let isFirst = order.last.map { assigned[$0].isEmpty } ?? true
    // Topics with the fewest subscribers first.
    let topics = table.topics.indices.sorted { left, right in
      (table.topics[left].members.count, left) < (table.topics[right].members.count, right)
    }
    let all = topics.flatMap { Array(table.topics[$0].partitions) }
    let free = all.filter { owner[$0] == nil }
    assign(free)

    let movable = all.filter(isMovable)
    order = order.filter { canTakePart($0) }
    let before = (assigned, owner)
    if !mustRevoke { reassign(free.filter(isMovable)) }
    let hasMoved = reassign(movable)
    if !isFirst && hasMoved && imbalance(assigned) >= imbalance(before.0) {
      (assigned, owner) = before
    }
  }

  private mutating func keepOwned() {
    for member in assigned.indices {
      for partition in claims.owned[member] {
        let topic = Int(table.topicOfPartition[partition])
        let isSubscribed = table.topicsOfMember[member].contains(topic)
        if isSubscribed && matchesRack(member, partition) {
          assigned[member].append(partition)
          owner[partition] = member
        } else {
          mustRevoke = true
        }
      }
    }
  }

  private func matchesRack(_ member: Int, _ partition: Int) -> Bool {
    guard let racks, racks.ofMember[member] != nil else { return true }
    return racks.match(member, partition)
  }

  /// To the least loaded subscriber, in a replica's rack first if racks matter.
  private mutating func assign(_ free: [Int]) {
    if racks != nil {
      for partition in free { assign(partition, onlyByRack: true) }
    }
    for partition in free where owner[partition] == nil { assign(partition, onlyByRack: false) }
  }

  private mutating func assign(_ partition: Int, onlyByRack: Bool) {
    let topic = Int(table.topicOfPartition[partition])
    let member = order.first { member in
      table.topicsOfMember[member].contains(topic)
        && (!onlyByRack || matchesRack(member, partition))
    }
    guard let member else { return }
    assigned[member].append(partition)
    owner[partition] = member
    reorder([member])
  }

  /// A partition can move if its topic has two subscribers.
  private func isMovable(_ partition: Int) -> Bool { table.topic(of: partition).members.count >= 2 }

  /// Whether a member could get more, or lose something.
  private func canTakePart(_ member: Int) -> Bool {
    assigned[member].count < potential(of: member) || assigned[member].contains(where: isMovable)
  }

  /// How many partitions a member may hold at most.
  func potential(of member: Int) -> Int {
    table.topicsOfMember[member].reduce(0) { $0 + table.topics[$1].count }
  }

  func precedes(_ left: Int, _ right: Int) -> Bool {
    (assigned[left].count, rank[left]) < (assigned[right].count, rank[right])
  }

  /// Puts members whose loads have changed back in order.
  private mutating func reorder(_ members: [Int]) {
    order.removeAll { members.contains($0) }
    for member in members {
      var low = 0
      var high = order.count
      while low < high {
        let middle = (low + high) / 2
        if precedes(order[middle], member) { low = middle + 1 } else { high = middle }
      }
      order.insert(member, at: low)
    }
  }

  /// Moves a partition, or one that went the other way before in its place.
  mutating func move(_ wanted: Int, to member: Int) {
    guard let holder = owner[wanted] else { return }
    let partition = movements.partitionToMove(
      inPlaceOf: wanted, topic: Int(table.topicOfPartition[wanted]), from: holder, to: member)
    guard let old = owner[partition] else { return }
    movements.record(
      partition, topic: Int(table.topicOfPartition[partition]),
      hash: NamedPartition.javaHash(
        topic: table.topic(of: partition).name, partition: Int32(table.index(of: partition))),
      from: old, to: member)
    if let place = assigned[old].firstIndex(of: partition) { assigned[old].remove(at: place) }
    assigned[member].append(partition)
    owner[partition] = member
    reorder([member, old])
  }
}
