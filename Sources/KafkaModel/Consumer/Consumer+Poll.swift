/// `poll(timeout)`, in Kafka's order (`ClassicKafkaConsumer.poll`).
extension Consumer {
  /// The thread goes on where its poll waited.
  mutating func resume(
    _ poll: PollInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    if isQuiet(now: now) { return resumeQuietly(poll, now: now, into: &effects) }
    quietAt = nil
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
        return awaitFetches(of: poll, now: now, into: &effects)
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
    of poll: PollInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    sendFetches(now: now)
    let isPositioned = subscriptions.hasAllPositions
    if isPositioned, fetcher.isSettled(subscriptions),
      coordinator?.isUpToDate(with: network.metadata.version) ?? true
    {
      quietAt = network.metadata.version
    }
    wait(
      in: poll, blocks: !fetcher.hasAvailable(subscriptions),
      // A missing position may be backing off.
      atMost: isPositioned ? .max : settings.client.retryBackoff, now: now, into: &effects)
  }

  private mutating func wait(
    in poll: PollInProgress, blocks: Bool, atMost limit: Milliseconds, now: Milliseconds,
    into effects: inout [ConsumerEffect]
  ) {
    let rest = max(min(poll.deadline, coordinator?.nextPoll ?? .max) - now, .zero)
    let span = beginPoll(timeout: min(rest, limit), blocks: blocks, now: now, into: &effects)
    thread = .inside(
      .poll(PollInProgress(deadline: poll.deadline, stage: .waited)), .polling(until: now + span))
  }

  /// Another round would find what the last one found: nothing.
  private mutating func isQuiet(now: Milliseconds) -> Bool {
    guard let quietAt, quietAt == network.client.metadata.version else { return false }
    guard let node = coordinator?.quietCoordinator(now: now) else { return coordinator == nil }
    return !network.isUnavailable(node, now: now)
  }

  /// What is left of such a round: the heartbeat thread learns that the application polls, and the wait goes on.
  private mutating func resumeQuietly(
    _ poll: PollInProgress, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    if poll.stage == .waited, now >= poll.deadline {
      return returns(.records([]), into: &effects)
    }
    coordinator?.member.noticePoll(now: now)
    wait(in: poll, blocks: true, atMost: .max, now: now, into: &effects)
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
      passOnRequests(into: &effects)
    }
    returns(.records(collected.records), into: &effects)
    return true
  }
}
