/// A `commitSync` on its way.
struct SyncCommit: Hashable, Sendable {
  var stage = Stage.ensuring
  var attempts: Int64 = 0

  enum Stage: Hashable, Sendable {
    /// The coordinator must be known.
    case ensuring
    case polling(RequestTicket)
    case answered(CommitFailure?)
    case sleeping(until: Milliseconds)
    /// There was nothing to commit; earlier asynchronous commits are waited for (3.6).
    case awaitingOthers
  }
}

extension ConsumerCoordinator {
  /// Commits and waits; retriable failures are tried again until the deadline, then it finishes with false.
  ///
  /// Source: `ConsumerCoordinator.commitOffsetsSync`.
  package mutating func commitSync(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind, until deadline: Milliseconds,
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    let progress: CallProgress
    do {
      progress = try advanceSync(
        offsets, kind: kind, until: deadline, subscriptions, &network, now: now, into: &effects)
    } catch {
      progress = .failed(error)
    }
    switch progress {
    case .finished(let isStored):
      conclude(offsets, kind: kind, failure: isStored ? nil : .timeout)
    case .failed(let exception):
      conclude(offsets, kind: kind, failure: exception)
    case .polls, .sleeps, .listener:
      break
    }
    return progress
  }

  private mutating func conclude(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind, failure: ConsumerException?
  ) {
    sync = nil
    if offsets.isEmpty { return }
    outcomes.append(CommitOutcome(kind: kind, offsets: offsets, failure: failure))
  }

  private mutating func advanceSync(
    _ offsets: [PartitionOffset], kind: CommitOutcome.Kind, until deadline: Milliseconds,
    _ subscriptions: SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) throws(ConsumerException) -> CallProgress {
    var commit: SyncCommit
    if let sync {
      commit = sync
    } else {
      try tellCommits(now: now)
      commit = SyncCommit(stage: offsets.isEmpty ? .awaitingOthers : .ensuring)
    }
    while true {
      sync = commit
      switch commit.stage {
      case .ensuring:
        switch try ensureReady(until: deadline, &network, now: now, into: &effects) {
        case .waits(let until): return .polls(until: until)
        case .sleeps(let until): return .sleeps(until: until)
        case .done(false): return .finished(false)
        case .done(true): break
        }
        let dispatch = sendCommit(
          offsets, kind: kind, isAwaited: true, subscriptions, &network, now: now,
          into: &effects)
        switch dispatch {
        case .sent(let ticket): commit.stage = .polling(ticket)
        case .done(let failure): commit.stage = .answered(failure)
        case .waiting: preconditionFailure("a synchronous commit never waits for a search")
        }
      case .polling:
        if now < deadline { return .polls(until: deadline) }
        try tellCommits(now: now)
        return .finished(false)
      case .answered(let failure):
        try tellCommits(now: now)
        guard let failure else { return .finished(true) }
        if !failure.isRetriable { throw failure.exception }
        let pause = member.backoff(after: commit.attempts)
        commit.attempts += 1
        commit.stage = .sleeping(until: min(deadline, now + pause))
      case .sleeping(let until):
        if now < until { return .sleeps(until: until) }
        if now >= deadline { return .finished(false) }
        commit.stage = .ensuring
      case .awaitingOthers:
        try tellCommits(now: now)
        if commits.asynchronousCount == 0 || !behaviour.exponentialRetryBackoff {
          return .finished(true)
        }
        return now < deadline ? .polls(until: deadline) : .finished(false)
      }
    }
  }
}
