/// What members claim to hold, after contradictions were settled.
///
/// Source: `AbstractStickyAssignor.allSubscriptionsEqual`, `prepopulateCurrentAssignments`.
struct StickyClaims {
  /// Member by member, in the order of its claim.
  private(set) var owned: [[Int]]
  /// Claimed by two members of one generation: taken from both.
  private(set) var isContested: [Bool]
  /// Who held a partition in an older generation than it is held now.
  private(set) var previous: [Previous?]

  struct Previous {
    var member: Int
    var generation: Int32
  }

  private init(_ table: AssignmentTable) {
    owned = [[Int]](repeating: [], count: table.group.members.count)
    isContested = [Bool](repeating: false, count: table.partitionCount)
    previous = [Previous?](repeating: nil, count: table.partitionCount)
  }

  /// The claims of members with equal subscriptions.
  init(
    _ claims: [StickyClaim], forEqual table: AssignmentTable, _ behaviour: ConsumerBehaviour
  ) {
    self.init(table)
    judge(claims, table, behaviour)
  }

  /// The claims of members with different subscriptions.
  ///
  /// - Parameter compared: how many members were alike before the first that differs.
  init(
    _ claims: [StickyClaim], forUnequal table: AssignmentTable, compared: Int,
    _ behaviour: ConsumerBehaviour
  ) {
    self.init(table)
    if behaviour.readsStickyClaimsAgain {
      judge(claims, table, behaviour)
      rememberOlder(claims, table)
    } else {
      takeNewestOfEach(
        claims.enumerated().map { $0.offset < compared ? $0.element.readBefore : $0.element },
        table)
    }
  }

  private mutating func judge(
    _ claims: [StickyClaim], _ table: AssignmentTable, _ behaviour: ConsumerBehaviour
  ) {
    if behaviour.judgesClaimsOneByOne && behaviour.judgesClaimsByGeneration {
      judgeOneByOne(claims, table)
    } else {
      believeNewest(claims, table, settlesContests: behaviour.judgesClaimsByGeneration)
    }
  }

  /// 3.5 and later: of two claims on a partition the newer generation's counts, equal ones cancel each other.
  private mutating func judgeOneByOne(_ claims: [StickyClaim], _ table: AssignmentTable) {
    var owner = [Int?](repeating: nil, count: table.partitionCount)
    for (member, claim) in claims.enumerated() {
      let generation = claim.generation ?? .unknown
      for partition in claim.partitions.lazy.compactMap(table.number(of:)) {
        guard let other = owner[partition] else {
          owned[member].append(partition)
          owner[partition] = member
          continue
        }
        // Java looks into the other's subscription, not into its claim.
        let otherGeneration = table.group.members[other].subscription.generation
        if generation < otherGeneration { continue }
        if let index = owned[other].firstIndex(of: partition) { owned[other].remove(at: index) }
        owner[partition] = member
        if generation == otherGeneration {
          isContested[partition] = true
        } else {
          owned[member].append(partition)
        }
      }
    }
  }

  /// Before 3.5: only claims of the newest generation count, and those without any while none is known.
  private mutating func believeNewest(
    _ claims: [StickyClaim], _ table: AssignmentTable, settlesContests: Bool
  ) {
    var newest = GenerationID.unknown
    var believed: [Int] = []
    var owner = [Int?](repeating: nil, count: table.partitionCount)
    for (member, claim) in claims.enumerated() {
      if let generation = claim.generation {
        guard generation >= newest else { continue }
        if generation > newest {
          for older in believed { owned[older] = [] }
          believed = []
          owner = [Int?](repeating: nil, count: table.partitionCount)
          isContested = [Bool](repeating: false, count: table.partitionCount)
          newest = generation
        }
      } else if newest != .unknown {
        continue
      }
      believed.append(member)
      for partition in claim.partitions.lazy.compactMap(table.number(of:)) {
        if settlesContests, let other = owner[partition] {
          if let index = owned[other].firstIndex(of: partition) { owned[other].remove(at: index) }
          isContested[partition] = true
        } else {
          owner[partition] = member
          owned[member].append(partition)
        }
      }
    }
  }

  /// 3.0 and later: claims of older generations say where a partition was before.
  private mutating func rememberOlder(_ claims: [StickyClaim], _ table: AssignmentTable) {
    var newest = table.group.newestGeneration
    for claim in claims { newest = max(newest, claim.generation ?? .unknown) }
    for (member, claim) in claims.enumerated() {
      let generation = claim.generation ?? .unknown
      guard generation < newest else { continue }
      for partition in claim.partitions.lazy.compactMap(table.number(of:)) {
        if let known = previous[partition], known.generation >= generation.raw { continue }
        previous[partition] = Previous(member: member, generation: generation.raw)
      }
    }
  }

  /// Before 3.0: the newest claim on a partition holds it, the one before says where it was.
  private mutating func takeNewestOfEach(_ claims: [StickyClaim], _ table: AssignmentTable) {
    var history = [[Previous]](repeating: [], count: table.partitionCount)
    for (member, claim) in claims.enumerated() {
      let generation = (claim.generation ?? .unknown).raw
      for partition in claim.partitions.lazy.compactMap(table.number(of:)) {
        let known = history[partition].firstIndex { $0.generation == generation }
        if let known {
          // A claim without a generation replaces another without one.
          if claim.generation == nil { history[partition][known].member = member }
        } else {
          history[partition].append(Previous(member: member, generation: generation))
        }
      }
    }
    for partition in history.indices {
      let newestFirst = history[partition].sorted { $0.generation > $1.generation }
      guard let newest = newestFirst.first else { continue }
      owned[newest.member].append(partition)
      previous[partition] = newestFirst.dropFirst().first
    }
  }
}
