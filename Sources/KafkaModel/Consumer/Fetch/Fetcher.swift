/// Fetches records ahead of the application and keeps them until a poll hands them out.
///
/// Source: `org.apache.kafka.clients.consumer.internals.Fetcher`, `AbstractFetch`, `FetchBuffer`.
struct Fetcher: Sendable {
  let limits: Limits
  /// KIP-951: errors name the new leader.
  let learnsLeaders: Bool
  /// Fetches in flight or not sent yet, at most one for each node; ascending by node.
  private(set) var pending: [PendingFetch] = []
  /// What arrived and is not in hand, oldest first, from `head` on.
  var completed: [CompletedFetch] = []
  var head = 0
  /// The fetch that records are being handed out of.
  var inHand: CompletedFetch?
  /// `records-lag-max`
  var lags = LagWindow()

  struct Limits: Sendable {
    var maxWait: Milliseconds
    var minBytes: Int32
    var maxBytes: Int32
    var partitionBytes: Int32
    var maxRecords: Int32
    var rack: String?
    /// A preferred replica is kept this long (`metadata.max.age.ms`).
    var replicaAge: Milliseconds
  }

  struct PendingFetch: Sendable {
    var node: NodeID
    var ticket: RequestTicket
    var partitions: [FetchPartition]
  }

  init(settings: ConsumerSettings, behaviour: ConsumerBehaviour) {
    limits = Limits(
      maxWait: settings.fetchMaxWait, minBytes: settings.fetchMinBytes,
      maxBytes: settings.fetchMaxBytes, partitionBytes: settings.maxPartitionFetchBytes,
      maxRecords: settings.maxPollRecords, rack: settings.rack,
      replicaAge: settings.client.metadataMaxAge)
    learnsLeaders = behaviour.leaderDiscoveryInResponses
  }

  /// Something is buffered that a poll would hand out (`hasAvailableFetches`).
  func hasAvailable(_ subscriptions: SubscriptionState) -> Bool {
    completed[head...].contains { subscriptions[$0.partition]?.isFetchable == true }
  }

  /// Sends a fetch to every node that has partitions to read and none in flight; says how many were sent.
  mutating func sendFetches(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds
  ) -> Int {
    markBuffered(&subscriptions)
    var requests: [PendingFetch] = []
    for partition in subscriptions.rotation {
      guard let slot = subscriptions.position(of: partition),
        subscriptions.slots[slot].state.isFetchable, !subscriptions.slots[slot].state.isBuffered,
        let position = subscriptions.slots[slot].state.validPosition
      else { continue }
      guard let leader = position.leader.leader else {
        network.metadata.requestUpdate()
        continue
      }
      let node = replica(
        of: slot, leader: leader, &subscriptions, &network.metadata, now: now)
      if network.isUnavailable(node, now: now) || pending.contains(where: { $0.node == node }) {
        continue
      }
      let entry = FetchPartition(
        partition, fetchOffset: position.offset, logStart: .none,
        currentLeaderEpoch: position.leader.epoch, lastFetchedEpoch: .none,
        maxBytes: limits.partitionBytes)
      if let index = requests.firstIndex(where: { $0.node == node }) {
        requests[index].partitions.append(entry)
      } else {
        requests.append(
          PendingFetch(node: node, ticket: RequestTicket(-1), partitions: [entry]))
      }
    }
    requests.sort { $0.node < $1.node }
    for index in requests.indices {
      let request = FetchRequest(
        replica: nil, maxWait: limits.maxWait, minBytes: limits.minBytes,
        maxBytes: limits.maxBytes, partitions: requests[index].partitions, rack: limits.rack)
      requests[index].ticket = network.send(
        .fetch(request), to: requests[index].node, purpose: .fetch, now: now)
      pending.append(requests[index])
    }
    return requests.count
  }

  private func markBuffered(_ subscriptions: inout SubscriptionState) {
    for slot in subscriptions.slots.indices {
      subscriptions.slots[slot].state.isBuffered = false
    }
    for fetch in completed[head...] {
      guard let slot = subscriptions.position(of: fetch.partition) else { continue }
      subscriptions.slots[slot].state.isBuffered = true
    }
    if let inHand, !inHand.isConsumed, let slot = subscriptions.position(of: inHand.partition) {
      subscriptions.slots[slot].state.isBuffered = true
    }
  }

  /// The leader, or the follower that it named, while the metadata know that one (`selectReadReplica`).
  private func replica(
    of slot: Int, leader: NodeID, _ subscriptions: inout SubscriptionState,
    _ metadata: inout ClientMetadata, now: Milliseconds
  ) -> NodeID {
    guard let preferred = subscriptions.slots[slot].state.preferredReplica(now: now) else {
      return leader
    }
    if metadata.nodes.contains(preferred) { return preferred }
    subscriptions.slots[slot].state.preferredReplica = nil
    metadata.requestUpdate()
    return leader
  }

  /// The answer to a fetch: its partitions are queued, whatever they say.
  mutating func answered(
    _ answer: NetworkAnswer, _ subscriptions: inout SubscriptionState,
    _ metadata: inout ClientMetadata
  ) {
    guard let index = pending.firstIndex(where: { $0.ticket == answer.ticket }) else { return }
    let request = pending.remove(at: index)
    guard case .answered(.fetch(let response)) = answer.outcome else {
      for asked in request.partitions {
        subscriptions.update(asked.partition) { $0.preferredReplica = nil }
      }
      return
    }
    var leaders: [(TopicPartition, CurrentLeader)] = []
    var entry = 0
    for part in response.partitions {
      while entry < request.partitions.count, request.partitions[entry].partition != part.partition
      { entry += 1 }
      guard entry < request.partitions.count else {
        preconditionFailure("a fetch was answered in another order than it was asked")
      }
      if learnsLeaders, let leader = part.currentLeader,
        part.error == .notLeaderOrFollower || part.error == .fencedLeaderEpoch
      {
        leaders.append((part.partition, leader))
      }
      completed.append(
        CompletedFetch(part, fetchOffset: request.partitions[entry].fetchOffset))
    }
    guard !leaders.isEmpty else { return }
    metadata.learnLeaders(leaders)
    for (partition, _) in leaders {
      subscriptions.leaderChanged(of: partition, to: metadata.currentLeader(of: partition))
    }
  }

  /// Drops what is buffered of other partitions (`clearBufferedDataForUnassignedPartitions`).
  mutating func clear(keeping isKept: (TopicPartition) -> Bool) {
    completed.removeSubrange(..<head)
    head = 0
    completed.removeAll { !isKept($0.partition) }
    if let fetch = inHand, !isKept(fetch.partition) { inHand = nil }
  }
}
