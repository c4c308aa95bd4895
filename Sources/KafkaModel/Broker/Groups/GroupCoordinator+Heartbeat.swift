/// Signs of life, and their absence.
extension GroupCoordinator {
  /// Heartbeat (`handleHeartbeat`); during a load it is answered NONE unseen.
  package mutating func heartbeat(
    _ identity: Shared<GroupMemberIdentity>, now: Milliseconds
  ) -> ErrorCode {
    switch refusal(of: identity.content.group) {
    case .none: break
    case .coordinatorLoadInProgress: return .none
    case let refusal: return refusal
    }
    guard let row = groups.row(of: identity.content.group) else { return .unknownMemberID }
    let known = check(row, identity.content)
    guard let index = known.index else { return known.error }
    switch groups.rows[row].state {
    case .empty:
      return .unknownMemberID
    case .completingRebalance, .stable:
      renewSession(row, index, now: now)
      return .none
    case .preparingRebalance:
      renewSession(row, index, now: now)
      return .rebalanceInProgress
    }
  }

  /// LeaveGroup (`handleLeaveGroup`); an instance id alone is an administrator's removal of a static member.
  package mutating func leaveGroup(
    _ request: LeaveGroupRequest, now: Milliseconds, into effects: inout [GroupEffect]
  ) -> ErrorCode {
    let refusal = refusal(of: request.group)
    guard refusal == .none else { return refusal }
    guard let row = groups.row(of: request.group) else { return .unknownMemberID }
    if request.member == .unknown {
      guard let instance = request.groupInstanceID,
        let index = groups.rows[row].index(ofInstance: instance)
      else { return .unknownMemberID }
      leave(row, index, now: now, into: &effects)
      return .none
    }
    if groups.rows[row].pending.contains(where: { $0.id == request.member }) {
      groups.rows[row].remove(request.member)
      completeJoinIfReady(row, now: now, into: &effects)
      return .none
    }
    let known = check(row, member: request.member, instance: request.groupInstanceID)
    guard let index = known.index else { return known.error }
    leave(row, index, now: now, into: &effects)
    return .none
  }

  private mutating func leave(
    _ row: Int, _ index: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    journal(row, .memberLeft(groups.rows[row].members[index].id), into: &effects)
    removeMember(row, index, .memberLeft, now: now, into: &effects)
  }

  /// The member is gone, for whatever reason (`removeMemberAndUpdateGroup`).
  private mutating func removeMember(
    _ row: Int, _ index: Int, _ reason: RebalanceReason, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    let member = groups.rows[row].members[index]
    // A new member may be given up while it still waits; it may try again.
    if let asker = member.parkedJoin { answer(asker, .unknownMemberID, into: &effects) }
    groups.rows[row].remove(member.id)
    switch groups.rows[row].state {
    case .empty: break
    case .stable, .completingRebalance:
      maybePrepareRebalance(row, reason, member: member.id, now: now, into: &effects)
    case .preparingRebalance:
      completeJoinIfReady(row, now: now, into: &effects)
    }
  }

  /// When `wake` must be called at the latest.
  package var nextDeadline: Milliseconds { deadlines.next }

  /// Looks at all groups whose time has come.
  package mutating func wake(now: Milliseconds, into effects: inout [GroupEffect]) {
    while let due = deadlines.pop(dueAt: now) {
      guard let row = groups.row(index: due.group), groups.rows[row].serial == due.serial,
        groups.rows[row].armed == due.at
      else { continue }
      groups.rows[row].armed = .max
      while runEarliest(row, now: now, into: &effects) {}
      watch(row, groups.rows[row].nextDeadline)
    }
  }

  /// Handles what is due first in a group; false if nothing is.
  private mutating func runEarliest(
    _ row: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) -> Bool {
    let next = groups.rows[row].nextDeadline
    guard next <= now else { return false }
    if let index = groups.rows[row].pending.firstIndex(where: { $0.deadline == next }) {
      groups.rows[row].remove(groups.rows[row].pending[index].id)
      completeJoinIfReady(row, now: now, into: &effects)
    } else if let index = groups.rows[row].members.firstIndex(where: {
      $0.sessionDeadline == next
    }) {
      sessionEnded(row, index, now: now, into: &effects)
    } else if groups.rows[row].syncDeadline == next {
      syncTimedOut(row, now: now, into: &effects)
    } else if case .preparingRebalance(let barrier) = groups.rows[row].phase {
      barrierFell(row, barrier, now: now, into: &effects)
    }
    return true
  }

  private mutating func sessionEnded(
    _ row: Int, _ index: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    groups.rows[row].members[index].sessionDeadline = .max
    if groups.rows[row].members[index].isExcused { return }
    journal(row, .memberExpired(groups.rows[row].members[index].id, .session), into: &effects)
    removeMember(row, index, .memberExpired, now: now, into: &effects)
  }
}
