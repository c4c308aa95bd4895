extension ConsumerNetwork {
  /// The first half of a poll: sends what can be sent and says how long the thread may sleep.
  ///
  /// - Parameters:
  ///   - timeout: what the caller has left.
  ///   - blocks: false where the caller's condition holds already, or where it only looks (`pollNoWakeup`).
  package mutating func beginPoll(
    timeout: Milliseconds, blocks: Bool, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    if !pendingDisconnects.isEmpty { disconnectPending(now: now, into: &effects) }
    if !pendingConnects.isEmpty {
      for node in pendingConnects { _ = client.ready(node, now: now, into: &effects) }
      // Rare: kept storage would be one more place in memory that every poll asks.
      pendingConnects.removeAll()
    }
    let delay = unsent.isEmpty ? maxPollTimeout : trySend(now: now, into: &effects)
    var span = Milliseconds.zero
    if blocks, answers.isEmpty {
      span = min(timeout, delay)
      if !client.hasInFlight { span = min(span, client.settings.retryBackoff) }
    }
    return client.beginPoll(timeout: span, now: now, into: &effects)
  }

  /// The second half: reads what arrived, fails what cannot be sent; true if anything happened.
  package mutating func finishPoll(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Bool {
    guard client.findsSomething(now: now) || !unsent.isEmpty else { return !answers.isEmpty }
    let moved = client.finishPoll(now: now, into: &effects, completions: &completions)
    if !completions.isEmpty { complete() }
    if !unsent.isEmpty {
      failDisconnected()
      _ = trySend(now: now, into: &effects)
      failExpired(now: now)
    }
    return moved || !answers.isEmpty
  }

  /// Reads an answer, if the second half of a poll would find nothing but that; nil, and nothing is done, where there is
  /// more to it.
  @inline(__always)
  package mutating func readAlone(now: Milliseconds) -> NetworkAnswer? {
    guard answers.isEmpty, unsent.isEmpty, completions.isEmpty else { return nil }
    return client.readAlone(now: now).map(Self.answer)
  }

  /// Sends what can be sent and reads what is there, but tells nobody of answers yet (`transmitSends`).
  package mutating func transmit(now: Milliseconds, into effects: inout [ClientEffect]) {
    _ = trySend(now: now, into: &effects)
    _ = client.beginPoll(timeout: .zero, now: now, into: &effects)
    _ = client.finishPoll(now: now, into: &effects, completions: &completions)
    if !completions.isEmpty { complete() }
  }

  /// Turns the client's completions into answers.
  private mutating func complete() {
    var taken = 0
    while let completion = completions.takeNext(&taken, leaving: .blank) {
      answers.append(Self.answer(completion))
    }
  }

  private static func answer(_ completion: consuming ClientCompletion) -> NetworkAnswer {
    guard let label = completion.label else {
      preconditionFailure("an answer to a request that no owner sent")
    }
    let node = completion.node
    let outcome: NetworkAnswer.Outcome =
      switch completion.outcome {
      case .answered(let response): .answered(response)
      case .disconnected, .timedOut: .disconnected
      case .written: preconditionFailure("consumers expect answers")
      }
    return NetworkAnswer(
      ticket: label.ticket, node: node, purpose: label.purpose, outcome: outcome)
  }

  /// Sends to every node that is ready, first queued first; answers how long none can become ready.
  private mutating func trySend(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    var delay = maxPollTimeout
    var index = 0
    while index < unsent.count {
      let node = unsent[index].node
      delay = min(delay, client.pollDelay(node, now: now))
      while index < unsent.count, unsent[index].node == node,
        client.ready(node, now: now, into: &effects)
      {
        let entry = unsent.remove(oftenAlone: index)
        let bytes = entry.request.sizeOnTheWire
        _ = client.send(
          entry.request, to: node, bytes: bytes, label: entry.label, timeout: entry.timeout,
          now: now, into: &effects)
      }
      // The rest of the node's waits until it is ready.
      while index < unsent.count, unsent[index].node == node { index += 1 }
    }
    return delay
  }

  private mutating func disconnectPending(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    let nodes = pendingDisconnects
    pendingDisconnects.removeAll()
    for node in nodes {
      while let index = unsent.firstIndex(where: { $0.node == node }) {
        failUnsent(at: index, as: .disconnected)
      }
      client.disconnect(node, now: now, into: &effects, completions: &completions)
      complete()
    }
  }

  /// A connection that failed fails what waits for it (`checkDisconnects`).
  private mutating func failDisconnected() {
    var index = 0
    while index < unsent.count {
      if client.connectionFailed(unsent[index].node) {
        failUnsent(at: index, as: .disconnected)
      } else {
        index += 1
      }
    }
  }

  private mutating func failExpired(now: Milliseconds) {
    var index = 0
    while index < unsent.count {
      let node = unsent[index].node
      while index < unsent.count, unsent[index].node == node,
        now - unsent[index].created > unsent[index].timeout
      {
        failUnsent(at: index, as: .expired)
      }
      while index < unsent.count, unsent[index].node == node { index += 1 }
    }
  }

  private mutating func failUnsent(at index: Int, as outcome: NetworkAnswer.Outcome) {
    let entry = unsent.remove(oftenAlone: index)
    answers.append(
      NetworkAnswer(
        ticket: entry.label.ticket, node: entry.node, purpose: entry.label.purpose,
        outcome: outcome))
  }
}
