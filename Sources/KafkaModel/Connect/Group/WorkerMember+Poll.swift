extension WorkerMember {
  /// Goes on inside `poll` until the thread waits or has returned.
  ///
  /// Source: `WorkerCoordinator.poll`.
  mutating func resume(
    _ deadline: Milliseconds, _ stage: Stage, now: Milliseconds,
    into effects: inout [WorkerMemberEffect]
  ) {
    switch stage {
    case .top:
      let isKnown =
        member.knownCoordinator(now: now, network: &network, into: &clientEffects) != nil
      go(
        deadline,
        isKnown ? .deciding : .discovering(until: now + settings.member.heartbeatInterval))
    case .discovering(let until):
      discover(deadline, until: until, now: now, into: &effects)
    case .givenUp:
      assignment = nil
      go(deadline, .deciding)
    case .deciding:
      let isNeeded = isRejoinNeeded
      if isNeeded, !member.rejoinNeededOrPending {
        member.requestRejoin("connect worker requested rejoin")
      }
      go(deadline, isNeeded ? .joining : .beating)
    case .joining:
      join(deadline, now: now, into: &effects)
    case .prepared:
      member.prepared(true)
      go(deadline, .joining)
    case .completing(let assignment):
      complete(assignment, into: &effects)
      go(deadline, .joining)
    case .beating:
      do {
        try member.polled(now: now)
      } catch {
        return fail(error, into: &effects)
      }
      let until = min(max(deadline, now), max(member.nextHeartbeat, now))
      pause(deadline, .polled, pollsUntil: until, now: now, into: &effects)
    case .polled:
      if deadline > now { return go(deadline, .top) }
      thread = .outside
      idleRounds = 0
      effects.append(.returned(isWokenUp: false))
    }
  }

  private mutating func go(_ deadline: Milliseconds, _ stage: Stage) {
    thread = .inside(deadline: deadline, stage, .running)
  }

  private mutating func fail(
    _ failure: MemberFailure, into effects: inout [WorkerMemberEffect]
  ) {
    thread = .outside
    effects.append(.failed(failure))
  }

  /// Without a coordinator for a heartbeat interval, the worker gives up all it runs (KAFKA-9184).
  private mutating func discover(
    _ deadline: Milliseconds, until: Milliseconds, now: Milliseconds,
    into effects: inout [WorkerMemberEffect]
  ) {
    let progress: Progress<Bool>
    do {
      progress = try member.ensureCoordinatorReady(
        until: until, now: now, network: &network, into: &clientEffects)
    } catch {
      return fail(error, into: &effects)
    }
    switch progress {
    case .waits(let wait):
      pause(deadline, .discovering(until: until), pollsUntil: wait, now: now, into: &effects)
    case .sleeps(let wait):
      thread = .inside(deadline: deadline, .discovering(until: until), .sleeping(until: wait))
    case .done(true):
      go(deadline, .deciding)
    case .done(false):
      guard let assignment, !assignment.isConfigMismatch else { return go(deadline, .deciding) }
      thread = .inside(deadline: deadline, .givenUp, .listening)
      effects.append(.revoke(assignment.work))
    }
  }

  private var isRejoinNeeded: Bool {
    member.rejoinNeededOrPending || isRejoinRequested || (assignment?.isConfigMismatch ?? true)
  }

  private mutating func join(
    _ deadline: Milliseconds, now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    member.startHeartbeatThread()
    let step: JoinStep
    do {
      step = try member.join(until: .max, now: now, network: &network, into: &clientEffects)
    } catch {
      return fail(error, into: &effects)
    }
    switch step {
    case .joined, .timedOut:
      go(deadline, .beating)
    case .waits(let until):
      pause(deadline, .joining, pollsUntil: until, now: now, into: &effects)
    case .sleeps(let until):
      thread = .inside(deadline: deadline, .joining, .sleeping(until: until))
    case .prepare:
      if compatibility == .eager, let assignment, !assignment.isConfigMismatch {
        thread = .inside(deadline: deadline, .prepared, .listening)
        effects.append(.revoke(assignment.work))
      } else {
        go(deadline, .prepared)
      }
    case .offer:
      member.sendJoin(offer(), now: now, network: &network, into: &clientEffects)
    case .complete(let bytes):
      joined(deadline, bytes, into: &effects)
    }
  }

  /// What the worker offers: its state in each protocol that it speaks (`metadata`).
  private mutating func offer() -> [GroupProtocol] {
    configuration = store
    let state = WorkerState(
      url: settings.url, offset: configuration.offset, assignment: assignment)
    return settings.compatibility.offered.map { offered in
      GroupProtocol(name: offered.protocolName, metadata: state.encoded(offered, names))
    }
  }

  /// Source: `WorkerCoordinator.onJoinComplete`.
  private mutating func joined(
    _ deadline: Milliseconds, _ bytes: [UInt8], into effects: inout [WorkerMemberEffect]
  ) {
    guard let new = WorkerAssignment(encoded: bytes, names) else {
      return fail(.unexpected(.unknownServerError), into: &effects)
    }
    compatibility =
      ConnectCompatibility(protocolName: member.generation.protocolName ?? "")
      ?? settings.compatibility
    isRejoinRequested = false
    if compatibility != .eager, !new.revoked.isEmpty {
      thread = .inside(deadline: deadline, .completing(new), .listening)
      effects.append(.revoke(new.revoked))
    } else {
      go(deadline, .completing(new))
    }
  }

  private mutating func complete(
    _ assignment: WorkerAssignment, into effects: inout [WorkerMemberEffect]
  ) {
    var new = assignment
    if compatibility != .eager, let old = self.assignment {
      new.work.formUnion(old.work.without(new.revoked.sorted))
    }
    self.assignment = new
    lastCompleted = member.generation.id
    member.completed()
    effects.append(.assigned(new, lastCompleted))
    isWokenUp = true
  }
}
