extension NetworkClient {
  /// The answer of a search for a node with little to do.
  package struct LeastLoaded: Hashable, Sendable {
    package var node: NodeID?
    package var anyReady: Bool
  }

  /// The ready node with the fewest requests in flight, else one that connects, else one that may be
  /// connected to; the search starts at a random node (`leastLoadedNode`).
  package mutating func leastLoadedNode(now: Milliseconds) -> LeastLoaded {
    if let recorded = behaviour.recordedLeastLoaded {
      return LeastLoaded(node: recorded, anyReady: true)
    }
    let nodes = metadata.nodes
    guard !nodes.isEmpty else { return LeastLoaded(node: nil, anyReady: false) }
    let start = Int(draws.leastLoaded.below(Int32(nodes.count)))
    var ready: (node: NodeID, load: Int)?
    var connecting: NodeID?
    var connectable: (node: NodeID, lastAttempt: Milliseconds)?
    var anyReady = false
    for step in nodes.indices {
      let node = nodes[(start + step) % nodes.count]
      let index = position(of: node)
      let phase = index.map { connections[$0].phase }
      if phase == .ready { anyReady = true }
      if canSend(node) {
        let load = index.map { connections[$0].inFlight.count } ?? 0
        if load == 0 { return LeastLoaded(node: node, anyReady: true) }
        if load < ready?.load ?? .max { ready = (node, load) }
      } else if phase == .connecting || phase == .checkingVersions {
        connecting = node
      } else if canConnect(node, now: now) {
        let lastAttempt = index.map { connections[$0].lastAttempt } ?? Milliseconds(Int64.min)
        if let other = connectable, other.lastAttempt <= lastAttempt { continue }
        connectable = (node, lastAttempt)
      }
    }
    return LeastLoaded(
      node: ready?.node ?? connecting ?? connectable?.node, anyReady: anyReady)
  }

  mutating func isMetadataDue(now: Milliseconds) -> Bool {
    guard fetch == nil else { return false }
    return timeToMetadata(now: now) == .zero
  }

  @inline(__always)
  private mutating func timeToMetadata(now: Milliseconds) -> Milliseconds {
    metadata.timeToNextUpdate(now: now, jitter: &draws.metadataJitter)
  }

  /// Sends a metadata request if one is due and a node can take it; says how long to sleep at most.
  @inline(__always)
  mutating func updateMetadata(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    let wait = max(
      timeToMetadata(now: now), fetch == nil ? .zero : settings.requestTimeout)
    return wait > .zero ? wait : askForMetadata(now: now, into: &effects)
  }

  private mutating func askForMetadata(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    beganAsking(now: now)
    var choice = leastLoadedNode(now: now)
    if rebootstraps, choice.node == nil, !choice.anyReady {
      rebootstrap(now: now)
      choice = leastLoadedNode(now: now)
    }
    guard let node = choice.node else { return settings.reconnectBackoff }
    if canSend(node), let index = position(of: node) {
      requestMetadata(at: index, now: now, into: &effects)
      return settings.requestTimeout
    }
    if isAnyConnecting { return settings.reconnectBackoff }
    if canConnect(node, now: now) {
      connect(node, now: now, into: &effects)
      return settings.reconnectBackoff
    }
    return .max
  }

  private mutating func requestMetadata(
    at index: Int, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    let (request, version, isPartial) = metadata.nextRequest(now: now)
    fetch = MetadataFetch(requestVersion: version, isPartial: isPartial, askedAt: now)
    let bytes = 40 + 26 * ((request.topics?.count ?? 0) + request.names.count)
    _ = send(
      .metadata(request), at: index, bytes: Int32(bytes),
      purpose: .metadata, expectsAnswer: true, now: now, into: &effects)
  }

  var isAnyConnecting: Bool {
    metadata.nodes.contains { phase(of: $0) == .connecting }
  }

  mutating func metadataArrived(
    _ response: MetadataResponse, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    guard let request = fetch else { return }
    let before = metadata.topics
    if response.brokers.isEmpty {
      metadata.failedUpdate(now: now)
    } else {
      metadata.update(
        response, requestVersion: request.requestVersion, isPartial: request.isPartial, now: now)
      metadataCame()
      if telemetry == .begins { metadataCameFirst(askedAt: request.askedAt, now: now) }
    }
    fetch = nil
    reportNewLeaders(since: before, into: &effects)
  }

  /// Says which partitions have a newer leader epoch than the client knew.
  private func reportNewLeaders(
    since before: [ClientMetadata.Topic?], into effects: inout [ClientEffect]
  ) {
    let topics = metadata.topics
    for topic in before.indices where topic < topics.count {
      guard let old = before[topic]?.partitions, let new = topics[topic]?.partitions, old != new
      else { continue }
      for number in old.indices where number < new.count && new[number].epoch > old[number].epoch {
        effects.append(
          .journal(
            .learnedLeader(
              TopicPartition(TopicIndex(Int32(topic)), PartitionIndex(Int32(number))),
              leader: new[number].leader, epoch: new[number].epoch)))
      }
    }
  }

  mutating func metadataFailed(now: Milliseconds) {
    metadata.failedUpdate(now: now)
    fetch = nil
  }
}
