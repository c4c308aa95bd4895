extension Herder {
  /// The member's listener: stops what was revoked, all of it before anything else.
  ///
  /// Source: `DistributedHerder.RebalanceListener.onRevoked`.
  mutating func revoke(
    _ work: ConnectorsAndTasks, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    guard case .inMember(let call) = stage else {
      preconditionFailure("work was revoked outside of the member")
    }
    effects.append(.revoked(work))
    guard isRebalanceResolved || member.compatibility != .eager else {
      // What the last assignment asked for never started.
      member.revoked(now: now, into: &memberEffects)
      return
    }
    stage = .revoking(
      WorkStops(revoked: work, grace: settings.gracefulTimeout), work, during: call)
    goOnStopping(now: now, into: &effects)
  }

  /// The status topic has all statuses.
  package mutating func statusFlushed(now: Milliseconds, into effects: inout [HerderEffect]) {
    guard case .flushingStatus(_, let call) = stage else {
      preconditionFailure("no status was flushed")
    }
    stage = .inMember(call)
    member.revoked(now: now, into: &memberEffects)
    settleMember(now: now, into: &effects)
  }

  /// Source: `DistributedHerder.RebalanceListener.onAssigned`.
  mutating func take(
    _ assignment: WorkerAssignment, _ generation: GenerationID, now: Milliseconds,
    into effects: inout [HerderEffect]
  ) {
    self.assignment = assignment
    scheduledRebalance = assignment.delay > .zero ? now + assignment.delay : .max
    isRebalanceResolved = false
    effects.append(.assigned(assignment, generation))
  }

  /// Carries out an assignment, unless the worker has to read further or to join again first.
  ///
  /// Source: `DistributedHerder.handleRebalanceCompleted`.
  mutating func completeRebalance(
    from call: MemberCall, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    guard !isRebalanceResolved, let assignment else {
      return goOn(after: call, isInOrder: true, now: now, into: &effects)
    }
    let isBehind = configuration.offset < assignment.offset
    var rejoins = assignment.isConfigMismatch
    if scheduledRebalance <= now {
      rejoins = true
      scheduledRebalance = .max
    }
    if isBehind || assignment.isConfigMismatch && isLeader {
      stage = .readingForAssignment(rejoins: rejoins, from: call)
      effects.append(.readConfigToEnd(timeout: settings.syncTimeout))
    } else {
      carryOut(rejoins: rejoins, from: call, now: now, into: &effects)
    }
  }

  private mutating func carryOut(
    rejoins: Bool, from call: MemberCall, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    guard let assignment, !rejoins, configuration.offset == assignment.offset else {
      member.requestRejoin()
      return goOn(after: call, isInOrder: false, now: now, into: &effects)
    }
    startWork(assignment.work, into: &effects)
    isRebalanceResolved = true
    if assignment.revoked.isEmpty {
      goOn(after: call, isInOrder: true, now: now, into: &effects)
    } else {
      // What was revoked can go to others in a further round.
      self.assignment?.revoked = ConnectorsAndTasks()
      member.requestRejoin()
      goOn(after: call, isInOrder: false, now: now, into: &effects)
    }
  }

  private mutating func startWork(
    _ work: ConnectorsAndTasks, into effects: inout [HerderEffect]
  ) {
    let old = running.without(ConnectorsAndTasks(tasks: tasksToRestart).sorted).sorted
    tasksToRestart.removeAll()
    let new = work.without(old)
    for connector in new.connectors { effects.append(.startConnector(connector)) }
    for task in new.tasks { effects.append(.startTask(task)) }
    running = work
  }

  /// The config topic was read to its end, or not in time: then the worker leaves the group and waits.
  ///
  /// Source: `DistributedHerder.readConfigToEnd`.
  package mutating func configRead(
    _ store: ConnectConfiguration?, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    if let store {
      member.store = store
      configuration = store
      readRetries = Self.readRetries
      canReadConfigs = true
    } else {
      canReadConfigs = false
    }
    switch stage {
    case .readingBeforeTick:
      if store == nil { return backOff(then: .tick, now: now, into: &effects) }
      tick(now: now, into: &effects)
    case .readingForAssignment(let rejoins, let call):
      if store == nil { return backOff(then: .rejoin, now: now, into: &effects) }
      carryOut(rejoins: rejoins, from: call, now: now, into: &effects)
    case .new, .startingServices, .backingOff, .inMember, .revoking, .flushingStatus,
      .restartingConnectors, .stoppingTasks, .haltingConnectors, .haltingTasks, .stopped:
      preconditionFailure("no config was being read")
    }
  }

  private mutating func backOff(
    then next: AfterBackoff, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    var pause = settings.unsyncBackoff
    if member.compatibility != .eager {
      // After the last try Kafka gives up all it runs; the next round of the group does that here.
      pause = Milliseconds(settings.group.maxDelay.raw / 10 / max(readRetries, 1))
      readRetries = readRetries > 0 ? readRetries - 1 : Self.readRetries
    }
    stage = .backingOff(until: now + pause, then: next)
    member.leave("taking too long to read the log", now: now, into: &memberEffects)
    settleMember(now: now, into: &effects)
  }

  mutating func rejoin(now: Milliseconds, into effects: inout [HerderEffect]) {
    member.requestRejoin()
    tick(now: now, into: &effects)
  }
}
