extension Consumer {
  /// `close(timeout)`: the group first, for at most `request.timeout.ms`, then the fetch sessions.
  mutating func beginClose(timeout: Milliseconds, now: Milliseconds) {
    let until = now + min(timeout, settings.client.requestTimeout)
    thread = .inside(
      .close(CloseInProgress(deadline: now + timeout, stage: .group(until: until))), .running)
  }

  /// Goes on with `close`: the last commit, LeaveGroup, the end of fetch sessions, then that of all connections.
  mutating func resume(
    _ close: CloseInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    switch close.stage {
    case .group(let until):
      let progress =
        coordinator?.close(
          until: until, &subscriptions, &network, now: now, into: &clientEffects)
        ?? .finished(true)
      passOn(into: &effects)
      switch progress {
      case .polls, .sleeps, .listener:
        stop(.close(close), at: progress, now: now, into: &effects)
      case .finished, .failed:
        closeSessions(close, now: now, into: &effects)
      }
    case .sessions(let until):
      guard fetcher.isClosing, now < until else { return finishClose(into: &effects) }
      stop(.close(close), at: .polls(until: until), now: now, into: &effects)
    }
  }

  private mutating func closeSessions(
    _ close: CloseInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard behaviour.closesFetchSessions, now < close.deadline else {
      return finishClose(into: &effects)
    }
    var close = close
    let rest = min(close.deadline - now, settings.client.requestTimeout)
    close.stage = .sessions(until: now + rest)
    fetcher.closeSessions(&network, now: now)
    thread = .inside(.close(close), .running)
  }

  private mutating func finishClose(into effects: inout [ConsumerEffect]) {
    network.client.close(into: &clientEffects)
    passOn(into: &effects)
    thread = .closed
    effects.append(.returned(.done))
  }
}
