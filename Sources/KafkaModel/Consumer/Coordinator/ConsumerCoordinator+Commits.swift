/// What became of the attempt to send an OffsetCommit.
package enum CommitDispatch: Hashable, Sendable {
  case sent(RequestTicket)
  /// It ended without a request: there was nothing to commit, or the member may not.
  case done(CommitFailure?)
  /// It waits for a search for the coordinator.
  case waiting
}

extension ConsumerCoordinator {
  /// Sends a commit if the member may; the answer ends in `commitAnswered` (`sendOffsetCommitRequest`).
  mutating func sendCommit(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind, isAwaited: Bool,
    _ subscriptions: SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) -> CommitDispatch {
    if offsets.isEmpty { return .done(nil) }
    let known = member.knownCoordinator(now: now, network: &network, into: &effects)
    guard let coordinator = known else {
      return .done(.request(.error(.coordinatorNotAvailable)))
    }
    var identity = GroupMemberIdentity(
      group: member.settings.group, generation: .unknown, member: .unknown, groupInstanceID: nil)
    if subscriptions.isGroupManaged {
      guard member.generationIfStable != nil else {
        return .done(member.isRebalancing ? .rebalanceInProgress : .commitFailed)
      }
      identity = member.identity
    }
    let ticket = network.send(
      .offsetCommit(OffsetCommitRequest(identity: identity, offsets: offsets)), to: coordinator,
      purpose: .offsetCommit, now: now)
    let generation = subscriptions.isGroupManaged ? member.generation : .none
    commits.inFlight.append(
      OffsetCommits.InFlight(
        ticket: ticket, kind: kind, isAwaited: isAwaited, offsets: offsets,
        generation: generation))
    return .sent(ticket)
  }

  /// `commitAsync`: the outcome is told in a later call.
  @discardableResult
  package mutating func commitAsync(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind,
    _ subscriptions: SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> CommitDispatch {
    try tellCommits(now: now)
    if !offsets.isEmpty,
      member.knownCoordinator(now: now, network: &network, into: &effects) == nil
    {
      let isReady = try ensureReady(until: now, &network, now: now, into: &effects)
      if isReady != .done(true) {
        member.lookUpCoordinator(now: now, network: &network)
        if let failure = member.failedLookup {
          commits.complete(kind, offsets, failure: .request(failure))
        } else {
          commits.waiting.append(OffsetCommits.Waiting(kind: kind, offsets: offsets))
        }
        return .waiting
      }
    }
    return dispatch(offsets, kind: kind, subscriptions, &network, now: now, into: &effects)
  }

  private mutating func dispatch(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind, _ subscriptions: SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CommitDispatch {
    let dispatch = sendCommit(
      offsets, kind: kind, isAwaited: false, subscriptions, &network, now: now, into: &effects)
    if case .done(let failure) = dispatch { commits.complete(kind, offsets, failure: failure) }
    return dispatch
  }

  /// A search for the coordinator ended: the commits that waited for it are sent or fail.
  mutating func lookedUp(
    _ failure: MemberFailure?, _ subscriptions: SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    let waiting = commits.waiting
    commits.waiting.removeAll()
    for commit in waiting {
      if let failure {
        let told = CommitFailure.request(failure.isRetriable ? failure : .noBrokers)
        commits.complete(commit.kind, commit.offsets, failure: told)
      } else {
        _ = dispatch(
          commit.offsets, kind: commit.kind, subscriptions, &network, now: now, into: &effects)
      }
    }
  }

  /// Commits if the interval is over (`maybeAutoCommitOffsetsAsync`).
  package mutating func commitIfDue(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) throws(ConsumerException) {
    guard commitsAutomatically, let due = nextAutoCommit, due <= now else { return }
    nextAutoCommit = now + settings.autoCommitInterval
    try commitAsync(
      subscriptions.allConsumed, kind: .automatic, subscriptions, &network, now: now,
      into: &effects)
  }

  /// Tells the application what became of its asynchronous commits (`invokeCompletedOffsetCommitCallbacks`).
  mutating func tellCommits(now: Milliseconds) throws(ConsumerException) {
    if commits.isFenced { throw .error(.fencedInstanceID) }
    for completed in commits.completed {
      outcomes.append(completed.outcome)
      if completed.outcome.kind == .automatic, completed.isRetriable {
        nextAutoCommit = now + settings.client.retryBackoff
      }
    }
    commits.completed.removeAll(keepingCapacity: true)
  }

  /// Source: `OffsetCommitResponseHandler`.
  mutating func commitAnswered(
    _ answer: NetworkAnswer, _ network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    guard let index = commits.inFlight.firstIndex(where: { $0.ticket == answer.ticket }) else {
      preconditionFailure("an answer to a commit that was never sent")
    }
    let commit = commits.inFlight.remove(at: index)
    let failure: CommitFailure?
    switch answer.outcome {
    case .answered(.offsetCommit(let partitions)):
      failure = commitFailure(partitions, commit, &network, into: &effects)
    case .answered(let response):
      preconditionFailure("OffsetCommit was answered by \(response.kind)")
    case .disconnected:
      loseCoordinator(isDisconnected: true, &network, into: &effects)
      failure = .request(.disconnected)
    case .expired:
      failure = .request(.expired)
    }
    if commit.isAwaited {
      if sync?.stage == .polling(answer.ticket) { sync?.stage = .answered(failure) }
    } else {
      commits.complete(commit.kind, commit.offsets, failure: failure)
      if prepareCommit == .inFlight(answer.ticket) { prepareCommit = .done(failure) }
    }
  }

  /// The first partition's error that matters decides; nil if all are stored.
  private mutating func commitFailure(
    _ partitions: [PartitionError], _ commit: OffsetCommits.InFlight,
    _ network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) -> CommitFailure? {
    let isUnchanged = member.generation == commit.generation
    var unauthorized: CommitFailure?
    for entry in partitions {
      switch entry.error {
      case .none:
        continue
      case .topicAuthorizationFailed:
        unauthorized = .request(.error(entry.error))
      case .groupAuthorizationFailed, .invalidCommitOffsetSize, .coordinatorLoadInProgress,
        .unknownTopicOrPartition:
        return .request(.error(entry.error))
      case .coordinatorNotAvailable, .notCoordinator, .requestTimedOut:
        loseCoordinator(isDisconnected: false, &network, into: &effects)
        return .request(.error(entry.error))
      case .fencedInstanceID:
        if isUnchanged { return .request(.error(entry.error)) }
        return member.state == .preparing ? .rebalanceInProgress : .commitFailed
      case .rebalanceInProgress:
        member.requestRejoin("offset commit failed since group is already rebalancing")
        return .rebalanceInProgress
      case .unknownMemberID, .illegalGeneration:
        if !isUnchanged, member.state == .preparing { return .rebalanceInProgress }
        member.resetOnError(entry.error, into: &effects)
        return .commitFailed
      case let other:
        return .request(.unexpected(other))
      }
    }
    return unauthorized
  }
}
