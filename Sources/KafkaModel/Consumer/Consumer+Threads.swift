/// What runs when, and when it runs again.
extension Consumer {
  /// Lets every thread go on that can; called after inputs and at the time of the last `.wake`.
  package mutating func wake(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    runApplication(now: now, into: &effects)
    runHeartbeatThread(now: now, into: &effects)
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

  private mutating func nextWake(now: Milliseconds) -> Milliseconds {
    let heartbeat = nextHeartbeatWake(now: now)
    switch thread {
    case .inside(_, .polling(let until)), .inside(_, .sleeping(let until)):
      return min(until, heartbeat)
    case .inside(_, .listening), .inside(_, .running), .outside, .closed:
      return heartbeat
    }
  }

  /// The application's thread goes on until it waits again or has returned.
  private mutating func runApplication(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    while case .inside(let call, let pause) = thread {
      switch pause {
      case .running:
        break
      case .polling(let until):
        // The selector returns for input and at its end; what is overdue is noticed then, not before.
        guard network.client.hasInput || now >= until else { return }
        let moved = finishPoll(now: now, into: &effects)
        runHeartbeatThreadAfterPoll(now: now, into: &effects)
        guard moved || now >= until else { return }
      case .sleeping(let until):
        guard now >= until else { return }
      case .listening:
        return
      }
      resume(call, now: now, into: &effects)
    }
  }

  private mutating func resume(
    _ call: CallInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    switch call {
    case .poll(let poll):
      resume(poll, now: now, into: &effects)
    case .commitSync(let offsets, let deadline):
      resumeCommit(offsets, until: deadline, now: now, into: &effects)
    case .positions(let partitions, let deadline):
      resumePositions(of: partitions, until: deadline, now: now, into: &effects)
    case .unsubscribe:
      resumeUnsubscribe(now: now, into: &effects)
    case .close(let close):
      resume(close, now: now, into: &effects)
    }
  }

  /// Stops the thread where a method waits, or lets it return what the method threw; nil says that it finished.
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
      effects.append(.listener(callback))
    case .failed(let exception):
      returns(.failed(exception), into: &effects)
    }
  }

  mutating func returns(_ answer: ConsumerAnswer, into effects: inout [ConsumerEffect]) {
    thread = enclosing.map { .inside($0, .listening) } ?? .outside
    enclosing = nil
    idleRounds = 0
    effects.append(.returned(answer))
  }
}
