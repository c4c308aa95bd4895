/// The group's committed offsets of newly assigned partitions, on their way (`PendingCommittedOffsetRequest`).
struct CommittedOffsetsFetch: Hashable, Sendable {
  var partitions: [TopicPartition]
  var generation: MemberGeneration?
  var stage: Stage
  var attempts: Int64 = 0

  enum Stage: Hashable, Sendable {
    case ensuring
    case polling(RequestTicket)
    case found([PartitionOffset])
    case failed(MemberFailure)
    case sleeping(until: Milliseconds)
  }
}

extension ConsumerCoordinator {
  /// Moves partitions without a position to what the group has committed; false if that took too long.
  ///
  /// Source: `initWithCommittedOffsetsIfNeeded`.
  package mutating func initializePositions(
    until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> CallProgress {
    let partitions = subscriptions.initializing()
    if partitions.isEmpty { return .finished(true) }
    let generation = member.generationIfStable
    var fetch = CommittedOffsetsFetch(
      partitions: partitions, generation: generation, stage: .ensuring)
    if let offsetFetch, offsetFetch.partitions == partitions,
      offsetFetch.generation == generation
    {
      fetch = offsetFetch
    }
    while true {
      offsetFetch = fetch
      switch fetch.stage {
      case .ensuring:
        let readiness: Progress<Bool>
        do {
          readiness = try ensureReady(until: deadline, &network, now: now, into: &effects)
        } catch {
          offsetFetch = nil
          return .failed(error)
        }
        switch readiness {
        case .waits(let until): return .polls(until: until)
        case .sleeps(let until): return .sleeps(until: until)
        case .done(false): return .finished(false)
        case .done(true): break
        }
        guard
          let coordinator = member.knownCoordinator(
            now: now, network: &network, into: &effects)
        else {
          fetch.stage = .failed(.error(.coordinatorNotAvailable))
          continue
        }
        let request = OffsetFetchRequest(group: member.settings.group, partitions: partitions)
        let ticket = network.send(
          .offsetFetch(request), to: coordinator, purpose: .offsetFetch, now: now)
        fetch.stage = .polling(ticket)
      case .polling:
        return now < deadline ? .polls(until: deadline) : .finished(false)
      case .found(let offsets):
        offsetFetch = nil
        take(offsets, &subscriptions, &network)
        return .finished(true)
      case .failed(let failure):
        guard failure.isRetriable else {
          offsetFetch = nil
          return .failed(ConsumerException(failure))
        }
        let pause = member.backoff(after: fetch.attempts)
        fetch.attempts += 1
        fetch.stage = .sleeping(until: min(deadline, now + pause))
      case .sleeping(let until):
        if now < until { return .sleeps(until: until) }
        if now >= deadline {
          offsetFetch = nil
          return .finished(false)
        }
        fetch.stage = .ensuring
      }
    }
  }

  /// Source: `ConsumerUtils.refreshCommittedOffsets`.
  private func take(
    _ offsets: [PartitionOffset], _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork
  ) {
    for entry in offsets where entry.position.offset >= .zero {
      if entry.position.leaderEpoch != .none {
        network.metadata.sawEpoch(entry.position.leaderEpoch, of: entry.partition)
      }
      guard subscriptions.isAssigned(entry.partition) else { continue }
      let position = FetchPosition(
        offset: entry.position.offset, offsetEpoch: entry.position.leaderEpoch,
        leader: network.metadata.currentLeader(of: entry.partition))
      subscriptions.seekUnvalidated(entry.partition, to: position)
    }
  }

  /// Source: `OffsetFetchResponseHandler`.
  mutating func offsetFetchAnswered(
    _ answer: NetworkAnswer, _ network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    let stage: CommittedOffsetsFetch.Stage
    switch answer.outcome {
    case .answered(.offsetFetch(let response)):
      stage = outcome(of: response, &network, into: &effects)
    case .answered(let response):
      preconditionFailure("OffsetFetch was answered by \(response.kind)")
    case .disconnected:
      loseCoordinator(isDisconnected: true, &network, into: &effects)
      stage = .failed(.disconnected)
    case .expired:
      stage = .failed(.expired)
    }
    // An older question may be answered that nobody waits for any more.
    if offsetFetch?.stage == .polling(answer.ticket) { offsetFetch?.stage = stage }
  }

  private mutating func outcome(
    of response: OffsetFetchResponse, _ network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) -> CommittedOffsetsFetch.Stage {
    switch response.error {
    case .none:
      return .found(response.offsets)
    case .coordinatorNotAvailable, .notCoordinator:
      loseCoordinator(isDisconnected: false, &network, into: &effects)
      return .failed(.error(response.error))
    case let other:
      let isExpected = other.isRetriable || other == .groupAuthorizationFailed
      return .failed(isExpected ? .error(other) : .unexpected(other))
    }
  }
}
