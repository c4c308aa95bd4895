/// SyncGroup (`handleSyncGroup`, `doSyncGroup`).
extension GroupCoordinator {
  package mutating func syncGroup(
    _ request: SyncGroupRequest, from asker: GroupAsker, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    var refusal = refusal(of: request.identity.group)
    // The rebalance in hand is lost with the old coordinator: join again, here.
    if refusal == .coordinatorLoadInProgress { refusal = .rebalanceInProgress }
    guard refusal == .none else { return answer(asker, sync: refusal, into: &effects) }
    guard let row = groups.row(of: request.identity.group) else {
      return answer(asker, sync: .unknownMemberID, into: &effects)
    }
    let known = check(row, request.identity)
    guard let index = known.index else { return answer(asker, sync: known.error, into: &effects) }
    guard groups.rows[row].protocolType == request.protocolType,
      groups.rows[row].protocolName == request.protocolName
    else { return answer(asker, sync: .inconsistentGroupProtocol, into: &effects) }
    switch groups.rows[row].state {
    case .empty:
      answer(asker, sync: .unknownMemberID, into: &effects)
    case .preparingRebalance:
      answer(asker, sync: .rebalanceInProgress, into: &effects)
    case .completingRebalance:
      groups.rows[row].members[index].parkedSync = asker
      syncCame(row, index)
      if groups.rows[row].leader == request.identity.member {
        store(request.assignments, row, into: &effects)
      }
    case .stable:
      syncCame(row, index)
      let assignment = groups.rows[row].members[index].assignment
      effects.append(
        .respond(asker, .syncGroup(SyncGroupResponse(error: .none, assignment: assignment))))
      renewSession(row, index, now: now)
    }
  }

  /// Whether the request comes from a member of the generation that is there.
  @inline(__always)
  func check(
    _ row: Int, _ identity: GroupMemberIdentity
  ) -> (index: Int?, error: ErrorCode) {
    let known = check(row, member: identity.member, instance: identity.groupInstanceID)
    guard known.index != nil else { return known }
    guard identity.generation == groups.rows[row].generation else {
      return (nil, .illegalGeneration)
    }
    return known
  }

  /// Writes the leader's assignment; members it has left out get nothing.
  private func store(
    _ given: [SyncGroupRequest.Assignment], _ row: Int, into effects: inout [GroupEffect]
  ) {
    let assignments = groups.rows[row].members.map { member in
      SyncGroupRequest.Assignment(
        member: member.id,
        assignment: given.first { $0.member == member.id }?.assignment ?? [])
    }
    write(
      groups.rows[row].snapshot(assignments), of: row, .assignment(origin(row), assignments),
      into: &effects)
  }

  /// The assignment is written: whoever waits for its part gets it.
  mutating func assigned(
    _ assignments: [SyncGroupRequest.Assignment], _ origin: GroupWrite.Origin, error: ErrorCode,
    now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    guard let row = groups.row(of: origin), groups.rows[row].state == .completingRebalance,
      groups.rows[row].generation == origin.generation
    else { return }
    guard error == .none else {
      propagateFailure(row, error, now: now, into: &effects)
      maybePrepareRebalance(row, .storeFailed, member: nil, now: now, into: &effects)
      return
    }
    for assignment in assignments {
      guard let index = groups.rows[row].index(of: assignment.member) else { continue }
      groups.rows[row].members[index].assignment = assignment.assignment
    }
    propagate(row, .none, now: now, into: &effects)
    groups.rows[row].enter(.stable, now: now)
  }

  /// Nobody has an assignment any more, and who waits for one is told why.
  mutating func propagateFailure(
    _ row: Int, _ error: ErrorCode, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    for index in groups.rows[row].members.indices {
      groups.rows[row].members[index].assignment = []
    }
    propagate(row, error, now: now, into: &effects)
  }

  /// Sessions begin anew, as time that was spent parked did not count.
  private mutating func propagate(
    _ row: Int, _ error: ErrorCode, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    for index in groups.rows[row].members.indices {
      guard let asker = groups.rows[row].members[index].parkedSync else { continue }
      groups.rows[row].members[index].parkedSync = nil
      let assignment = error == .none ? groups.rows[row].members[index].assignment : []
      effects.append(
        .respond(asker, .syncGroup(SyncGroupResponse(error: error, assignment: assignment))))
      renewSession(row, index, now: now)
    }
  }

  func answer(_ asker: GroupAsker, sync error: ErrorCode, into effects: inout [GroupEffect]) {
    effects.append(.respond(asker, .syncGroup(SyncGroupResponse(error: error))))
  }
}
