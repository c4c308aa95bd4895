extension NetworkClient {
  /// The first half of a poll: asks for metadata if due and says how long the poll may sleep.
  package mutating func beginPoll(
    timeout: Milliseconds, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    var wait = min(timeout, updateMetadata(now: now, into: &effects), settings.requestTimeout)
    if telemetry == .looks { wait = min(wait, lookForTelemetry(now: now, into: &effects)) }
    return max(.zero, wait)
  }

  /// The second half: reads what is there, then finds time-outs; true if anything happened.
  package mutating func finishPoll(
    now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    var moved = false
    if let places = stirred {
      moved = settleConnections(at: places, now: now, into: &effects, completions: &completions)
    }
    if now > quietUntil, endOverdue(now: now, into: &effects, completions: &completions) {
      moved = true
    }
    return moved
  }

  /// Reads an answer to an owner's request, if that is all that `finishPoll` would do: mostly it is. Nil, and nothing is
  /// done, where there is more.
  @inline(__always)
  package mutating func readAlone(now: Milliseconds) -> ClientCompletion? {
    guard let places = stirred, places.count == 1, !isShaken, now <= quietUntil,
      metadata.lives.isEmpty
    else { return nil }
    return readAlone(at: places.lowerBound, now: now)
  }

  private mutating func readAlone(at index: Int, now: Milliseconds) -> ClientCompletion? {
    guard !connections[index].isWriting, connections[index].inbox.hasOneAnswer,
      let oldest = connections[index].inFlight.first, oldest.purpose == .owner,
      oldest.correlation == connections[index].inbox.nextCorrelation
    else { return nil }
    stirred = nil
    connections[index].inFlight.remove(at: 0)
    inFlightCount -= 1
    connections[index].lastActive = now
    let answer = connections[index].inbox.takeAnswer()
    return ClientCompletion(
      node: connections[index].node, correlation: answer.correlation,
      outcome: .answered(answer.response), label: oldest.label)
  }

  /// Writes and reads what there is, phase by phase over all connections, as the selector does.
  private mutating func settleConnections(
    at places: Range<Int>, now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    var moved = false
    stirred = nil
    for index in places where connections[index].isWriting {
      moved = true
      finishWriting(at: index, completions: &completions)
    }
    for index in places where connections[index].inbox.hasAnswers {
      moved = true
      read(at: index, now: now, into: &effects, completions: &completions)
      if connections[index].inbox.hasAnswers { stir(index) }
    }
    if isShaken, changeConnections(now: now, into: &effects, completions: &completions) {
      moved = true
    }
    return moved
  }

  /// Ends and begins connections; true if there was one.
  private mutating func changeConnections(
    now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    var moved = false
    isShaken = false
    for index in connections.indices
    where connections[index].inbox.disconnected && !connections[index].inbox.hasAnswers {
      moved = true
      effects.append(.journal(.disconnected(node: connections[index].node)))
      end(at: index, timedOut: false, now: now, completions: &completions)
    }
    for index in connections.indices where connections[index].inbox.connected {
      moved = true
      connections[index].inbox.connected = false
      if behaviour.discoversVersions {
        connections[index].needsVersions = true
      } else {
        becomeReady(at: index)
      }
    }
    for index in connections.indices where connections[index].needsVersions {
      askVersions(at: index, now: now, into: &effects)
    }
    // The end of a connection waits until all its answers are read.
    for index in connections.indices where connections[index].inbox.disconnected {
      stir(index)
      isShaken = true
    }
    return moved
  }

  /// Whether a `finishPoll` at this time has anything to look at.
  @inline(__always)
  package func findsSomething(now: Milliseconds) -> Bool { stirred != nil || now > quietUntil }

  /// Whether the next `finishPoll` finds something to read.
  @inline(__always)
  package var hasInput: Bool { stirred != nil }

  /// When the next request or connection attempt is overdue, one millisecond past its time-out.
  @inline(__always)
  package var nextTimeout: Milliseconds {
    var earliest = Milliseconds.max
    for index in connections.indices {
      for request in connections[index].inFlight.indices {
        earliest = min(
          earliest,
          connections[index].inFlight[request].sentAt + connections[index].inFlight[request].timeout
            + Milliseconds(1))
      }
      if connections[index].phase == .connecting {
        earliest = min(
          earliest,
          connections[index].lastAttempt + connections[index].setupTimeout + Milliseconds(1))
      }
    }
    return earliest
  }

  private mutating func finishWriting(
    at index: Int, completions: inout [ClientCompletion]
  ) {
    connections[index].isWriting = false
    guard let newest = connections[index].inFlight.last, !newest.expectsAnswer else { return }
    connections[index].inFlight.remove(at: connections[index].inFlight.count - 1)
    inFlightCount -= 1
    completions.append(
      ClientCompletion(
        node: connections[index].node, correlation: newest.correlation, outcome: .written,
        label: newest.label))
  }

  private mutating func read(
    at index: Int, now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) {
    let (correlation, response) = connections[index].inbox.takeAnswer()
    guard let oldest = connections[index].inFlight.first,
      oldest.correlation == correlation
    else { return }
    connections[index].inFlight.remove(at: 0)
    inFlightCount -= 1
    connections[index].lastActive = now
    switch oldest.purpose {
    case .versions:
      becomeReady(at: index)
    case .metadata:
      guard case .metadata(let metadata) = response else {
        preconditionFailure("a metadata request was answered by another response")
      }
      metadataArrived(metadata, now: now, into: &effects)
    case .owner:
      let answer =
        metadata.lives.isEmpty ? consume response : metadata.lives.incoming(response)
      completions.append(
        ClientCompletion(
          node: connections[index].node, correlation: correlation,
          outcome: .answered(consume answer), label: oldest.label))
    }
  }

  private mutating func becomeReady(at index: Int) {
    connections[index].phase = .ready
    connections[index].failures = 0
    connections[index].reconnectBackoff = reconnectBackoff.span(
      after: 0, random: &draws.connectionJitter)
    resetSetup(at: index)
  }

  private mutating func resetSetup(at index: Int) {
    connections[index].failedSetups = 0
    connections[index].setupTimeout = setupTimeout.span(after: 0, random: &draws.connectionJitter)
  }

  private mutating func askVersions(
    at index: Int, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    connections[index].needsVersions = false
    connections[index].phase = .checkingVersions
    resetSetup(at: index)
    _ = send(
      .apiVersions, at: index, bytes: 60, purpose: .versions, expectsAnswer: true, now: now,
      into: &effects)
  }

  /// Ends attempts and connections past their time-outs, then the idlest connection past its own.
  private mutating func endOverdue(
    now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    var ended = false
    for index in connections.indices
    where connections[index].phase == .connecting
      && now - connections[index].lastAttempt > connections[index].setupTimeout
    {
      ended = true
      effects.append(.close(connections[index].node))
      end(at: index, timedOut: true, now: now, completions: &completions)
    }
    for index in connections.indices {
      guard
        connections[index].inFlight.contains(where: { now - $0.sentAt > $0.timeout })
      else { continue }
      ended = true
      effects.append(.journal(.requestTimedOut(node: connections[index].node)))
      effects.append(.close(connections[index].node))
      end(at: index, timedOut: true, now: now, completions: &completions)
    }
    if settings.connectionsMaxIdle >= .zero, let idlest = idlestConnection(),
      now - connections[idlest].lastActive >= settings.connectionsMaxIdle
    {
      ended = true
      effects.append(.close(connections[idlest].node))
      end(at: idlest, timedOut: false, now: now, completions: &completions)
    }
    if rebootstrapIfOverdue(now: now, into: &effects, completions: &completions) { ended = true }
    quietUntil = min(nextTimeout - Milliseconds(1), earliestIdle, rebootstrapDue)
    return ended
  }

  // Mutating only in name: each look would copy the client.

  /// The last moment at which no connection has been idle for too long.
  private var earliestIdle: Milliseconds {
    mutating get {
      guard settings.connectionsMaxIdle >= .zero, let idlest = idlestConnection() else {
        return .max
      }
      return connections[idlest].lastActive + settings.connectionsMaxIdle - Milliseconds(1)
    }
  }

  private mutating func idlestConnection() -> Int? {
    var idlest: Int?
    for index in connections.indices where connections[index].phase != .disconnected {
      if let other = idlest, connections[other].lastActive <= connections[index].lastActive {
        continue
      }
      idlest = index
    }
    return idlest
  }
}
