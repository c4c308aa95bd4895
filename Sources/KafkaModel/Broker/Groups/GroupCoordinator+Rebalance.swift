/// The join phase: how it begins and ends (`prepareRebalance`, `onCompleteJoin`).
extension GroupCoordinator {
  /// Begins a join phase, unless there is one.
  mutating func maybePrepareRebalance(
    _ row: Int, _ reason: RebalanceReason, member: MemberID?, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    if groups.rows[row].state == .preparingRebalance { return }
    prepareRebalance(row, reason, member: member, now: now, into: &effects)
  }

  /// Whoever waits for an assignment is sent back to join again.
  mutating func prepareRebalance(
    _ row: Int, _ reason: RebalanceReason, member: MemberID?, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    let barrier: JoinBarrier
    let timeout = groups.rows[row].rebalanceTimeout
    switch groups.rows[row].phase {
    case .empty:
      let delay = settings.groupInitialRebalanceDelay
      barrier = JoinBarrier(
        deadline: now + delay,
        initial: JoinBarrier.Initial(delay: delay, remaining: max(timeout - delay, .zero)))
    case .completingRebalance:
      propagateFailure(row, .rebalanceInProgress, now: now, into: &effects)
      barrier = JoinBarrier(deadline: now + timeout)
    case .preparingRebalance, .stable:
      barrier = JoinBarrier(deadline: now + timeout)
    }
    forgetPendingSyncs(row)
    groups.rows[row].enter(.preparingRebalance(barrier), now: now)
    watch(row, barrier.deadline)
    journal(
      row,
      .rebalanceBegan(generation: groups.rows[row].generation, member: member, why: reason),
      into: &effects)
    completeJoinIfReady(row, now: now, into: &effects)
  }

  /// Ends the join phase if all known members have joined and no given id is outstanding.
  ///
  /// That of a group that was empty ends only at its deadline, which is also now if the delay is 0.
  mutating func completeJoinIfReady(
    _ row: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    guard case .preparingRebalance(let barrier) = groups.rows[row].phase else { return }
    let isReady =
      barrier.initial == nil ? groups.rows[row].hasAllJoined : barrier.deadline <= now
    if isReady { barrierFell(row, barrier, now: now, into: &effects) }
  }

  /// All have joined, or the time is up; a first join phase goes on while members come and time remains.
  mutating func barrierFell(
    _ row: Int, _ barrier: JoinBarrier, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    guard let initial = barrier.initial, groups.rows[row].hasNewMember,
      initial.remaining > .zero
    else { return completeJoin(row, now: now, into: &effects) }
    groups.rows[row].hasNewMember = false
    let delay = min(settings.groupInitialRebalanceDelay, initial.remaining)
    let next = JoinBarrier(
      deadline: now + delay,
      initial: JoinBarrier.Initial(
        delay: delay, remaining: max(initial.remaining - initial.delay, .zero)))
    groups.rows[row].extend(next)
    watch(row, next.deadline)
  }

  private mutating func completeJoin(
    _ row: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    // Static members stay with what they said last, until their session ends.
    for index in groups.rows[row].members.indices.reversed() {
      let member = groups.rows[row].members[index]
      guard member.parkedJoin == nil, !member.isStatic else { continue }
      groups.rows[row].remove(member.id)
      journal(row, .memberExpired(member.id, .join), into: &effects)
    }
    if !groups.rows[row].electJoinedLeader(), !groups.rows[row].members.isEmpty {
      let span = max(groups.rows[row].rebalanceTimeout, Milliseconds(1))
      let barrier = JoinBarrier(deadline: now + span)
      groups.rows[row].extend(barrier)
      watch(row, barrier.deadline)
      return
    }
    groups.rows[row].generation.raw += 1
    forgetPendingSyncs(row)
    if groups.rows[row].members.isEmpty {
      groups.rows[row].protocolName = nil
      groups.rows[row].enter(.empty, now: now)
      write(groups.rows[row].snapshot([]), of: row, .emptied(origin(row)), into: &effects)
    } else {
      groups.rows[row].protocolName = groups.rows[row].votedProtocol()
      groups.rows[row].enter(.completingRebalance, now: now)
      answerJoins(row, now: now, into: &effects)
    }
    journal(
      row,
      .generationCompleted(
        groups.rows[row].generation, members: Int32(groups.rows[row].members.count)),
      into: &effects)
  }

  private mutating func answerJoins(
    _ row: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    for index in groups.rows[row].members.indices {
      if let asker = groups.rows[row].members[index].parkedJoin {
        groups.rows[row].parkJoin(nil, at: index)
        answerJoined(row, index, asker, into: &effects)
      }
      renewSession(row, index, now: now)
      groups.rows[row].members[index].isNew = false
      groups.rows[row].members[index].isSyncPending = true
    }
    let deadline = now + groups.rows[row].rebalanceTimeout
    groups.rows[row].syncDeadline = deadline
    watch(row, deadline)
  }

  func write(
    _ snapshot: GroupSnapshot, of row: Int, _ purpose: GroupWrite.Purpose,
    into effects: inout [GroupEffect]
  ) {
    let group = groups.rows[row].id
    effects.append(
      .write(
        GroupWrite(
          partition: partition(of: group), records: [.group(group, snapshot)], purpose: purpose)))
  }
}

/// The phase after it: who still owes a SyncGroup (`DelayedSync`).
extension GroupCoordinator {
  mutating func syncCame(_ row: Int, _ index: Int) {
    groups.rows[row].members[index].isSyncPending = false
    if groups.rows[row].members.allSatisfy({ !$0.isSyncPending }) {
      groups.rows[row].syncDeadline = .max
    }
  }

  mutating func forgetPendingSyncs(_ row: Int) {
    for index in groups.rows[row].members.indices {
      groups.rows[row].members[index].isSyncPending = false
    }
    groups.rows[row].syncDeadline = .max
  }

  /// Members that got their generation and never asked for their assignment are given up.
  mutating func syncTimedOut(
    _ row: Int, now: Milliseconds, into effects: inout [GroupEffect]
  ) {
    groups.rows[row].syncDeadline = .max
    let late = groups.rows[row].members.filter(\.isSyncPending).map(\.id)
    guard !late.isEmpty else { return }
    for member in late {
      groups.rows[row].remove(member)
      journal(row, .memberExpired(member, .sync), into: &effects)
    }
    prepareRebalance(row, .syncTimedOut, member: late[0], now: now, into: &effects)
  }
}
