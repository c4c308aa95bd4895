extension Consumer {
  /// `commitSync`: the thread waits in it for at most `default.api.timeout.ms`.
  mutating func commitSync(
    _ offsets: [PartitionOffset], now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard coordinator != nil else {
      return returns(.failed(.error(.invalidGroupID)), into: &effects)
    }
    let deadline = now + settings.defaultAPITimeout
    thread = .inside(.commitSync(offsets, deadline: deadline), .running)
  }

  mutating func resumeCommit(
    _ offsets: [PartitionOffset], until deadline: Milliseconds, now: Milliseconds,
    into effects: inout [ConsumerEffect]
  ) {
    let progress =
      coordinator?.commitSync(
        offsets, kind: .synchronous, until: deadline, &subscriptions, &network, now: now,
        into: &clientEffects) ?? .finished(true)
    passOn(into: &effects)
    switch progress {
    case .finished(let isStored):
      returns(isStored ? .done : .failed(.timeout), into: &effects)
    case .polls, .sleeps, .listener, .failed:
      stop(.commitSync(offsets, deadline: deadline), at: progress, now: now, into: &effects)
    }
  }

  /// `commitAsync`: sends if it can and returns.
  mutating func commitAsync(
    _ offsets: [PartitionOffset], now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard coordinator != nil else {
      return returns(.failed(.error(.invalidGroupID)), into: &effects)
    }
    do {
      try coordinator?.commitAsync(
        offsets, kind: .asynchronous, subscriptions, &network, now: now, into: &clientEffects)
    } catch {
      return returns(.failed(error), into: &effects)
    }
    passOnOutcomes(into: &effects)
    look(now: now, into: &effects)
    returns(.done, into: &effects)
  }

  /// Epochs that the application gives with its offsets are news of leaders (`updateLastSeenEpochIfNewer`).
  mutating func noteEpochs(_ offsets: [PartitionOffset]) {
    for entry in offsets where entry.position.leaderEpoch != .none {
      network.metadata.sawEpoch(entry.position.leaderEpoch, of: entry.partition)
    }
  }

  /// Goes on with `unsubscribe()`: the listener, LeaveGroup, then nothing is subscribed to.
  mutating func resumeUnsubscribe(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    let progress =
      coordinator?.leave(
        "the consumer unsubscribed from all topics", &subscriptions, &network, now: now,
        into: &clientEffects) ?? .finished(true)
    passOn(into: &effects)
    guard case .finished = progress else {
      return stop(.unsubscribe, at: progress, now: now, into: &effects)
    }
    subscriptions.unsubscribe()
    look(now: now, into: &effects)
    returns(.done, into: &effects)
  }
}
