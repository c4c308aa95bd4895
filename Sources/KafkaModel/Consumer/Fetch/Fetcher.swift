/// Fetches records ahead of the application and keeps them until a poll hands them out.
///
/// Source: `org.apache.kafka.clients.consumer.internals.Fetcher`, `AbstractFetch`, `FetchBuffer`.
struct Fetcher: Sendable {
  /// Ascending by node: those that were ever fetched from.
  private(set) var nodes: [FetchNode] = []
  /// What arrived and is not in hand, oldest first, from `head` on.
  var completed: [CompletedFetch] = []
  var head = 0
  /// Slots say that data of theirs waits in the buffer.
  private var hasMarks = false
  /// The last change of the subscriptions at which nothing more could be asked for, until an answer comes.
  private var settledAt: UInt32?
  /// The fetch that records are being handed out of.
  var inHand: CompletedFetch?
  /// `records-lag-max`
  var lags = LagWindow()
  let limits: Limits
  /// KIP-951: errors name the new leader.
  let learnsLeaders: Bool
  /// KAFKA-14379: an error ends the preference for a follower.
  let dropsPreferredReplica: Bool

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

  /// A node's fetch session, and its fetch in flight or not sent yet: at most one.
  struct FetchNode: Sendable {
    let node: NodeID
    // What is asked of every node lies together.
    var ticket: RequestTicket?
    /// The request is being made up.
    var isWanted = false
    var session = FetchSessionHandler()

    init(node: NodeID) { self.node = node }
  }

  init(settings: ConsumerSettings, behaviour: ConsumerBehaviour) {
    limits = Limits(
      maxWait: settings.fetchMaxWait, minBytes: settings.fetchMinBytes,
      maxBytes: settings.fetchMaxBytes, partitionBytes: settings.maxPartitionFetchBytes,
      maxRecords: settings.maxPollRecords, rack: settings.rack,
      replicaAge: settings.client.metadataMaxAge)
    learnsLeaders = behaviour.leaderDiscoveryInResponses
    dropsPreferredReplica = behaviour.dropsPreferredReplicaOnErrors
  }

  /// Something is buffered that a poll would hand out (`hasAvailableFetches`).
  @inline(__always)
  func hasAvailable(_ subscriptions: SubscriptionState) -> Bool {
    for index in head..<completed.count {
      guard let slot = subscriptions.position(of: completed[index].partition) else { continue }
      if subscriptions.slots[slot].state.isFetchable { return true }
    }
    return false
  }

  /// Sends a fetch to every node that has partitions to read and none in flight; says how many were sent.
  mutating func sendFetches(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork, now: Milliseconds
  ) -> Int {
    if settledAt == subscriptions.changes { return 0 }
    markBuffered(&subscriptions)
    // Looks in vain are most looks: every node has its fetch, and nothing can change that but an answer or the
    // subscriptions.
    var isSettled = inHand == nil && head == completed.count
    // The rotation mostly goes on with the neighbour.
    var next = 0
    for partition in subscriptions.rotation {
      guard let slot = subscriptions.position(of: partition, near: next) else { continue }
      next = slot + 1
      guard subscriptions.slots[slot].state.isFetchable,
        !subscriptions.slots[slot].state.isBuffered,
        let position = subscriptions.slots[slot].state.validPosition
      else { continue }
      guard let leader = position.leader.leader else {
        network.metadata.requestUpdate()
        isSettled = false
        continue
      }
      if subscriptions.slots[slot].state.preferredReplica != nil { isSettled = false }
      let node = replica(
        of: slot, leader: leader, &subscriptions, &network.metadata, now: now)
      // Most looks find every leader asked already.
      if isAsked(node) { continue }
      if network.isUnavailable(node, now: now) {
        isSettled = false
        continue
      }
      let index = self.index(of: node)
      if !nodes[index].isWanted {
        nodes[index].isWanted = true
        nodes[index].session.begin()
      }
      nodes[index].session.add(
        FetchPartition(
          partition, fetchOffset: position.offset, logStart: .none,
          currentLeaderEpoch: position.leader.epoch, lastFetchedEpoch: .none,
          maxBytes: limits.partitionBytes))
    }
    var count = 0
    for index in nodes.indices where nodes[index].isWanted {
      nodes[index].isWanted = false
      send(at: index, &network, now: now)
      count += 1
    }
    settledAt = isSettled ? subscriptions.changes : nil
    return count
  }

  /// Nothing is buffered, and every node that has partitions to read has its fetch.
  @inline(__always)
  func isSettled(_ subscriptions: borrowing SubscriptionState) -> Bool {
    settledAt == subscriptions.changes
  }

  /// A fetch to the node waits or is on its way.
  @inline(__always)
  private func isAsked(_ node: NodeID) -> Bool {
    for index in nodes.indices where nodes[index].node == node { return nodes[index].ticket != nil }
    return false
  }

  /// Where the node's session is kept.
  private mutating func index(of node: NodeID) -> Int {
    let index = nodes.firstIndex { $0.node >= node } ?? nodes.count
    if index == nodes.count || nodes[index].node != node {
      nodes.insert(FetchNode(node: node), at: index)
    }
    return index
  }

  private mutating func send(
    at index: Int, _ network: inout ConsumerNetwork, now: Milliseconds
  ) {
    var request = FetchRequest(
      replica: nil, maxWait: limits.maxWait, minBytes: limits.minBytes,
      maxBytes: limits.maxBytes, partitions: .none, rack: limits.rack)
    nodes[index].session.build(into: &request)
    nodes[index].ticket = network.send(
      .fetch(consume request), to: nodes[index].node, purpose: .fetch, now: now)
  }

  /// Ends all sessions at nodes that can be reached, before the client itself ends (KAFKA-7109).
  mutating func closeSessions(_ network: inout ConsumerNetwork, now: Milliseconds) {
    for index in nodes.indices {
      nodes[index].session.close()
      let node = nodes[index].node
      if !network.metadata.nodes.contains(node) || network.isUnavailable(node, now: now) {
        continue
      }
      nodes[index].session.begin()
      send(at: index, &network, now: now)
    }
  }

  /// The ends of sessions are not answered yet.
  var isClosing: Bool { nodes.contains { $0.ticket != nil } }

  private mutating func markBuffered(_ subscriptions: inout SubscriptionState) {
    // Only what differs is written: a slot that changes has all of them looked at again.
    if hasMarks {
      for slot in subscriptions.slots.indices where subscriptions.slots[slot].state.isBuffered {
        subscriptions.slots[slot].state.isBuffered = false
      }
      hasMarks = false
    }
    for index in head..<completed.count { mark(completed[index].partition, &subscriptions) }
    if let inHand, !inHand.isConsumed { mark(inHand.partition, &subscriptions) }
  }

  private mutating func mark(
    _ partition: TopicPartition, _ subscriptions: inout SubscriptionState
  ) {
    guard let slot = subscriptions.position(of: partition) else { return }
    subscriptions.slots[slot].state.isBuffered = true
    hasMarks = true
  }

  /// The leader, or the follower that it named, while the metadata know that one (`selectReadReplica`).
  private func replica(
    of slot: Int, leader: NodeID, _ subscriptions: inout SubscriptionState,
    _ metadata: inout ClientMetadata, now: Milliseconds
  ) -> NodeID {
    // Mostly there is none, and nothing to change.
    guard subscriptions.slots[slot].state.preferredReplica != nil,
      let preferred = subscriptions.slots[slot].state.preferredReplica(now: now)
    else { return leader }
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
    guard let index = nodes.firstIndex(where: { $0.ticket == answer.ticket }) else { return }
    nodes[index].ticket = nil
    settledAt = nil
    guard case .answered(.fetch(let response)) = answer.outcome else {
      nodes[index].session.fail()
      guard dropsPreferredReplica else { return }
      for asked in nodes[index].session.partitions {
        subscriptions.update(asked.partition) { $0.preferredReplica = nil }
      }
      return
    }
    guard nodes[index].session.handle(response) else { return }
    var leaders: [(TopicPartition, CurrentLeader)] = []
    for place in response.partitions.indices {
      let partition = response.partitions[place].partition
      let error = response.partitions[place].error
      guard let entry = nodes[index].session.position(of: partition, near: place) else { continue }
      let fetchOffset = nodes[index].session.partitions[entry].fetchOffset
      if learnsLeaders, let leader = response.partitions[place].currentLeader,
        error == .notLeaderOrFollower || error == .fencedLeaderEpoch
      {
        leaders.append((partition, leader))
      }
      completed.append(CompletedFetch(response.partitions, at: place, fetchOffset: fetchOffset))
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
