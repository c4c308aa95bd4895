extension Accumulator {
  /// Which nodes have something to send, and when to look again (`ReadyCheckResult`).
  package struct ReadyCheck: Hashable, Sendable {
    /// Ascending.
    package var nodes: [NodeID] = []
    package var nextCheck = Milliseconds.max
    /// Topics with batches for partitions whose leader is not known.
    package var unknownLeaders: [TopicIndex] = []

    package init() {}

    fileprivate mutating func begin() {
      nodes.clear()
      nextCheck = .max
      unknownLeaders.clear()
    }

    fileprivate mutating func add(_ node: NodeID) {
      if let place = nodes.firstIndex(where: { $0 > node }) {
        nodes.insert(node, at: place)
      } else {
        nodes.append(node)
      }
    }
  }

  /// Looks at the head batch of every partition and rebuilds the load tables (`ready`).
  ///
  /// The metadata is only read; it is `inout` so that it is never copied.
  package mutating func ready(
    reading metadata: inout ClientMetadata, now: Milliseconds, into check: inout ReadyCheck
  ) {
    check.begin()
    for topic in topics.indices where topics[topic].queueCount > 0 {
      if topics[topic].queued == 0,
        !adaptsToLoad || metadata.isFullyLed(topic, partitions: topics[topic].queueCount)
      {
        // Nothing to send, and all queues equally long: the choice is uniform.
        topics[topic].builtIn.queuesCollected(nil)
        continue
      }
      let collected = collectLoads(
        topic, count: metadata.candidateCount(of: TopicIndex(Int32(topic))))
      if topics[topic].queued > 0 || collected {
        partitionsReady(
          topic, metadata.partitions(of: TopicIndex(Int32(topic))) ?? [], collected: collected,
          isFullyLed: settings.availabilityTimeout == .zero
            && metadata.isFullyLed(topic, partitions: topics[topic].queueCount),
          now: now, into: &check)
      }
      finishLoads(topic, collected: collected)
    }
  }

  private mutating func partitionsReady(
    _ topic: Int, _ known: [ClientMetadata.Partition], collected: Bool,
    isFullyLed: Bool, now: Milliseconds, into check: inout ReadyCheck
  ) {
    let leadsAll = collected && known.count == topics[topic].queueCount && isFullyLed
    if leadsAll { loads.visitAll() }
    var unseen = topics[topic].queued
    for place in topics[topic].partitions.indices {
      if leadsAll {
        if unseen == 0 { return }
        if topics[topic].partitions[place].queue.isEmpty { continue }
      }
      guard topics[topic].partitions[place].exists else { continue }
      let target = place < known.count ? known[place] : nil
      let leader = target?.leader
      if leader != nil, collected, !leadsAll { loads.visit(PartitionIndex(Int32(place))) }
      guard let head = topics[topic].partitions[place].queue.first else { continue }
      let waited = pool[head].waited(now)
      if let target { pool[head].sawLeader(target.epoch) }
      let backingOff = backsOff(head, waited: waited)
      guard let leader else {
        let index = TopicIndex(Int32(topic))
        if check.unknownLeaders.last != index { check.unknownLeaders.append(index) }
        continue
      }
      let count = topics[topic].partitions[place].queue.count
      unseen -= count
      if leadsAll {
        loads.hasQueued(Int32(count), at: place)
      } else if collected {
        loads.hasQueued(Int32(count), excluded: isSlow(leader))
      }
      if check.nodes.contains(leader) || topics[topic].partitions[place].isMuted { continue }
      let wait =
        backingOff
        ? retryBackoff.span(after: Int64(max(0, pool[head].attempts - 1)), random: &retryDraws)
        : settings.linger
      let sendable =
        count > 1 || pool[head].open.isFull || waited >= wait || buffer.hasWaiter || isClosed
        || flushes > 0
      if sendable && !backingOff {
        check.add(leader)
      } else {
        check.nextCheck = min(check.nextCheck, max(wait - waited, .zero))
      }
    }
  }

  /// A retry that has not waited long enough, unless its partition has a new leader.
  mutating func backsOff(_ slot: BatchSlot, waited: Milliseconds) -> Bool {
    let attempts = pool[slot].attempts
    guard attempts > 0 else { return false }
    let backoff = retryBackoff.span(after: Int64(attempts - 1), random: &retryDraws)
    if behaviour.skipsBackoffOnNewLeader, pool[slot].hasNewLeaderForRetry { return false }
    return waited < backoff
  }

  /// `partitioner.availability.timeout.ms`: the node has had data for too long without a drain.
  private func isSlow(_ node: NodeID) -> Bool {
    guard settings.availabilityTimeout > .zero else { return false }
    for latency in latencies where latency.node == node {
      return latency.ready - latency.drained > settings.availabilityTimeout
    }
    return false
  }

  /// A pass found data for the node, which could or could not take it (`updateNodeLatencyStats`).
  package mutating func nodeHadData(_ node: NodeID, canDrain: Bool, now: Milliseconds) {
    guard settings.availabilityTimeout > .zero else { return }
    if let index = latencies.firstIndex(where: { $0.node == node }) {
      if canDrain { latencies[index].drained = now }
      latencies[index].ready = now
    } else {
      latencies.append(NodeLatency(node: node, ready: now, drained: now))
    }
  }
}
