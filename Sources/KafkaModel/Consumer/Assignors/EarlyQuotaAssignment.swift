/// Sticky assignment of members with equal subscriptions before 3.0: everybody may keep the larger quota, and who has
/// too little afterwards is given single partitions of those who kept it.
///
/// Source: 2.8 `AbstractStickyAssignor.constrainedAssign`.
struct EarlyQuotaAssignment {
  private let table: AssignmentTable
  private let claims: StickyClaims
  private let quota: Int
  private let largest: Int
  private var isRevoked: [Bool]

  private(set) var assigned: [[Int]]
  /// The new owner of each partition that another member held.
  private(set) var moving: [Int?]

  init(_ table: AssignmentTable, _ claims: StickyClaims) {
    self.table = table
    self.claims = claims
    let members = table.group.members.count
    quota = table.partitionCount / members
    largest = (table.partitionCount + members - 1) / members
    isRevoked = [Bool](repeating: false, count: table.partitionCount)
    assigned = [[Int]](repeating: [], count: members)
    moving = [Int?](repeating: nil, count: table.partitionCount)
  }

  mutating func run() {
    var isKept = [Bool](repeating: false, count: table.partitionCount)
    var under: [Int] = []
    var atQuota: [Int] = []
    var atLargest: [Int] = []
    for member in assigned.indices {
      let owned = claims.owned[member].filter { !claims.isContested[$0] }
      for partition in owned.prefix(largest) {
        assigned[member].append(partition)
        isKept[partition] = true
      }
      for partition in owned.dropFirst(largest) { isRevoked[partition] = true }
      if owned.count < quota {
        under.append(member)
      } else {
        if assigned[member].count == quota { atQuota.append(member) }
        if assigned[member].count == largest { atLargest.append(member) }
      }
    }
    let members = table.group.members
    under.sort { members[$0].member.text.precedesInJava(members[$1].member.text) }
    var free = (0..<table.partitionCount).filter { !isKept[$0] }[...]
    fill(&under, from: &free, filling: &atQuota)
    steal(for: under, from: atLargest, filling: &atQuota)
    for (partition, member) in zip(free, atQuota) { give(partition, to: member) }
  }

  private mutating func fill(
    _ under: inout [Int], from free: inout ArraySlice<Int>, filling atQuota: inout [Int]
  ) {
    while !under.isEmpty && !free.isEmpty {
      var still: [Int] = []
      for member in under {
        guard let partition = free.popFirst() else {
          still.append(member)
          continue
        }
        give(partition, to: member)
        if assigned[member].count == quota {
          atQuota.append(member)
        } else {
          still.append(member)
        }
      }
      under = still
    }
  }

  /// Takes the first partition of one member with the larger quota after the other.
  private mutating func steal(
    for under: [Int], from atLargest: [Int], filling atQuota: inout [Int]
  ) {
    var victims = atLargest[...]
    for member in under {
      while assigned[member].count < quota, let victim = victims.popFirst() {
        let partition = assigned[victim].removeFirst()
        assigned[member].append(partition)
        moving[partition] = member
      }
      atQuota.append(member)
    }
  }

  private mutating func give(_ partition: Int, to member: Int) {
    assigned[member].append(partition)
    if isRevoked[partition] || claims.isContested[partition] { moving[partition] = member }
  }
}
