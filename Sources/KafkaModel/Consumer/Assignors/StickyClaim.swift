/// What a member of a sticky assignor claims to hold, and since which generation.
///
/// Source: `AbstractStickyAssignor.MemberData`.
struct StickyClaim: Hashable {
  var partitions: [NamedPartition]
  /// nil where the member says none, which is not the same as saying -1.
  var generation: GenerationID?
  private var whenReadBefore: ReadBefore

  /// The claim in a subscription that the sticky assignor made: always from the user data, because an eager member
  /// gives up its partitions before it joins.
  ///
  /// Source: `StickyAssignor.memberData`.
  init(sticky subscription: ConsumerSubscription) {
    guard let userData = subscription.userData, !userData.isEmpty else {
      self.init(partitions: [], generation: nil)
      return
    }
    var reader = GroupBytesReader(userData)
    guard let partitions = reader.partitions() else {
      self.init(partitions: [], generation: .unknown)
      return
    }
    // Before 2.3 there was no generation behind the partitions.
    self.init(partitions: partitions, generation: reader.int32().map(GenerationID.init))
  }

  /// The claim in a subscription that the cooperative-sticky assignor made.
  ///
  /// Source: `CooperativeStickyAssignor.memberData`.
  init(cooperative subscription: ConsumerSubscription, _ behaviour: ConsumerBehaviour) {
    // The partitions stand outside of the user data and can be read twice.
    self.init(
      partitions: subscription.owned, generation: nil, readBefore: .partitions(nil))
    guard behaviour.judgesClaimsByGeneration else { return }
    if behaviour.subscriptionCarriesGeneration && subscription.generation >= GenerationID(0) {
      generation = subscription.generation
    } else if let userData = subscription.userData {
      var reader = GroupBytesReader(userData)
      generation = GenerationID(reader.int32() ?? -1)
      whenReadBefore = .partitions(.unknown)
    }
  }

  private init(
    partitions: [NamedPartition], generation: GenerationID?, readBefore: ReadBefore = .nothing
  ) {
    self.partitions = partitions
    self.generation = generation
    whenReadBefore = readBefore
  }

  /// What is left of the claim for who reads it a second time from the same buffer, as versions before 3.0 did.
  var readBefore: StickyClaim {
    switch whenReadBefore {
    case .nothing: StickyClaim(partitions: [], generation: nil)
    case .partitions(let generation): StickyClaim(partitions: partitions, generation: generation)
    }
  }

  private enum ReadBefore: Hashable {
    case nothing
    case partitions(GenerationID?)
  }
}

extension AssignorChoice {
  /// What a member's assignor sends as user data when it joins.
  ///
  /// - Parameters:
  ///   - assigned: what it was assigned last, nil before its first assignment.
  ///   - generation: the generation of that assignment.
  ///
  /// Source: `subscriptionUserData` of the assignors.
  package func userData(
    assigned: [NamedPartition]?, generation: GenerationID, _ behaviour: ConsumerBehaviour
  ) -> [UInt8]? {
    var bytes = GroupBytes()
    switch self {
    case .range, .roundRobin, .custom:
      return nil
    case .sticky:
      guard let assigned else { return nil }
      bytes.append(grouping: assigned)
    case .cooperativeSticky:
      guard behaviour.judgesClaimsByGeneration else { return nil }
    }
    bytes.append(generation.raw)
    return bytes.bytes
  }

  /// Whether a member may keep its partitions while it joins (`RebalanceProtocol.COOPERATIVE`).
  ///
  /// A consumer rebalances cooperatively if all of its assignors can.
  package var isCooperative: Bool {
    switch self {
    case .cooperativeSticky: true
    case .range, .roundRobin, .sticky, .custom: false
    }
  }
}
