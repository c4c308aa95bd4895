/// Where the beginning of a new generation stands. Indirect, as it mostly is `idle`.
indirect enum CompleteStage: Hashable, Sendable {
  case idle
  /// The listener learns of revoked partitions (cooperative).
  case revoking(assigned: [TopicPartition], added: [TopicPartition])
  /// The revocation is over.
  case taking(assigned: [TopicPartition], added: [TopicPartition])
  /// The listener learns of added partitions.
  case assigning
}

extension ConsumerCoordinator {
  /// Takes over an assignment; false if the cluster has not told of its topics yet when the time is over.
  ///
  /// Source: `ConsumerCoordinator.onJoinComplete`.
  mutating func completeJoin(
    _ bytes: [UInt8], until deadline: Milliseconds, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds
  ) -> CallProgress {
    while true {
      switch completing {
      case .idle:
        if !isLeader { assignedFrom = nil }
        guard let assignment = ConsumerAssignment(encoded: bytes) else {
          return .failed(.error(.unknownServerError))
        }
        guard matches(assignment, subscriptions) else {
          member.requestRejoin("received assignment does not match the current subscription")
          return .finished(true)
        }
        guard let assigned = resolve(assignment, network.metadata) else {
          // Java goes by names; here a topic's number comes with its metadata.
          if !network.metadata.isUpdateRequested { network.metadata.requestUpdateForNewTopics() }
          return now < deadline ? .polls(until: deadline) : .finished(false)
        }
        claim = Claim(partitions: assignment.partitions, generation: member.generation.id)
        let owned = subscriptions.assignedPartitions
        let added = assigned.filter { !owned.contains($0) }
        let revoked = owned.filter { !assigned.contains($0) }
        if isCooperative, !revoked.isEmpty {
          completing = .revoking(assigned: assigned, added: added)
          return .listener(.revoked(revoked))
        }
        completing = .taking(assigned: assigned, added: added)
      case .revoking(let assigned, let added):
        member.requestRejoin("need to revoke partitions and re-join")
        completing = .taking(assigned: assigned, added: added)
      case .taking(let assigned, let added):
        joinMatchedTopics(of: assigned, &subscriptions, &network)
        nextAutoCommit = now + settings.autoCommitInterval
        subscriptions.assignFromSubscribed(assigned)
        completing = .assigning
        return .listener(.assigned(added))
      case .assigning:
        completing = .idle
        return .finished(true)
      }
    }
  }

  /// Whether every partition's topic is subscribed to (`checkAssignmentMatchedSubscription`).
  private func matches(
    _ assignment: ConsumerAssignment, _ subscriptions: SubscriptionState
  ) -> Bool {
    switch subscriptions.subscription {
    case .pattern(let pattern):
      assignment.partitions.allSatisfy { pattern.matches($0.topic) }
    case .topics, .assigned, .none:
      assignment.partitions.allSatisfy { subscriptions.topics.contains($0.topic) }
    }
  }

  /// The partitions by number, ascending and each once, as in Java's TreeSet; nil while a topic is not known.
  private func resolve(
    _ assignment: ConsumerAssignment, _ metadata: ClientMetadata
  ) -> [TopicPartition]? {
    var resolved: [TopicPartition] = []
    for partition in assignment.partitions {
      guard let topic = metadata.topic(named: partition.topic) else { return nil }
      resolved.append(TopicPartition(topic, partition.partition))
    }
    resolved.sort()
    return resolved.indices.filter { $0 == 0 || resolved[$0] != resolved[$0 - 1] }.map {
      resolved[$0]
    }
  }

  /// The leader's metadata may match more topics to the pattern than this member's (`maybeUpdateJoinedSubscription`).
  private mutating func joinMatchedTopics(
    of assigned: [TopicPartition], _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork
  ) {
    guard subscriptions.hasPattern, let joined = joinedTopics else { return }
    var added: [String] = []
    for partition in assigned {
      guard let name = network.metadata.name(of: partition.topic) else { continue }
      if !joined.contains(name), !added.contains(name) { added.append(name) }
    }
    guard !added.isEmpty else { return }
    let topics = subscriptions.topics + added.filter { !subscriptions.topics.contains($0) }
    if subscriptions.subscribeFromPattern(topics) {
      network.metadata.requestUpdateForNewTopics()
    }
    joinedTopics = (joined + added).sorted()
  }

  /// What the member offers: one subscription for each of its assignors (`metadata()`).
  mutating func protocols(
    _ subscriptions: SubscriptionState, _ metadata: ClientMetadata
  ) -> [GroupProtocol] {
    joinedTopics = subscriptions.topics
    let owned = subscriptions.assignedPartitions.compactMap { partition in
      metadata.name(of: partition.topic).map {
        NamedPartition(topic: $0, partition: partition.partition)
      }
    }
    return settings.assignors.map { choice in
      let subscription = ConsumerSubscription(
        topics: subscriptions.topics,
        userData: choice.userData(
          assigned: claim?.partitions, generation: claim?.generation ?? .unknown, behaviour),
        owned: owned, generation: member.generation.id, rack: settings.rack)
      return GroupProtocol(name: choice.name, metadata: subscription.encoded(behaviour))
    }
  }
}
