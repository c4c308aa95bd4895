/// What runs when, and when it runs again.
extension WorkerMember {
  /// Lets both threads go on that can.
  package mutating func run(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    runTickThread(now: now, into: &effects)
    runHeartbeatThread(now: now, into: &effects)
  }

  /// When `run` is to be called if nothing happens before.
  package func nextWake(now: Milliseconds) -> Milliseconds {
    let heartbeat = nextHeartbeatWake(now: now)
    switch thread {
    case .inside(_, _, .polling(let until)), .inside(_, _, .sleeping(let until)):
      return min(until, heartbeat)
    case .inside(_, _, .listening), .inside(_, _, .running), .outside:
      return heartbeat
    }
  }

  private mutating func runTickThread(
    now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    while case .inside(let deadline, let stage, let pause) = thread {
      switch pause {
      case .running:
        break
      case .polling(let until):
        guard network.client.hasInput || now >= until || isWokenUp else { return }
        let moved = finishPoll(now: now, into: &effects)
        runHeartbeatThreadAfterPoll(now: now, into: &effects)
        if isWokenUp { return wake(&effects) }
        guard moved || now >= until else { return }
      case .sleeping(let until):
        guard now >= until else { return }
      case .listening:
        return
      }
      thread = .inside(deadline: deadline, stage, .running)
      resume(deadline, stage, now: now, into: &effects)
    }
  }

  /// Leaves `poll` by a WakeupException.
  private mutating func wake(_ effects: inout [WorkerMemberEffect]) {
    isWokenUp = false
    thread = .outside
    idleRounds = 0
    effects.append(.returned(isWokenUp: true))
  }

  /// Stops the thread in a poll of the network.
  mutating func pause(
    _ deadline: Milliseconds, _ stage: Stage, pollsUntil until: Milliseconds, now: Milliseconds,
    into effects: inout [WorkerMemberEffect]
  ) {
    let span = beginPoll(
      timeout: isWokenUp ? .zero : until - now, blocks: true, now: now, into: &effects)
    thread = .inside(deadline: deadline, stage, .polling(until: now + span))
  }

  // MARK: The network

  private mutating func beginPoll(
    timeout: Milliseconds, blocks: Bool, now: Milliseconds,
    into effects: inout [WorkerMemberEffect]
  ) -> Milliseconds {
    deliver(now: now, into: &effects)
    let span = network.beginPoll(
      timeout: timeout, blocks: blocks, now: now, into: &clientEffects)
    passOn(into: &effects)
    guard blocks, span == .zero else {
      if span > .zero { idleRounds = 0 }
      return span
    }
    // A real thread would spin here until something moves.
    idleRounds += 1
    return idleRounds > 4 ? Milliseconds(1) : .zero
  }

  private mutating func finishPoll(
    now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) -> Bool {
    let moved = network.finishPoll(now: now, into: &clientEffects)
    passOn(into: &effects)
    deliver(now: now, into: &effects)
    return moved
  }

  private mutating func deliver(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    guard !network.answers.isEmpty else { return }
    let answers = network.answers
    network.answers.removeAll()
    for answer in answers {
      let notice = member.answered(answer, now: now, network: &network, into: &clientEffects)
      if case .elected(let response) = notice { assign(response, now: now) }
    }
    passOn(into: &effects)
  }

  private mutating func passOn(into effects: inout [WorkerMemberEffect]) {
    for effect in clientEffects {
      switch effect {
      case .connect(let node): effects.append(.connect(ConsumerNode(connection: node)))
      case .close(let node): effects.append(.close(ConsumerNode(connection: node)))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(
          .send(
            ConsumerNode(connection: node), correlation: correlation, request, bytes: bytes))
      case .journal(.disconnected(let node)):
        effects.append(.journal(.disconnected(node: ConsumerNode(connection: node).id)))
      case .journal(.requestTimedOut(let node)):
        effects.append(.journal(.requestTimedOut(node: ConsumerNode(connection: node).id)))
      case .journal(let event): effects.append(.journal(event))
      }
    }
    clientEffects.removeAll(keepingCapacity: true)
  }

  /// Reads and writes what the network can take without waiting (`pollNoWakeup`).
  mutating func look(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    _ = beginPoll(timeout: .zero, blocks: false, now: now, into: &effects)
    _ = finishPoll(now: now, into: &effects)
  }

  // MARK: The heartbeat thread

  /// The tick thread neither runs in `poll` nor waits for the network in it.
  private var isBusyElsewhere: Bool {
    switch thread {
    case .outside, .inside(_, _, .listening), .inside(_, _, .sleeping): true
    case .inside(_, _, .polling), .inside(_, _, .running): false
    }
  }

  private mutating func runHeartbeatThread(
    now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    guard isBusyElsewhere, nextHeartbeatWake(now: now) <= now else { return }
    look(now: now, into: &effects)
    member.runHeartbeatThread(
      isApplicationBusy: true, now: now, network: &network, into: &clientEffects)
    look(now: now, into: &effects)
  }

  private mutating func runHeartbeatThreadAfterPoll(
    now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    let due = member.heartbeatDeadline(isApplicationBusy: false)
    member.runHeartbeatThread(
      isApplicationBusy: false, now: now, network: &network, into: &clientEffects)
    if due <= now { network.transmit(now: now, into: &clientEffects) }
    passOn(into: &effects)
  }

  private func nextHeartbeatWake(now: Milliseconds) -> Milliseconds {
    guard isBusyElsewhere else { return .max }
    var due = member.heartbeatDeadline(isApplicationBusy: true)
    if network.client.hasInput || !network.answers.isEmpty {
      due = min(due, member.nextLook(now: now) ?? .max)
    }
    let timeout = network.client.nextTimeout
    if timeout < .max { due = min(due, member.nextLook(now: max(timeout, now)) ?? .max) }
    return due
  }
}
