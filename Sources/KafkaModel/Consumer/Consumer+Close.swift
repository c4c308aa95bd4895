extension Consumer {
  /// Goes on with `close(timeout)`: the last commit, LeaveGroup, then the end of all connections.
  mutating func resumeClose(
    until deadline: Milliseconds, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    let progress =
      coordinator?.close(
        until: deadline, &subscriptions, &network, now: now, into: &clientEffects)
      ?? .finished(true)
    passOn(into: &effects)
    switch progress {
    case .polls, .sleeps, .listener:
      return stop(.close(deadline: deadline), at: progress, now: now, into: &effects)
    case .finished, .failed:
      break
    }
    network.client.close(into: &clientEffects)
    passOn(into: &effects)
    thread = .closed
    effects.append(.returned(.done))
  }
}
