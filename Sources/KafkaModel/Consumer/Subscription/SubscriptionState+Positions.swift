extension SubscriptionState {
  var hasResetPolicy: Bool { resetPolicy != .none }

  /// Every assigned partition can be fetched, pauses apart (`hasAllFetchPositions`).
  package var hasAllPositions: Bool {
    mutating get {
      if positionedAt == changes { return true }
      for slot in slots.indices where slots[slot].state.validPosition == nil { return false }
      positionedAt = changes
      return true
    }
  }

  /// Goes to a position that needs no validation.
  package mutating func seekValidated(_ partition: TopicPartition, to position: FetchPosition) {
    guard let index = self.position(of: partition) else { return }
    slots[index].state.fetch = .fetching(position)
    slots[index].state.nextRetry = Milliseconds(Int64.min)
  }

  /// Goes to a position; with epochs on both sides the leader is asked first whether it is still in its log.
  package mutating func seekUnvalidated(_ partition: TopicPartition, to position: FetchPosition) {
    guard let index = self.position(of: partition) else { return }
    slots[index].state.validate(position)
  }

  /// Asks for a reset; the position is gone at once.
  package mutating func requestReset(
    _ partition: TopicPartition, policy: OffsetResetPolicy, why: PositionChange
  ) {
    guard let index = position(of: partition) else { return }
    let from: Offset =
      switch slots[index].state.fetch {
      case .fetching(let position), .awaitingValidation(let position): position.offset
      case .awaitingReset(let reset): reset.from
      case .initializing: .none
      }
    slots[index].state.fetch = .awaitingReset(OffsetReset(policy: policy, why: why, from: from))
    slots[index].state.nextRetry = Milliseconds(Int64.min)
  }

  /// Partitions for which nothing is committed go where the policy says; without one, those are returned
  /// (`resetInitializingPositions`).
  mutating func resetInitializing() -> [TopicPartition] {
    var without: [TopicPartition] = []
    for index in slots.indices {
      guard case .initializing = slots[index].state.fetch else { continue }
      if hasResetPolicy {
        requestReset(slots[index].partition, policy: resetPolicy, why: .reset)
      } else {
        without.append(slots[index].partition)
      }
    }
    return without
  }

  /// The answer to a reset that was asked for by this policy; nil if something else happened meanwhile.
  mutating func completeReset(
    _ partition: TopicPartition, asked policy: OffsetResetPolicy, to position: FetchPosition
  ) -> OffsetReset? {
    guard let index = self.position(of: partition),
      case .awaitingReset(let reset) = slots[index].state.fetch, reset.policy == policy
    else { return nil }
    slots[index].state.validate(position)
    return reset
  }

  /// The leader is another, or has another epoch: the position is validated before the next fetch
  /// (`maybeValidatePositionForCurrentLeader`).
  mutating func leaderChanged(of partition: TopicPartition, to leader: ClientMetadata.Partition) {
    guard let index = position(of: partition), leader.leader != nil,
      var position = slots[index].state.position, position.leader != leader
    else { return }
    position.leader = leader
    slots[index].state.validate(position)
    slots[index].state.preferredReplica = nil
  }

  mutating func setNextRetry(_ partitions: [TopicPartition], at time: Milliseconds) {
    for partition in partitions {
      guard let index = position(of: partition) else { continue }
      slots[index].state.nextRetry = time
    }
  }

  /// The partition goes to the end of the next fetch: it had data, or an error.
  mutating func moveToEnd(_ partition: TopicPartition) {
    guard rotation.last != partition, let index = rotation.firstIndex(of: partition) else { return }
    rotation.remove(at: index)
    rotation.append(partition)
  }
}

extension PartitionState {
  /// Fetches from the position, or validates it first where its epoch and the leader's are known.
  mutating func validate(_ position: FetchPosition) {
    nextRetry = Milliseconds(Int64.min)
    if position.offsetEpoch != .none, position.leader.epoch != .none {
      fetch = .awaitingValidation(position)
    } else {
      fetch = .fetching(position)
    }
  }

  /// The follower to read from, unless that is too long ago.
  mutating func preferredReplica(now: Milliseconds) -> NodeID? {
    guard let preferred = preferredReplica else { return nil }
    if now > preferred.expires { preferredReplica = nil }
    return preferredReplica?.node
  }

  /// Keeps the follower that a leader named; naming the same again does not extend it.
  mutating func prefer(_ node: NodeID, until expires: Milliseconds) {
    if preferredReplica?.node != node {
      preferredReplica = PreferredReplica(expires: expires, node: node)
    }
  }
}

extension SubscriptionState {
  /// A reset by age found nothing so young: the partition goes to its end instead (KIP-1106).
  mutating func redirectReset(_ partition: TopicPartition, asked policy: OffsetResetPolicy) {
    guard let index = position(of: partition),
      case .awaitingReset(let reset) = slots[index].state.fetch, reset.policy == policy
    else { return }
    requestReset(partition, policy: .latest, why: reset.why)
  }
}
