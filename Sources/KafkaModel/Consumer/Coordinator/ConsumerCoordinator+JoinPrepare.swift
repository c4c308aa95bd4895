/// Where the end of the old generation stands. Indirect, as it mostly is `idle`.
indirect enum PrepareStage: Hashable, Sendable {
  case idle
  /// Before 3.2: a synchronous commit, in the generation of that time.
  case committing(MemberGeneration)
  /// The commit is over.
  case releasing(MemberGeneration)
  /// The listener runs; afterwards these partitions stay.
  case listening(kept: [TopicPartition])
}

/// The automatic commit before a rebalance since 3.2 (`autoCommitOffsetRequestFuture`).
enum PrepareCommit: Hashable, Sendable {
  case inFlight(RequestTicket)
  case done(CommitFailure?)
}

extension ConsumerCoordinator {
  /// Commits, then gives up what the protocol asks for; false if the commit needs another attempt in the next poll.
  ///
  /// Source: `ConsumerCoordinator.onJoinPrepare`.
  mutating func prepareJoin(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    while true {
      switch preparing {
      case .idle:
        let until = prepareDeadline ?? now + member.settings.rebalanceTimeout
        prepareDeadline = until
        if !commitsAutomatically {
          preparing = .releasing(member.generation)
        } else if !behaviour.commitsBeforeJoinAsync {
          preparing = .committing(member.generation)
        } else {
          do {
            let isOver = try commitBeforeJoin(
              until: until, &subscriptions, &network, now: now, into: &effects)
            guard isOver else { return .finished(false) }
          } catch {
            return .failed(error)
          }
          preparing = .releasing(member.generation)
        }
      case .committing(let generation):
        let progress = commitSync(
          subscriptions.allConsumed, kind: .automatic, until: prepareDeadline ?? now,
          &subscriptions, &network, now: now, into: &effects)
        switch progress {
        case .finished, .failed: preparing = .releasing(generation)
        case .polls, .sleeps, .listener: return progress
        }
      case .releasing(let generation):
        let (callback, kept) = release(generation, subscriptions, network.metadata)
        preparing = .listening(kept: kept)
        if let callback { return .listener(callback) }
      case .listening(let kept):
        if kept != subscriptions.assignedPartitions { subscriptions.assignFromSubscribed(kept) }
        preparing = .idle
        prepareDeadline = nil
        prepareCommit = nil
        isLeader = false
        subscriptions.resetGroupSubscription()
        return .finished(true)
      }
    }
  }

  /// One look at the commit before the rebalance: true if it succeeded, failed for good or took too long.
  private mutating func commitBeforeJoin(
    until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> Bool {
    if prepareCommit == nil {
      if !isCooperative, behaviour.marksPendingRevocation {
        subscriptions.markPendingRevocation(subscriptions.assignedPartitions)
      }
      let dispatch = try commitAsync(
        subscriptions.allConsumed, kind: .automatic, subscriptions, &network, now: now,
        into: &effects)
      switch dispatch {
      case .sent(let ticket): prepareCommit = .inFlight(ticket)
      case .done(let failure): prepareCommit = .done(failure)
      case .waiting: return true
      }
    }
    if now >= deadline { return true }
    guard case .done(let failure) = prepareCommit else { return false }
    prepareCommit = nil
    return !(failure?.isRetriable ?? false)
  }

  /// What the listener is told at the end of a generation, and which partitions stay.
  private func release(
    _ generation: MemberGeneration, _ subscriptions: SubscriptionState,
    _ metadata: ClientMetadata
  ) -> (RebalanceCallback?, kept: [TopicPartition]) {
    let owned = subscriptions.assignedPartitions
    let isLost =
      behaviour.commitsBeforeJoinAsync
      ? generation.isReset : generation.id == .unknown && generation.member == .unknown
    if isLost { return (owned.isEmpty ? nil : .lost(owned), []) }
    guard isCooperative else { return (.revoked(owned), []) }
    let kept = owned.filter { partition in
      metadata.name(of: partition.topic).map(subscriptions.topics.contains) ?? false
    }
    let revoked = owned.filter { !kept.contains($0) }
    return (revoked.isEmpty ? nil : .revoked(revoked), kept)
  }
}
