/// Where the coordinator's part of a poll stands.
enum PollStage: Hashable, Sendable {
  case start
  case lookingUp
  case deciding
  /// A pattern is matched against fresh metadata before the member joins.
  case refreshing(after: Int32)
  /// `ensureActiveGroup` with a timer that allows no waiting.
  case joining(until: Milliseconds)
}

extension ConsumerCoordinator {
  /// The group's part of a poll: coordinator, rejoin without waiting for its end, automatic commit; false if positions
  /// are not to be looked after in this round.
  ///
  /// Source: `ConsumerCoordinator.poll(timer, false)`.
  package mutating func poll(
    until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    do {
      return try advancePoll(
        until: deadline, &subscriptions, &network, now: now, into: &effects)
    } catch {
      polling = .start
      return .failed(error)
    }
  }

  private mutating func advancePoll(
    until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> CallProgress {
    while true {
      switch polling {
      case .start:
        if nextAutoCommit == nil { nextAutoCommit = now + settings.autoCommitInterval }
        updateSnapshot(&subscriptions, &network)
        try tellCommits(now: now)
        guard subscriptions.isGroupManaged else {
          try commitIfDue(&subscriptions, &network, now: now, into: &effects)
          return .finished(true)
        }
        try polled(now: now)
        polling = .lookingUp
      case .lookingUp:
        switch try ensureReady(until: deadline, &network, now: now, into: &effects) {
        case .waits(let until): return .polls(until: until)
        case .sleeps(let until): return .sleeps(until: until)
        case .done(false):
          polling = .start
          return .finished(false)
        case .done(true):
          polling = .deciding
        }
      case .deciding:
        guard needsRejoin(subscriptions) else {
          polling = .start
          try commitIfDue(&subscriptions, &network, now: now, into: &effects)
          return .finished(true)
        }
        polling = refreshesBeforeJoin(subscriptions, &network, now: now)
      case .refreshing(let version):
        if network.metadata.version == version {
          if now < deadline { return .polls(until: deadline) }
          polling = .start
          return .finished(false)
        }
        updateSnapshot(&subscriptions, &network)
        polling = .joining(until: now)
      case .joining(let until):
        let progress = try join(
          until: until, deadline: deadline, &subscriptions, &network, now: now, into: &effects)
        switch progress {
        case .finished(let isJoined):
          polling = .start
          if isJoined {
            try commitIfDue(&subscriptions, &network, now: now, into: &effects)
          }
        case .polls, .sleeps, .listener, .failed:
          break
        }
        return progress
      }
    }
  }

  /// Nothing that came would be noticed by the next `poll`: neither metadata nor the outcome of a commit.
  mutating func isUpToDate(with metadata: Int32) -> Bool {
    metadata <= snapshot.version && commits.completed.isEmpty
  }

  /// The coordinator of a member for which a `poll` would have nothing to do, if metadata and subscription are what they
  /// were: it is in its group, and no commit is due.
  ///
  /// Changes nothing: it is mutating so that a coordinator in its optional is not copied.
  @inline(__always)
  mutating func quietCoordinator(now: Milliseconds) -> NodeID? {
    guard let due = nextAutoCommit, due > now || !commitsAutomatically else { return nil }
    return member.quietCoordinator
  }

  /// Goes on with joining; the member says what it needs.
  private mutating func join(
    until joinDeadline: Milliseconds, deadline: Milliseconds,
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> CallProgress {
    member.startHeartbeatThread()
    while true {
      _ = needsRejoin(subscriptions)
      let step: JoinStep
      do {
        step = try member.join(
          until: joinDeadline, now: now, network: &network, into: &effects)
      } catch {
        throw ConsumerException(error)
      }
      switch step {
      case .joined: return .finished(true)
      case .timedOut: return .finished(false)
      case .waits(let until): return .polls(until: until)
      case .sleeps(let until): return .sleeps(until: until)
      case .prepare:
        let progress = prepareJoin(&subscriptions, &network, now: now, into: &effects)
        guard case .finished(let isReady) = progress else { return progress }
        member.prepared(isReady)
        if !isReady { return .finished(false) }
      case .offer:
        member.sendJoin(
          protocols(subscriptions, network.metadata), now: now, network: &network,
          into: &effects)
      case .complete(let assignment):
        let progress = completeJoin(
          assignment, until: deadline, &subscriptions, &network, now: now)
        guard case .finished(let isTaken) = progress else { return progress }
        if !isTaken { return .finished(false) }
        member.completed()
      }
    }
  }

  private func refreshesBeforeJoin(
    _ subscriptions: SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds
  ) -> PollStage {
    guard subscriptions.hasPattern else { return .joining(until: now) }
    if network.isMetadataUpdateAllowed(now: now) {
      network.metadata.requestUpdate(resetsEquivalentBackoff: true)
    }
    guard network.isMetadataStale(now: now) else { return .joining(until: now) }
    network.metadata.requestUpdate()
    return .refreshing(after: network.metadata.version)
  }

  /// When the application's thread must look after its group again (`timeToNextPoll`).
  ///
  /// Nothing is committed automatically before the member has joined; a real thread spins meanwhile, with the same
  /// result.
  package var nextPoll: Milliseconds {
    mutating get {
      guard commitsAutomatically, !member.rejoinNeededOrPending else { return member.nextHeartbeat }
      return min(nextAutoCommit ?? .max, member.nextHeartbeat)
    }
  }

  private mutating func polled(now: Milliseconds) throws(ConsumerException) {
    do {
      try member.polled(now: now)
    } catch {
      throw ConsumerException(error)
    }
  }

  /// Finds the coordinator if it is unknown; `MemberFailure`s leave as exceptions.
  mutating func ensureReady(
    until deadline: Milliseconds, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> Progress<Bool> {
    do {
      return try member.ensureCoordinatorReady(
        until: deadline, now: now, network: &network, into: &effects)
    } catch {
      throw ConsumerException(error)
    }
  }

  /// A rejoin is due: for metadata that changed under the leader, for another subscription, or by the group's wish.
  ///
  /// Source: `ConsumerCoordinator.rejoinNeededOrPending`.
  mutating func needsRejoin(_ subscriptions: SubscriptionState) -> Bool {
    guard subscriptions.isGroupManaged else { return false }
    if let assignedFrom, !assignedFrom.matches(snapshot) {
      member.requestRejoinIfNecessary("cached metadata has changed")
    } else if let joinedTopics, joinedTopics != subscriptions.topics {
      member.requestRejoinIfNecessary("subscription has changed")
    }
    return member.rejoinNeededOrPending
  }

  /// Takes notice of metadata that came since the last look: patterns are matched again, and the leader compares.
  ///
  /// Source: `maybeUpdateSubscriptionMetadata`.
  mutating func updateSnapshot(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork
  ) {
    guard network.metadata.version > snapshot.version else { return }
    matchPattern(&subscriptions, &network)
    snapshot = MetadataSnapshot(subscriptions.metadataTopics, in: network.metadata)
  }

  /// Subscribes to the topics that the pattern matches now (`updatePatternSubscription`).
  package mutating func matchPattern(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork
  ) {
    guard case .pattern(let pattern) = subscriptions.subscription else { return }
    let names = network.metadata.knownTopics.compactMap { network.metadata.name(of: $0) }
    if subscriptions.subscribeFromPattern(names.filter(pattern.matches)) {
      network.metadata.requestUpdateForNewTopics()
    }
  }
}
