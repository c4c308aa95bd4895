/// Validation of positions by OffsetForLeaderEpoch (KIP-320).
extension OffsetFetcher {
  /// Positions whose leader changed in newer metadata must be validated before the next fetch.
  @inline(__always)
  mutating func noteLeaders(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork
  ) {
    if seenMetadata != network.metadata.version { noteLeaders(&subscriptions, network.metadata) }
  }

  private mutating func noteLeaders(
    _ subscriptions: inout SubscriptionState, _ metadata: ClientMetadata
  ) {
    seenMetadata = metadata.version
    for slot in subscriptions.slots.indices {
      let partition = subscriptions.slots[slot].partition
      subscriptions.leaderChanged(of: partition, to: metadata.currentLeader(of: partition))
    }
  }

  /// Asks the leaders of all positions that await validation and are not asked already
  /// (`validatePositionsIfNeeded`).
  mutating func validatePositions(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds
  ) throws(ConsumerException) {
    if let failure = validationFailure {
      validationFailure = nil
      throw failure
    }
    noteLeaders(&subscriptions, &network)
    if subscriptions.hasAllPositions { return }
    var requests: [PendingValidation] = []
    for slot in subscriptions.slots {
      guard case .awaitingValidation(let position) = slot.state.fetch,
        now >= slot.state.nextRetry, let leader = position.leader.leader
      else { continue }
      let index = requests.firstIndex { $0.node == leader } ?? requests.count
      if index == requests.count {
        requests.append(
          PendingValidation(node: leader, ticket: RequestTicket(-1), positions: []))
      }
      requests[index].positions.append((slot.partition, position))
    }
    requests.sort { $0.node < $1.node }
    for index in requests.indices {
      guard network.client.phase(of: requests[index].node) == .ready else {
        // What the node can do is not known before it is connected.
        network.tryConnect(requests[index].node)
        continue
      }
      subscriptions.setNextRetry(
        requests[index].positions.map(\.partition), at: now + requestTimeout)
      let asked = requests[index].positions.map {
        OffsetForLeaderEpochRequest.Partition(
          $0.partition, currentLeaderEpoch: $0.position.leader.epoch,
          leaderEpoch: $0.position.offsetEpoch)
      }
      requests[index].ticket = network.send(
        .offsetForLeaderEpoch(OffsetForLeaderEpochRequest(partitions: asked)),
        to: requests[index].node, purpose: .offsetForLeaderEpoch, now: now)
      validations.append(requests[index])
    }
  }

  /// A leader answered where the epochs of positions end, or the request failed.
  mutating func validationAnswered(
    _ answer: NetworkAnswer, _ subscriptions: inout SubscriptionState,
    _ metadata: inout ClientMetadata, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard let index = validations.firstIndex(where: { $0.ticket == answer.ticket }) else { return }
    let request = validations.remove(at: index)
    guard case .answered(.offsetForLeaderEpoch(let response)) = answer.outcome else {
      subscriptions.setNextRetry(request.positions.map(\.partition), at: now + retryBackoff)
      metadata.requestUpdate()
      return
    }
    var needsMetadata = false
    var truncation: ConsumerException?
    for (partition, position) in request.positions {
      let found = response.partitions.first { $0.partition == partition }
      if let found, found.error == .none {
        let failure = validated(
          partition, asked: position, found.end, &subscriptions, into: &effects)
        truncation = truncation ?? failure
      } else if found?.error == .topicAuthorizationFailed {
        validationFailure = validationFailure ?? .error(.topicAuthorizationFailed)
      } else {
        subscriptions.setNextRetry([partition], at: now + retryBackoff)
        needsMetadata = true
      }
    }
    if needsMetadata { metadata.requestUpdate() }
    validationFailure = validationFailure ?? truncation
  }

  /// Goes on, goes back to where the logs part, or says that it may not (`maybeCompleteValidation`).
  private func validated(
    _ partition: TopicPartition, asked: FetchPosition, _ end: EpochEndOffset,
    _ subscriptions: inout SubscriptionState, into effects: inout [ConsumerEffect]
  ) -> ConsumerException? {
    guard case .awaitingValidation(let position) = subscriptions[partition]?.fetch,
      position == asked
    else { return nil }
    if end.endOffset == .none || end.epoch == .none {
      guard subscriptions.hasResetPolicy else {
        return .logTruncation(partition, divergence: nil)
      }
      subscriptions.requestReset(
        partition, policy: subscriptions.resetPolicy, why: .truncated)
    } else if end.endOffset < position.offset {
      let divergence = OffsetAndEpoch(offset: end.endOffset, leaderEpoch: end.epoch)
      guard subscriptions.hasResetPolicy else {
        return .logTruncation(partition, divergence: divergence)
      }
      subscriptions.seekValidated(
        partition,
        to: FetchPosition(
          offset: end.endOffset, offsetEpoch: end.epoch, leader: position.leader))
      effects.append(
        .journal(
          .consumer(
            .positionMoved(
              partition, from: position.offset, to: end.endOffset, why: .truncated))))
    } else {
      subscriptions.seekValidated(partition, to: position)
    }
    return nil
  }
}
