import KafkaModel

/// A coordinator in a few rules: a join barrier over all known members, no timers.
struct ScriptedGroup {
  struct Known {
    var id: MemberID
    var owner: Int
    var protocols: [GroupProtocol] = []
    var join: (ConsumerNode, Int32)?
    var sync: (ConsumerNode, Int32)?
    var assignment: [UInt8] = []
  }

  struct Reply {
    var member: Int
    var node: ConsumerNode
    var correlation: Int32
    var response: Response
  }

  enum State { case empty, preparing, completing, stable }

  var state = State.empty
  var generation: Int32 = 0
  var known: [Known] = []
  var committed: [TopicPartition: OffsetAndEpoch] = [:]
  /// How often each partition was committed.
  var commitCount = 0
  private var nextID = 1

  /// The group forgets a member as if its session had ended.
  mutating func expire(_ owner: Int) -> [Reply] {
    known.removeAll { $0.owner == owner }
    if known.isEmpty {
      state = .empty
      return []
    }
    state = .preparing
    return completeJoin()
  }

  mutating func serve(
    _ request: Request, _ correlation: Int32, from owner: Int, at node: ConsumerNode
  ) -> [Reply] {
    func reply(_ response: Response) -> [Reply] {
      [Reply(member: owner, node: node, correlation: correlation, response: response)]
    }
    switch request {
    case .findCoordinator:
      return reply(
        .findCoordinator(FindCoordinatorResponse(error: .none, coordinator: NodeID(1))))
    case .joinGroup(let request):
      return join(request, owner, node, correlation)
    case .syncGroup(let request):
      guard let index = index(request.identity) else {
        return reply(.syncGroup(SyncGroupResponse(error: .unknownMemberID)))
      }
      guard request.identity.generation.raw == generation else {
        return reply(.syncGroup(SyncGroupResponse(error: .illegalGeneration)))
      }
      if state == .preparing {
        return reply(.syncGroup(SyncGroupResponse(error: .rebalanceInProgress)))
      }
      known[index].sync = (node, correlation)
      return sync(request, isLeader: index == 0)
    case .heartbeat(let identity):
      return reply(
        .heartbeat(check(identity.content) ?? (state == .preparing ? .rebalanceInProgress : .none)))
    case .leaveGroup(let request):
      let found = known.contains { $0.id == request.member }
      return reply(.leaveGroup(found ? .none : .unknownMemberID)) + expire(owner)
    case .offsetCommit(let request):
      var error = ErrorCode.none
      if request.identity.generation != .unknown {
        error = check(request.identity) ?? (state == .completing ? .rebalanceInProgress : .none)
      }
      if error == .none {
        commitCount += 1
        for offset in request.offsets { committed[offset.partition] = offset.position }
      }
      return reply(.offsetCommit(request.offsets.map { PartitionError($0.partition, error) }))
    case .offsetFetch(let request):
      let none = OffsetAndEpoch(offset: .none, leaderEpoch: .none)
      let offsets = (request.partitions ?? []).map {
        PartitionOffset($0, committed[$0] ?? none)
      }
      return reply(.offsetFetch(OffsetFetchResponse(error: .none, offsets: offsets)))
    default:
      preconditionFailure("not a request of a group: \(request.kind)")
    }
  }

  private func index(_ identity: GroupMemberIdentity) -> Int? {
    known.firstIndex { $0.id == identity.member }
  }

  private func check(_ identity: GroupMemberIdentity) -> ErrorCode? {
    if index(identity) == nil { return .unknownMemberID }
    return identity.generation.raw == generation ? nil : .illegalGeneration
  }

  private mutating func join(
    _ request: JoinGroupRequest, _ owner: Int, _ node: ConsumerNode, _ correlation: Int32
  ) -> [Reply] {
    func refuse(_ error: ErrorCode, _ id: MemberID = .unknown) -> [Reply] {
      let response = JoinGroupResponse(error: error, member: id)
      return [
        Reply(member: owner, node: node, correlation: correlation, response: .joinGroup(response))
      ]
    }
    if request.member == .unknown {
      let id = MemberID("c-\(nextID)")
      nextID += 1
      known.append(Known(id: id, owner: owner))
      return refuse(.memberIDRequired, id)
    }
    guard let index = known.firstIndex(where: { $0.id == request.member }) else {
      return refuse(.unknownMemberID)
    }
    known[index].protocols = request.protocols
    known[index].join = (node, correlation)
    if state != .preparing { state = .preparing }
    return completeJoin()
  }

  private mutating func completeJoin() -> [Reply] {
    guard known.allSatisfy({ $0.join != nil }) else { return [] }
    generation += 1
    state = .completing
    let chosen =
      known[0].protocols.first { offered in
        known.allSatisfy { member in member.protocols.contains { $0.name == offered.name } }
      }?.name ?? ""
    let members = known.map { member in
      JoinGroupResponse.Member(
        id: member.id, groupInstanceID: nil,
        metadata: member.protocols.first { $0.name == chosen }?.metadata ?? [])
    }
    var replies: [Reply] = []
    for index in known.indices {
      guard let (node, correlation) = known[index].join else { continue }
      known[index].join = nil
      let response = JoinGroupResponse(
        error: .none, generation: GenerationID(generation), protocolName: chosen,
        leader: known[0].id, member: known[index].id, members: index == 0 ? members : [])
      replies.append(
        Reply(
          member: known[index].owner, node: node, correlation: correlation,
          response: .joinGroup(response)))
    }
    return replies
  }

  private mutating func sync(_ request: SyncGroupRequest, isLeader: Bool) -> [Reply] {
    if isLeader {
      state = .stable
      for index in known.indices {
        known[index].assignment =
          request.assignments.first { $0.member == known[index].id }?.assignment ?? []
      }
    }
    guard state == .stable else { return [] }
    var replies: [Reply] = []
    for index in known.indices {
      guard let (node, correlation) = known[index].sync else { continue }
      known[index].sync = nil
      replies.append(
        Reply(
          member: known[index].owner, node: node, correlation: correlation,
          response: .syncGroup(
            SyncGroupResponse(error: .none, assignment: known[index].assignment))))
    }
    return replies
  }
}
