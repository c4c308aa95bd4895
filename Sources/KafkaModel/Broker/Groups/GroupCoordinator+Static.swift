/// A static member that starts again (KIP-345, KIP-814; `updateStaticMemberAndRebalance`).
extension GroupCoordinator {
  /// The instance is known under an older member id, which is fenced from now on.
  mutating func replace(
    _ index: Int, by id: MemberID, _ request: JoinGroupRequest, _ row: Int,
    from asker: GroupAsker, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    let known = groups.rows[row].members[index]
    let replacement = StaticReplacement(
      groupInstanceID: known.groupInstanceID ?? "", old: known.id, new: id,
      oldLeader: groups.rows[row].leader ?? .unknown, rebalanceTimeout: known.rebalanceTimeout,
      sessionTimeout: known.sessionTimeout, asker: asker,
      supportsSkippingAssignment: request.supportsSkippingAssignment)
    if let parked = known.parkedJoin {
      groups.rows[row].parkJoin(nil, at: index)
      answer(parked, .fencedInstanceID, member: known.id, into: &effects)
    }
    if let parked = known.parkedSync {
      groups.rows[row].members[index].parkedSync = nil
      answer(parked, sync: .fencedInstanceID, into: &effects)
    }
    let place = groups.rows[row].rename(index, to: id)
    // The session that begins here is still as long as the old member wished.
    renewSession(row, place, now: now)
    groups.rows[row].update(
      at: place, protocols: request.protocols, rebalanceTimeout: request.rebalanceTimeout,
      sessionTimeout: request.sessionTimeout, asker: asker)
    switch groups.rows[row].state {
    case .stable:
      guard groups.rows[row].votedProtocol() == groups.rows[row].protocolName else {
        return maybePrepareRebalance(
          row, .staticMemberReplaced, member: id, now: now, into: &effects)
      }
      let assignments = groups.rows[row].members.map {
        SyncGroupRequest.Assignment(member: $0.id, assignment: $0.assignment)
      }
      write(
        groups.rows[row].snapshot(assignments), of: row,
        .replacement(origin(row), replacement), into: &effects)
    case .completingRebalance:
      // The leader may be assigning to the old id.
      prepareRebalance(row, .staticMemberReplaced, member: id, now: now, into: &effects)
    case .preparingRebalance:
      break
    case .empty:
      preconditionFailure("a group without members knows an instance")
    }
  }

  /// The new id of a static member is in the log, or could not be brought there.
  mutating func replaced(
    _ replacement: StaticReplacement, _ origin: GroupWrite.Origin, error: ErrorCode,
    now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    guard let row = groups.row(of: origin),
      let index = groups.rows[row].index(of: replacement.new)
    else {
      if error != .none { answer(replacement.asker, error, into: &effects) }
      return
    }
    guard error == .none else {
      groups.rows[row].update(
        at: index, protocols: groups.rows[row].members[index].protocols,
        rebalanceTimeout: replacement.rebalanceTimeout,
        sessionTimeout: replacement.sessionTimeout, asker: nil)
      let place = groups.rows[row].rename(index, to: replacement.old)
      renewSession(row, place, now: now)
      return answer(replacement.asker, error, into: &effects)
    }
    guard let asker = groups.rows[row].members[index].parkedJoin else { return }
    groups.rows[row].parkJoin(nil, at: index)
    // Before version 9 a leader that came back must not assign, so it is told that the old id leads.
    let isLeader =
      replacement.supportsSkippingAssignment && groups.rows[row].leader == replacement.new
    effects.append(
      .respond(
        asker,
        .joinGroup(
          JoinGroupResponse(
            error: .none, generation: groups.rows[row].generation,
            protocolName: groups.rows[row].protocolName,
            leader: replacement.supportsSkippingAssignment
              ? groups.rows[row].leader ?? .unknown : replacement.oldLeader,
            skipAssignment: isLeader, member: replacement.new,
            members: isLeader ? currentMembers(row) : []))))
  }
}
