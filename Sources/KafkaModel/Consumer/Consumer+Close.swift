/// Commits, leaving and closing: the calls that wait for the group.
extension Consumer {
  mutating func resumeCommit(
    _ positions: [PartitionOffset], until deadline: Milliseconds, now: Milliseconds,
    into effects: inout [ConsumerEffect]
  ) {
    let progress = coordinator?.commitSync(
      positions, kind: .synchronous, until: deadline, &subscriptions, &network, now: now,
      into: &clientEffects)
    passOn(into: &effects)
    switch progress {
    case .none, .finished(true): returns(.done, into: &effects)
    case .finished(false): returns(.failed(.timeout), into: &effects)
    case .some(let progress):
      stop(.commit(positions, deadline: deadline), at: progress, now: now, into: &effects)
    }
  }

  mutating func resumeUnsubscribe(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    let progress =
      coordinator?.leave(
        "the consumer unsubscribed from all topics", &subscriptions, &network, now: now,
        into: &clientEffects) ?? .finished(true)
    passOn(into: &effects)
    guard case .finished = progress else {
      return stop(.unsubscribe, at: progress, now: now, into: &effects)
    }
    look(now: now, into: &effects)
    userAssignment.removeAll()
    isAssignmentResolved = true
    pendingSeeks.removeAll()
    subscriptions.unsubscribe()
    returns(.done, into: &effects)
  }

  /// `close(timeout)`: the group first, for at most `request.timeout.ms`, then the fetch sessions.
  mutating func beginClose(timeout: Milliseconds, now: Milliseconds) {
    let until = now + min(timeout, settings.client.requestTimeout)
    thread = .inside(
      .close(CloseInProgress(deadline: now + timeout, stage: .group(until: until))), .running)
  }

  mutating func resume(
    _ close: CloseInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    var close = close
    switch close.stage {
    case .group(let until):
      let progress =
        coordinator?.close(
          until: until, &subscriptions, &network, now: now, into: &clientEffects)
        ?? .finished(true)
      passOn(into: &effects)
      switch progress {
      case .finished, .failed: break
      case .polls, .sleeps, .listener:
        return stop(.close(close), at: progress, now: now, into: &effects)
      }
      guard behaviour.closesFetchSessions, now < close.deadline else {
        return finishClose(now: now, into: &effects)
      }
      let rest = min(close.deadline - now, settings.client.requestTimeout)
      close.stage = .sessions(until: now + rest)
      fetcher.closeSessions(&network, now: now)
      resume(close, now: now, into: &effects)
    case .sessions(let until):
      guard fetcher.isClosing, now < until else { return finishClose(now: now, into: &effects) }
      stop(.close(close), at: .polls(until: until), now: now, into: &effects)
    }
  }

  private mutating func finishClose(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    network.client.close(into: &clientEffects)
    passOn(into: &effects)
    returns(.done, into: &effects)
    thread = .closed
  }
}
