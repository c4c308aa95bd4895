extension ConsumerNetwork {
  /// The first half of a poll: sends what can be sent and says how long the thread may sleep.
  ///
  /// - Parameters:
  ///   - timeout: what the caller has left.
  ///   - blocks: false where the caller's condition holds already, or where it only looks (`pollNoWakeup`).
  package mutating func beginPoll(
    timeout: Milliseconds, blocks: Bool, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    disconnectPending(now: now, into: &effects)
    for node in pendingConnects { _ = client.ready(node, now: now, into: &effects) }
    pendingConnects.clear()
    let delay = trySend(now: now, into: &effects)
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
    completions.clear()
    let moved = client.finishPoll(now: now, into: &effects, completions: &completions)
    for index in completions.indices { complete(completions[index]) }
    failDisconnected()
    _ = trySend(now: now, into: &effects)
    failExpired(now: now)
    return moved || !answers.isEmpty
  }

  /// Sends what can be sent and reads what is there, but tells nobody of answers yet (`transmitSends`).
  package mutating func transmit(now: Milliseconds, into effects: inout [ClientEffect]) {
    _ = trySend(now: now, into: &effects)
    _ = client.beginPoll(timeout: .zero, now: now, into: &effects)
    completions.clear()
    _ = client.finishPoll(now: now, into: &effects, completions: &completions)
    for index in completions.indices { complete(completions[index]) }
  }

  private mutating func complete(_ completion: ClientCompletion) {
    guard
      let index = onWire.firstIndex(where: { $0.correlation == completion.correlation })
    else { preconditionFailure("an answer to a request that no owner sent") }
    let request = onWire.remove(at: index)
    let outcome: NetworkAnswer.Outcome =
      switch completion.outcome {
      case .answered(let response): .answered(response)
      case .disconnected, .timedOut: .disconnected
      case .written: preconditionFailure("consumers expect answers")
      }
    answers.append(
      NetworkAnswer(
        ticket: request.ticket, node: completion.node, purpose: request.purpose,
        outcome: outcome))
  }

  /// Sends to every node that is ready, first queued first; answers how long none can become ready.
  private mutating func trySend(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Milliseconds {
    var delay = maxPollTimeout
    if unsent.isEmpty { return delay }
    var isDrained = false
    for index in unsent.indices {
      let node = unsent[index].node
      delay = min(delay, client.pollDelay(node, now: now))
      var sent = 0
      while sent < unsent[index].requests.count, client.ready(node, now: now, into: &effects) {
        let entry = unsent[index].requests[sent]
        let correlation = client.send(
          entry.request, to: node, bytes: entry.request.sizeOnTheWire, timeout: entry.timeout,
          now: now, into: &effects)
        onWire.append(
          RequestOnWire(correlation: correlation, ticket: entry.ticket, purpose: entry.purpose))
        sent += 1
      }
      if sent == unsent[index].requests.count {
        unsent[index].requests.clear()
      } else {
        unsent[index].requests.removeFirst(sent)
      }
      if unsent[index].requests.isEmpty { isDrained = true }
    }
    if isDrained { unsent.removeAll { $0.requests.isEmpty } }
    return delay
  }

  private mutating func disconnectPending(
    now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    guard !pendingDisconnects.isEmpty else { return }
    for node in pendingDisconnects {
      failUnsent(to: node, as: .disconnected)
      completions.clear()
      client.disconnect(node, now: now, into: &effects, completions: &completions)
      for index in completions.indices { complete(completions[index]) }
    }
    pendingDisconnects.clear()
  }

  /// A connection that failed fails what waits for it (`checkDisconnects`).
  private mutating func failDisconnected() {
    if unsent.isEmpty { return }
    for queue in unsent where client.connectionFailed(queue.node) {
      failUnsent(to: queue.node, as: .disconnected)
    }
  }

  private mutating func failExpired(now: Milliseconds) {
    if unsent.isEmpty { return }
    for index in unsent.indices {
      let node = unsent[index].node
      while let oldest = unsent[index].requests.first, now - oldest.created > oldest.timeout {
        unsent[index].requests.removeFirst()
        answers.append(
          NetworkAnswer(
            ticket: oldest.ticket, node: node, purpose: oldest.purpose, outcome: .expired))
      }
    }
    unsent.removeAll { $0.requests.isEmpty }
  }

  private mutating func failUnsent(to node: NodeID, as outcome: NetworkAnswer.Outcome) {
    guard let index = unsent.firstIndex(where: { $0.node == node }) else { return }
    for entry in unsent.remove(at: index).requests {
      answers.append(
        NetworkAnswer(
          ticket: entry.ticket, node: node, purpose: entry.purpose, outcome: outcome))
    }
  }
}
