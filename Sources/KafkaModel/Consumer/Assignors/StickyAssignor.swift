/// Balances partitions over members and moves as few as it can, eagerly or cooperatively.
///
/// Members with equal subscriptions are served by quotas, others by moving single partitions until nothing improves. A
/// cooperative round gives no partition away that its owner has not given up yet; the round after that does.
///
/// Source: `AbstractStickyAssignor`, `StickyAssignor`, `CooperativeStickyAssignor`. A claim on a partition that the
/// metadata does not have is dropped here; Java falls over it.
struct StickyAssignor {
  private let table: AssignmentTable
  private let isCooperative: Bool
  private let behaviour: ConsumerBehaviour

  init(_ group: GroupSubscription, isCooperative: Bool, _ behaviour: ConsumerBehaviour) {
    table = AssignmentTable(group)
    self.isCooperative = isCooperative
    self.behaviour = behaviour
  }

  func assign() -> [MemberAssignment] {
    if table.group.members.isEmpty { return [] }
    let claims = table.group.members.map { member in
      isCooperative
        ? StickyClaim(cooperative: member.subscription, behaviour)
        : StickyClaim(sticky: member.subscription)
    }
    let racks = AssignmentRacks(table, behaviour)
    var assigned: [[Int]]
    let moving: [Int?]
    if let firstDifferent {
      let judged = StickyClaims(claims, forUnequal: table, compared: firstDifferent, behaviour)
      var assignment = GeneralAssignment(table, judged, racks, behaviour)
      assignment.run()
      assigned = assignment.assigned
      moving = isCooperative ? changingHands(assigned) : []
    } else {
      let judged = StickyClaims(claims, forEqual: table, behaviour)
      if behaviour.exactStickyQuotas {
        var assignment = QuotaAssignment(table, judged, racks, behaviour)
        assignment.run()
        (assigned, moving) = (assignment.assigned, assignment.moving)
      } else {
        var assignment = EarlyQuotaAssignment(table, judged)
        assignment.run()
        (assigned, moving) = (assignment.assigned, assignment.moving)
      }
    }
    if isCooperative {
      for member in assigned.indices {
        assigned[member].removeAll { moving[$0] == member }
      }
    }
    return table.answer(assigned)
  }

  /// The first member that names other topics, existing ones or not, than those before it; nil if all are alike.
  private var firstDifferent: Int? {
    let members = table.group.members
    // Java takes the first subscription that is not empty, and holds those after it against it.
    guard let first = members.firstIndex(where: { !$0.subscription.topics.isEmpty }) else {
      return nil
    }
    let topics = Set(members[first].subscription.topics)
    return members[first...].firstIndex { member in
      let isSame =
        member.subscription.topics == members[first].subscription.topics
        || member.subscription.topics.count == topics.count
          && member.subscription.topics.allSatisfy(topics.contains)
      return !isSame
    }
  }

  /// The new owner of each partition that somebody gets and somebody else still holds.
  ///
  /// Source: `CooperativeStickyAssignor.computePartitionsTransferringOwnership`.
  private func changingHands(_ assigned: [[Int]]) -> [Int?] {
    var added = [Int?](repeating: nil, count: table.partitionCount)
    var isRevoked = [Bool](repeating: false, count: table.partitionCount)
    for (member, partitions) in assigned.enumerated() {
      let owned = table.group.members[member].subscription.owned.compactMap(table.number(of:))
      let before = Set(owned)
      let after = Set(partitions)
      for partition in partitions where !before.contains(partition) { added[partition] = member }
      for partition in owned where !after.contains(partition) { isRevoked[partition] = true }
    }
    for partition in added.indices where !isRevoked[partition] { added[partition] = nil }
    return added
  }
}
