/// Resets by ListOffsets (`resetPositionsIfNeeded`).
extension OffsetFetcher {
  /// Asks the leaders of all partitions that await a reset and are not asked already.
  mutating func resetPositions(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds
  ) throws(ConsumerException) {
    if let failure = resetFailure {
      resetFailure = nil
      throw failure
    }
    var requests: [PendingReset] = []
    for slot in subscriptions.slots.indices {
      guard case .awaitingReset(let reset) = subscriptions.slots[slot].state.fetch,
        now >= subscriptions.slots[slot].state.nextRetry
      else { continue }
      let partition = subscriptions.slots[slot].partition
      let known = network.metadata.currentLeader(of: partition)
      guard let leader = known.leader else {
        network.metadata.requestUpdate(resetsEquivalentBackoff: true)
        continue
      }
      if network.isUnavailable(leader, now: now) { continue }
      let spec = Self.spec(of: reset.policy, now: now)
      guard let spec else { throw .noOffsetForPartition([partition]) }
      let entry = ListOffsetsRequest.Partition(
        partition, currentLeaderEpoch: known.epoch, timestamp: spec)
      let index = requests.firstIndex { $0.node == leader } ?? requests.count
      if index == requests.count {
        requests.append(
          PendingReset(node: leader, ticket: RequestTicket(-1), partitions: [], requests: []))
      }
      requests[index].partitions.append((partition, reset.policy))
      requests[index].requests.append(entry)
    }
    requests.sort { $0.node < $1.node }
    for index in requests.indices {
      for (partition, _) in requests[index].partitions {
        subscriptions.update(partition) { $0.nextRetry = now + requestTimeout }
      }
      requests[index].ticket = network.send(
        .listOffsets(ListOffsetsRequest(partitions: requests[index].requests)),
        to: requests[index].node, purpose: .listOffsets, now: now)
      resets.append(requests[index])
    }
  }

  private static func spec(of policy: OffsetResetPolicy, now: Milliseconds) -> OffsetSpec? {
    switch policy {
    case .earliest: .earliest
    case .latest: .latest
    case .byDuration(let span): .timestamp(now - span)
    case .none: nil
    }
  }

  /// A leader answered where its partitions begin or end, or the request failed.
  mutating func resetAnswered(
    _ answer: NetworkAnswer, _ subscriptions: inout SubscriptionState,
    _ metadata: inout ClientMetadata, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard let index = resets.firstIndex(where: { $0.ticket == answer.ticket }) else { return }
    let request = resets.remove(at: index)
    guard case .answered(.listOffsets(let response)) = answer.outcome else {
      subscriptions.setNextRetry(
        request.partitions.map(\.partition), at: now + retryBackoff)
      metadata.requestUpdate()
      return
    }
    var needsMetadata = false
    for (partition, policy) in request.partitions {
      guard let found = response.partitions.first(where: { $0.partition == partition }) else {
        continue
      }
      if found.error == .topicAuthorizationFailed {
        resetFailure = resetFailure ?? .error(found.error)
      } else if found.error != .none {
        subscriptions.setNextRetry([partition], at: now + retryBackoff)
        needsMetadata = true
      } else if found.offset == .none {
        // No record is that young: the partition goes to its end.
        subscriptions.redirectReset(partition, asked: policy)
      } else {
        found.offset.complete(
          partition, policy, found.leaderEpoch, &subscriptions, &metadata, into: &effects)
      }
    }
    if needsMetadata { metadata.requestUpdate() }
  }
}

extension Offset {
  /// A reset leads here: a position without an epoch, which is not validated.
  fileprivate func complete(
    _ partition: TopicPartition, _ policy: OffsetResetPolicy, _ epoch: LeaderEpoch,
    _ subscriptions: inout SubscriptionState, _ metadata: inout ClientMetadata,
    into effects: inout [ConsumerEffect]
  ) {
    let position = FetchPosition(offset: self, leader: metadata.currentLeader(of: partition))
    if epoch != .none { metadata.sawEpoch(epoch, of: partition) }
    guard
      let reset = subscriptions.completeReset(partition, asked: policy, to: position)
    else { return }
    effects.append(
      .journal(
        .consumer(
          .positionMoved(partition, from: reset.from, to: self, why: reset.why))))
  }
}
