/// Sticky assignment of members with equal subscriptions: as few members as must be hold one partition above the quota.
///
/// Source: `AbstractStickyAssignor.ConstrainedAssignmentBuilder`; `constrainedAssign` from 3.0 (KAFKA-12464).
struct QuotaAssignment {
  private let table: AssignmentTable
  private let claims: StickyClaims
  private let sortsOwned: Bool
  /// The racks, if they matter.
  private let racks: AssignmentRacks?
  /// The racks, even if they do not matter: Java orders by them all the same.
  private let knownRacks: AssignmentRacks?
  private let rank: [Int]

  /// Every member gets the quota, `extras` of them one more.
  private let quota: Int
  private let largest: Int
  private let extras: Int
  private var extrasTaken = 0
  /// Members below the quota.
  private var under: [Int] = []
  /// Members at the quota who may get one more.
  private var atQuota: [Int] = []
  private var isKept: [Bool]
  /// Whose partition it was, of those that were taken away or may be.
  private var lost: [Int?]

  private(set) var assigned: [[Int]]
  /// The new owner of each partition that another member held.
  private(set) var moving: [Int?]

  init(
    _ table: AssignmentTable, _ claims: StickyClaims, _ racks: AssignmentRacks?,
    _ behaviour: ConsumerBehaviour
  ) {
    self.table = table
    self.claims = claims
    sortsOwned = behaviour.sortsOwnedPartitions
    knownRacks = racks
    let everybody = table.group.members.indices
    let isRackAware =
      racks?.matter(to: Array(everybody), over: 0..<table.partitionCount) ?? false
    self.racks = isRackAware ? racks : nil
    var rank = [Int](repeating: 0, count: everybody.count)
    for (place, member) in table.membersByID.enumerated() { rank[member] = place }
    self.rank = rank
    quota = table.partitionCount / everybody.count
    extras = table.partitionCount % everybody.count
    largest = quota + (extras > 0 ? 1 : 0)
    isKept = [Bool](repeating: false, count: table.partitionCount)
    lost = [Int?](repeating: nil, count: table.partitionCount)
    assigned = [[Int]](repeating: [], count: everybody.count)
    moving = [Int?](repeating: nil, count: table.partitionCount)
  }

  mutating func run() {
    for member in assigned.indices { keepOwned(member) }
    var free = (0..<table.partitionCount).filter { !isKept[$0] }
    under.sort { rank[$0] < rank[$1] }
    atQuota.sort { rank[$0] < rank[$1] }
    if let knownRacks { sortByRackMembers(&free, knownRacks) }
    if let racks { dealByRack(&free, racks) }
    dealInTurn(free)
  }

  private mutating func keepOwned(_ member: Int) {
    var owned: [Int] = []
    for partition in claims.owned[member] {
      if let racks, racks.ofMember[member] != nil, !racks.match(member, partition) {
        lost[partition] = member
      } else {
        owned.append(partition)
      }
    }
    if sortsOwned {
      owned.sort { left, right in
        (table.index(of: left), left) < (table.index(of: right), right)
      }
    }
    owned.removeAll { claims.isContested[$0] }
    let kept: Int
    if owned.count < quota {
      kept = owned.count
      under.append(member)
    } else if owned.count >= largest && extrasTaken < extras {
      kept = largest
      takeExtra()
    } else {
      kept = quota
      if extrasTaken < extras { atQuota.append(member) }
    }
    for partition in owned[..<kept] {
      assigned[member].append(partition)
      isKept[partition] = true
    }
    for partition in owned[kept...] { lost[partition] = member }
  }

  /// One member more is above the quota; once all that may be are, nobody else gets there.
  private mutating func takeExtra() {
    extrasTaken += 1
    if extrasTaken == extras { atQuota = [] }
  }

  /// Partitions with the fewest members in a replica's rack first.
  private func sortByRackMembers(_ free: inout [Int], _ racks: AssignmentRacks) {
    var membersByRack: [Int: Int] = [:]
    for rack in racks.ofMember.lazy.compactMap({ $0 }) { membersByRack[rack, default: 0] += 1 }
    let counts = racks.ofPartition.map { racks in
      racks.reduce(0) { $0 + (membersByRack[$1] ?? 0) }
    }
    free.sort { (counts[$0], $0) < (counts[$1], $1) }
  }

  /// Deals what can go to a member in a replica's rack; the rest stays free.
  private mutating func dealByRack(_ free: inout [Int], _ racks: AssignmentRacks) {
    var next = 0
    var left: [Int] = []
    for partition in free {
      if let place = place(matching: partition, in: under, from: next, racks) {
        let member = under[place]
        next = place
        if assigned[member].count + 1 >= quota {
          under.remove(at: place)
          if assigned[member].count + 1 < largest && extrasTaken < extras {
            atQuota.append(member)
          }
        } else {
          next += 1
        }
        next = under.isEmpty ? 0 : next % under.count
        give(partition, to: member)
      } else if let place = place(matching: partition, in: atQuota, from: 0, racks) {
        let member = atQuota[place]
        if assigned[member].count + 1 == largest {
          atQuota.remove(at: place)
          takeExtra()
        }
        give(partition, to: member)
      } else {
        left.append(partition)
      }
    }
    free = left
  }

  private func place(
    matching partition: Int, in members: [Int], from first: Int, _ racks: AssignmentRacks
  ) -> Int? {
    for step in members.indices {
      let place = (first + step) % members.count
      if racks.match(members[place], partition) { return place }
    }
    return nil
  }

  /// Deals in a circle to those below the quota, then one each to those at it.
  private mutating func dealInTurn(_ free: [Int]) {
    var next = 0
    for partition in free {
      if next >= under.count { next = 0 }
      let isUnder = !under.isEmpty
      let member: Int
      if isUnder {
        member = under[next]
        next += 1
      } else if !atQuota.isEmpty {
        member = atQuota.removeFirst()
      } else {
        // Only where two members hold one partition (KAFKA-12984), which leaves the quotas too large a sum.
        member = leastLoaded
      }
      give(partition, to: member)
      if isUnder && assigned[member].count == quota {
        next -= 1
        under.remove(at: next)
        atQuota.append(member)
      }
    }
  }

  private var leastLoaded: Int {
    var best = 0
    for member in assigned.indices
    where (assigned[member].count, rank[member]) < (assigned[best].count, rank[best]) {
      best = member
    }
    return best
  }

  private mutating func give(_ partition: Int, to member: Int) {
    assigned[member].append(partition)
    let isLost = lost[partition].map { $0 != member } ?? false
    if isLost || claims.isContested[partition] { moving[partition] = member }
  }
}
