extension NetworkClient {
  /// The first half of a poll: asks for metadata if due and says how long the poll may sleep.
  package mutating func beginPoll(
    timeout: Milliseconds, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    let metadataTimeout = updateMetadata(now: now, into: &effects)
    return max(.zero, min(timeout, metadataTimeout, settings.requestTimeout))
  }

  /// The second half: reads what is there, then finds time-outs; true if anything happened.
  package mutating func finishPoll(
    now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    var moved = false
    for index in connections.indices where connections[index].isWriting {
      moved = true
      finishWriting(at: index, completions: &completions)
    }
    for index in connections.indices where !connections[index].inbox.answers.isEmpty {
      moved = true
      read(at: index, now: now, into: &effects, completions: &completions)
    }
    for index in connections.indices
    where connections[index].inbox.disconnected && connections[index].inbox.answers.isEmpty {
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
    if endOverdue(now: now, into: &effects, completions: &completions) { moved = true }
    return moved
  }

  /// Whether the next `finishPoll` finds something to read.
  package var hasInput: Bool {
    connections.contains { !$0.inbox.isEmpty || $0.isWriting }
  }

  /// When the next request or connection attempt is overdue, one millisecond past its time-out.
  package var nextTimeout: Milliseconds {
    var earliest = Milliseconds.max
    for connection in connections {
      for request in connection.inFlight {
        earliest = min(earliest, request.sentAt + request.timeout + Milliseconds(1))
      }
      if connection.phase == .connecting {
        earliest = min(
          earliest, connection.lastAttempt + connection.setupTimeout + Milliseconds(1))
      }
    }
    return earliest
  }

  private mutating func finishWriting(
    at index: Int, completions: inout [ClientCompletion]
  ) {
    connections[index].isWriting = false
    guard let newest = connections[index].inFlight.last, !newest.expectsAnswer else { return }
    connections[index].inFlight.removeLast()
    completions.append(
      ClientCompletion(
        node: connections[index].node, correlation: newest.correlation, outcome: .written))
  }

  private mutating func read(
    at index: Int, now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) {
    let answer = connections[index].inbox.answers.removeFirst()
    guard let oldest = connections[index].inFlight.first,
      oldest.correlation == answer.correlation
    else { return }
    connections[index].inFlight.removeFirst()
    connections[index].lastActive = now
    switch (oldest.purpose, answer.response) {
    case (.versions, _):
      becomeReady(at: index)
    case (.metadata, .metadata(let response)):
      metadataArrived(response, now: now, into: &effects)
    case (.metadata, _):
      preconditionFailure("a metadata request was answered by another response")
    case (.owner, let response):
      completions.append(
        ClientCompletion(
          node: connections[index].node, correlation: answer.correlation,
          outcome: .answered(response)))
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
    return ended
  }

  private func idlestConnection() -> Int? {
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
