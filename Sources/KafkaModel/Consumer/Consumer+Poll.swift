/// `poll(timeout)`, in Kafka's order (`ClassicKafkaConsumer.poll`).
extension Consumer {
  /// The thread goes on where its poll waited.
  mutating func resume(
    _ poll: PollInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    var poll = poll
    while true {
      switch poll.stage {
      case .coordinator:
        let progress =
          coordinator?.poll(
            until: poll.deadline, &subscriptions, &network, now: now, into: &clientEffects)
          ?? .finished(true)
        passOn(into: &effects)
        guard case .finished(let isReady) = progress else {
          return stop(.poll(poll), at: progress, now: now, into: &effects)
        }
        poll.stage = isReady ? .positions : .fetches
      case .positions:
        let progress = updatePositions(until: poll.deadline, now: now)
        passOn(into: &effects)
        switch progress {
        case .finished:
          poll.stage = .fetches
        case .polls, .sleeps, .listener, .failed:
          return stop(.poll(poll), at: progress, now: now, into: &effects)
        }
      case .fetches:
        if handOut(now: now, into: &effects) { return }
        poll.stage = .waited
        let span = awaitFetches(until: poll.deadline, now: now, into: &effects)
        thread = .inside(.poll(poll), .polling(until: now + span))
        return
      case .waited:
        if handOut(now: now, into: &effects) { return }
        guard now < poll.deadline else { return returns(.records([]), into: &effects) }
        poll.stage = .coordinator
      }
    }
  }

  /// Validates, initializes and resets positions (`updateFetchPositions`).
  mutating func updatePositions(
    until deadline: Milliseconds, now: Milliseconds
  ) -> CallProgress {
    do {
      try offsets.validatePositions(&subscriptions, &network, now: now)
      if subscriptions.hasAllPositions { return .finished(true) }
      let progress =
        coordinator?.initializePositions(
          until: deadline, &subscriptions, &network, now: now, into: &clientEffects)
        ?? .finished(true)
      guard progress == .finished(true) else { return progress }
      let without = subscriptions.resetInitializing()
      if !without.isEmpty { return .failed(.noOffsetForPartition(without)) }
      try offsets.resetPositions(&subscriptions, &network, now: now)
      return .finished(true)
    } catch {
      return .failed(error)
    }
  }

  /// Sends fetches and begins to wait for them (`pollForFetches`).
  private mutating func awaitFetches(
    until deadline: Milliseconds, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) -> Milliseconds {
    sendFetches(now: now)
    var timeout = max(min(deadline, coordinator?.nextPoll ?? .max) - now, .zero)
    // A missing position may be backing off.
    if !subscriptions.hasAllPositions { timeout = min(timeout, settings.client.retryBackoff) }
    return beginPoll(
      timeout: timeout, blocks: !fetcher.hasAvailable(subscriptions), now: now, into: &effects)
  }

  @discardableResult
  private mutating func sendFetches(now: Milliseconds) -> Int {
    offsets.noteLeaders(&subscriptions, &network)
    return fetcher.sendFetches(&subscriptions, &network, now: now)
  }

  /// Returns what is buffered, if anything is, and sends the next fetches before; true if the poll has returned.
  private mutating func handOut(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) -> Bool {
    let collected: CollectedFetch
    do {
      collected = try fetcher.collect(&subscriptions, &network.metadata, now: now)
    } catch {
      returns(.failed(error), into: &effects)
      return true
    }
    guard !collected.isEmpty else { return false }
    if sendFetches(now: now) > 0 || network.hasPendingRequests {
      network.transmit(now: now, into: &clientEffects)
      passOn(into: &effects)
    }
    returns(.records(collected.records), into: &effects)
    return true
  }
}
