/// What runs when, and when it runs again.
extension Consumer {
  /// Lets every thread go on that can; called after inputs and at the time of the last `.wake`.
  package mutating func wake(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    // First, so that the application's thread finds the heartbeat sent for which it woke.
    _ = runHeartbeatThread(now: now, into: &effects)
    runApplication(now: now, into: &effects)
    if runHeartbeatThread(now: now, into: &effects) {
      runApplication(now: now, into: &effects)
    }
    if thread != .closed { effects.append(.wake(at: nextWake(now: now))) }
  }

  /// The application's rebalance listener has returned.
  package mutating func listenerReturned(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard case .inside(let call, .listening) = thread else {
      preconditionFailure("no listener was called")
    }
    thread = .inside(call, .running)
    wake(now: now, into: &effects)
  }

  /// The application's thread does not look at the network: its own code runs, a listener of it, or it sleeps.
  private var isApplicationBusy: Bool {
    switch thread {
    case .inside(_, .polling), .inside(_, .running): false
    case .outside, .inside(_, .sleeping), .inside(_, .listening), .closed: true
    }
  }

  private func nextWake(now: Milliseconds) -> Milliseconds {
    let isBusy = isApplicationBusy
    var wake: Milliseconds =
      switch thread {
      // What is overdue is noticed when the selector returns, not before.
      case .inside(_, .polling(let until)), .inside(_, .sleeping(let until)): until
      case .inside(_, .listening), .inside(_, .running), .outside, .closed: .max
      }
    guard let coordinator else { return wake }
    wake = min(wake, coordinator.member.heartbeatDeadline(isApplicationBusy: isBusy))
    if isBusy {
      let read = network.client.hasInput ? now + Milliseconds(1) : network.client.nextTimeout
      if read != .max { wake = min(wake, coordinator.member.nextLook(now: read) ?? .max) }
    }
    return wake
  }

  // MARK: The application's thread

  /// It goes on until it waits again or has returned.
  private mutating func runApplication(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    while case .inside(let call, let pause) = thread {
      switch pause {
      case .running:
        break
      case .polling(let until):
        guard mayMove(until, now: now) else { return }
        let moved = finishPoll(now: now, into: &effects)
        guard moved || now >= until else { return }
      case .sleeping(let until):
        guard now >= until else { return }
      case .listening:
        return
      }
      resume(call, now: now, into: &effects)
    }
  }

  private func mayMove(_ until: Milliseconds, now: Milliseconds) -> Bool {
    now >= until || network.client.hasInput || !network.answers.isEmpty
  }

  private mutating func resume(
    _ call: CallInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    switch call {
    case .poll(let poll): resume(poll, now: now, into: &effects)
    case .commit(let offsets, let deadline):
      resumeCommit(offsets, until: deadline, now: now, into: &effects)
    case .unsubscribe: resumeUnsubscribe(now: now, into: &effects)
    case .close(let close): resume(close, now: now, into: &effects)
    }
  }

  /// Stops the thread where a method waits, or lets it return what the method threw.
  mutating func stop(
    _ call: CallInProgress, at progress: CallProgress, now: Milliseconds,
    into effects: inout [ConsumerEffect]
  ) {
    switch progress {
    case .finished:
      thread = .inside(call, .running)
    case .polls(let until):
      let span = beginPoll(timeout: until - now, blocks: true, now: now, into: &effects)
      thread = .inside(call, .polling(until: now + span))
    case .sleeps(let until):
      thread = .inside(call, .sleeping(until: until))
    case .listener(let callback):
      thread = .inside(call, .listening)
      tellOutcomes(into: &effects)
      effects.append(.listener(callback))
    case .failed(let exception):
      returns(.failed(exception), into: &effects)
    }
  }

  /// The call returns, to the listener if that made it.
  mutating func returns(_ answer: ConsumerAnswer, into effects: inout [ConsumerEffect]) {
    tellOutcomes(into: &effects)
    if let call = suspended {
      suspended = nil
      thread = .inside(call, .listening)
    } else {
      thread = .outside
    }
    idleRounds = 0
    effects.append(.returned(answer))
  }

  private mutating func tellOutcomes(into effects: inout [ConsumerEffect]) {
    guard let outcomes = coordinator?.outcomes, !outcomes.isEmpty else { return }
    coordinator?.outcomes.removeAll(keepingCapacity: true)
    for outcome in outcomes { effects.append(.committed(outcome)) }
  }

  // MARK: The heartbeat thread

  /// Its turn, if it is due or has something to read; true if it ended a poll of the application's thread.
  private mutating func runHeartbeatThread(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) -> Bool {
    guard let member = coordinator?.member else { return false }
    let isBusy = isApplicationBusy
    if isBusy, network.client.hasInput || now >= network.client.nextTimeout,
      let next = member.nextLook(now: now), next <= now
    {
      look(now: now, into: &effects)
    }
    guard let due = coordinator?.member.heartbeatDeadline(isApplicationBusy: isBusy), due <= now
    else { return false }
    if !isBusy { _ = finishPoll(now: now, into: &effects) }
    coordinator?.member.runHeartbeatThread(
      isApplicationBusy: isBusy, now: now, network: &network, into: &clientEffects)
    passOn(into: &effects)
    guard case .inside(let call, .polling) = thread else {
      look(now: now, into: &effects)
      return false
    }
    // What it does wakes the other thread, whose loop then sends the heartbeat.
    thread = .inside(call, .polling(until: now))
    return true
  }

  /// One look at the network without waiting (`pollNoWakeup`).
  mutating func look(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    _ = beginPoll(timeout: .zero, blocks: false, now: now, into: &effects)
    _ = finishPoll(now: now, into: &effects)
  }
}
