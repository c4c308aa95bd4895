extension NetworkClient {
  /// Whether a request may go to the node now; begins to connect where that is due (`ready`).
  package mutating func ready(
    _ node: NodeID, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Bool {
    if isReady(node, now: now) { return true }
    if canConnect(node, now: now) { connect(node, now: now, into: &effects) }
    return false
  }

  /// Whether a request may go to the node now; a due metadata refresh goes first (`isReady`).
  package mutating func isReady(_ node: NodeID, now: Milliseconds) -> Bool {
    !isMetadataDue(now: now) && canSend(node)
  }

  @inline(__always)
  func canSend(_ node: NodeID) -> Bool {
    guard let index = position(of: node) else { return false }
    // Stored properties all the way: a connection is never copied.
    guard connections[index].phase == .ready else { return false }
    if connections[index].inFlight.isEmpty { return true }
    return !connections[index].isWriting
      && connections[index].inFlight.count < Int(settings.maxInFlight)
  }

  @inline(__always)
  package func canConnect(_ node: NodeID, now: Milliseconds) -> Bool {
    guard let index = position(of: node) else { return true }
    return connections[index].phase == .disconnected
      && now - connections[index].lastAttempt >= connections[index].reconnectBackoff
  }

  /// How long the owner may sleep before the node can change by itself (`pollDelayMs`).
  @inline(__always)
  package func pollDelay(_ node: NodeID, now: Milliseconds) -> Milliseconds {
    guard let index = position(of: node) else { return .zero }
    switch connections[index].phase {
    case .connecting:
      return connections[index].setupTimeout
    case .disconnected:
      return max(
        connections[index].reconnectBackoff - (now - connections[index].lastAttempt), .zero)
    case .checkingVersions, .ready:
      return .max
    }
  }

  /// Sends a request to a node that is ready and gives its correlation id; nil waits `request.timeout.ms`.
  package mutating func send(
    _ request: consuming Request, to node: NodeID, bytes: Int32, expectsAnswer: Bool = true,
    label: RequestLabel? = nil, timeout: Milliseconds? = nil, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) -> Int32 {
    guard let index = position(of: node) else {
      preconditionFailure("a request to node \(node), which was never connected")
    }
    return send(
      request, at: index, bytes: bytes, purpose: .owner, expectsAnswer: expectsAnswer,
      label: label, timeout: timeout, now: now, into: &effects)
  }

  mutating func send(
    _ request: consuming Request, at index: Int, bytes: Int32, purpose: Purpose,
    expectsAnswer: Bool, label: RequestLabel? = nil, timeout: Milliseconds? = nil,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Int32 {
    let correlation = takeCorrelation()
    connections[index].inFlight.append(
      InFlight(
        correlation: correlation, label: label, sentAt: now,
        timeout: timeout ?? settings.requestTimeout,
        purpose: purpose, expectsAnswer: expectsAnswer))
    inFlightCount += 1
    connections[index].isWriting = true
    connections[index].lastActive = now
    stir(index)
    quietUntil = min(quietUntil, now + (timeout ?? settings.requestTimeout))
    noteActivity(now: now)
    if purpose == .owner, !metadata.lives.isEmpty { request = metadata.lives.outgoing(request) }
    effects.append(
      .send(connections[index].node, correlation: correlation, consume request, bytes: bytes))
    return correlation
  }

  mutating func connect(
    _ node: NodeID, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    if let index = position(of: node) {
      connections[index].phase = .connecting
      connections[index].lastAttempt = now
      connections[index].lastActive = now
      connections[index].inbox = Inbox()
      quietUntil = min(quietUntil, now + connections[index].setupTimeout)
    } else {
      let connection = Connection(
        node: node, lastActive: now, lastAttempt: now,
        reconnectBackoff: reconnectBackoff.span(after: 0, random: &draws.connectionJitter),
        setupTimeout: setupTimeout.span(after: 0, random: &draws.connectionJitter))
      quietUntil = min(quietUntil, now + connection.setupTimeout)
      let index = connections.firstIndex { $0.node > node } ?? connections.count
      connections.insert(connection, at: index)
      // Those behind it have moved on.
      if let known = stirred {
        stirred = min(known.lowerBound, index)..<known.upperBound + 1
      }
    }
    noteActivity(now: now)
    effects.append(.connect(node))
  }

  /// A connection used now is idle too long at the earliest when `connections.max.idle.ms` have passed.
  private mutating func noteActivity(now: Milliseconds) {
    guard settings.connectionsMaxIdle >= .zero else { return }
    quietUntil = min(quietUntil, now + settings.connectionsMaxIdle - Milliseconds(1))
  }

  /// A connection ended: back-off, all requests in flight complete oldest first, metadata is asked for.
  mutating func end(
    at index: Int, timedOut: Bool, now: Milliseconds, completions: inout [ClientCompletion]
  ) {
    connections[index].lastAttempt = now
    let failures = connections[index].failures
    connections[index].reconnectBackoff = reconnectBackoff.span(
      after: failures, random: &draws.connectionJitter)
    connections[index].failures += 1
    if connections[index].phase == .connecting {
      connections[index].failedSetups += 1
    } else {
      connections[index].failedSetups = 0
    }
    connections[index].setupTimeout = setupTimeout.span(
      after: connections[index].failedSetups, random: &draws.connectionJitter)
    connections[index].phase = .disconnected
    connections[index].needsVersions = false
    connections[index].isWriting = false
    connections[index].inbox = Inbox()
    let node = connections[index].node
    let requests = connections[index].inFlight
    inFlightCount -= requests.count
    connections[index].inFlight.removeAll()
    for request in requests {
      switch request.purpose {
      case .owner:
        completions.append(
          ClientCompletion(
            node: node, correlation: request.correlation,
            outcome: timedOut ? .timedOut : .disconnected, label: request.label))
      case .metadata:
        metadataFailed(now: now)
      case .versions:
        break
      }
    }
    if isMetadataDue(now: now) { metadataFailed(now: now) }
    metadata.requestUpdate()
  }

  /// Whether requests to the node are in flight, the client's own included.
  @inline(__always)
  package func hasInFlight(_ node: NodeID) -> Bool {
    position(of: node).map { !connections[$0].inFlight.isEmpty } ?? false
  }

  /// Closes the connection to a node at the owner's wish (`disconnect`).
  package mutating func disconnect(
    _ node: NodeID, now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) {
    guard let index = position(of: node), connections[index].phase != .disconnected else { return }
    effects.append(.close(node))
    end(at: index, timedOut: false, now: now, completions: &completions)
  }

  /// Closes everything at the end of the client's life.
  package mutating func close(into effects: inout [ClientEffect]) {
    for connection in connections where connection.phase != .disconnected {
      effects.append(.close(connection.node))
    }
    connections.removeAll()
    inFlightCount = 0
    stirred = nil
  }
}
