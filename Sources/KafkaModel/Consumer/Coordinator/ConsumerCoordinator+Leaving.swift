/// Where the listener's last call before leaving stands.
enum LeaveStage: Hashable, Sendable {
  case idle
  case listening
}

/// Where `close` stands.
enum CloseStage: Hashable, Sendable {
  case committing
  case awaitingCommits
  case leaving
  case awaitingRequests
}

extension ConsumerCoordinator {
  /// Gives up all partitions and leaves: `unsubscribe()`, and the end of `close()`.
  package mutating func leave(
    _ reason: String, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    if leaving == .idle, let callback = lastCallback(subscriptions) {
      leaving = .listening
      return .listener(callback)
    }
    if leaving == .listening {
      leaving = .idle
      subscriptions.assignFromSubscribed([])
    }
    member.leave(reason, now: now, network: &network, into: &effects)
    return .finished(true)
  }

  /// What the listener is told before the member leaves (`onLeavePrepare`).
  private func lastCallback(_ subscriptions: SubscriptionState) -> RebalanceCallback? {
    let dropped = subscriptions.assignedPartitions
    guard subscriptions.isGroupManaged, !dropped.isEmpty else { return nil }
    let isLost =
      behaviour.commitsBeforeJoinAsync
      ? member.generation.isReset : member.generation == .none
    return isLost || member.isRebalancing ? .lost(dropped) : .revoked(dropped)
  }

  /// Commits automatically if that is on, leaves the group, and waits for the coordinator's answers.
  ///
  /// Source: `ConsumerCoordinator.close`, `AbstractCoordinator.close`.
  package mutating func close(
    until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    while true {
      switch closing {
      case .committing:
        if commitsAutomatically {
          let progress = commitSync(
            subscriptions.allConsumed, kind: .automatic, until: deadline, &subscriptions,
            &network, now: now, into: &effects)
          switch progress {
          case .polls, .sleeps, .listener: return progress
          case .finished, .failed: break
          }
        }
        closing = .awaitingCommits
      case .awaitingCommits:
        if commits.waiting.isEmpty || now >= deadline {
          closing = .leaving
          continue
        }
        guard let readiness = try? ensureReady(until: deadline, &network, now: now, into: &effects)
        else {
          closing = .leaving
          continue
        }
        if case .sleeps(let until) = readiness { return .sleeps(until: until) }
        return .polls(until: deadline)
      case .leaving:
        member.closeHeartbeatThread()
        if settings.leavesGroupOnClose {
          let progress = leave(
            "the consumer is being closed", &subscriptions, &network, now: now, into: &effects)
          guard case .finished = progress else { return progress }
        }
        closing = .awaitingRequests
      case .awaitingRequests:
        switch member.awaitPendingRequests(
          until: deadline, now: now, network: &network, into: &effects)
        {
        case .waits(let until): return .polls(until: until)
        case .sleeps(let until): return .sleeps(until: until)
        case .done(let isAnswered):
          try? tellCommits(now: now)
          return .finished(isAnswered)
        }
      }
    }
  }
}
