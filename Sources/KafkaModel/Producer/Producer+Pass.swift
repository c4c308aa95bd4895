extension Producer {
  /// One pass of `Sender.runOnce` up to the sleep in its poll; says how long that may last.
  mutating func runOnce(
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> Milliseconds {
    defer { passOn(into: &effects) }
    if sequences != nil {
      sequences?.resolve()
      if let fatal = sequences?.fatal {
        abortAll(.answered(fatal), into: &effects)
        return beginPoll(settings.client.retryBackoff, now: now)
      }
      if sequences?.bumpIfNeeded(&accumulator.pool) == true, let epoch = sequences?.epoch {
        effects.append(.journal(.epochBumped(epoch)))
      }
      if sequences?.hasID == false, identity == .none { identity = .wanted(isRetry: false) }
      switch identity {
      case .none: break
      case .wanted, .awaitingNode, .pausing, .inFlight:
        if let asked = askIdentity(now: now) { return asked }
      }
    }
    let timeout = sendProducerData(now: now, into: &effects)
    return beginPoll(timeout, now: now)
  }

  private mutating func beginPoll(_ timeout: Milliseconds, now: Milliseconds) -> Milliseconds {
    client.beginPoll(timeout: timeout, now: now, into: &clientEffects)
  }

  /// `sendProducerData`: ready nodes, drain, expiry, requests.
  private mutating func sendProducerData(
    now: Milliseconds, into effects: inout [ProducerEffect]
  ) -> Milliseconds {
    client.metadata.ready(in: &accumulator, now: now, into: &check)
    if check.nodes.isEmpty, check.unknownLeaders.isEmpty {
      expire(hasInFlight: !requests.isEmpty, now: now, into: &effects)
      return untilNextPass(notReady: .max, now: now)
    }
    for topic in check.unknownLeaders { client.metadata.use(topic, now: now) }
    if !check.unknownLeaders.isEmpty { client.metadata.requestUpdate() }
    var notReady = Milliseconds.max
    var isAnyReady = false
    for place in check.nodes.indices {
      let node = check.nodes[place]
      let isReady = client.ready(node, now: now, into: &clientEffects)
      accumulator.nodeHadData(node, canDrain: isReady, now: now)
      if isReady {
        isAnyReady = true
        client.metadata.drain(
          node, of: &accumulator, sequences: &sequences, now: now, into: &drained)
      } else {
        notReady = min(notReady, client.pollDelay(node, now: now))
      }
    }
    let keepsOrder = settings.client.maxInFlight == 1
    for place in drained.indices {
      let slot = drained[place].slot
      accumulator.addInFlight(slot)
      accumulator.pool[slot].isOnWire = true
      if keepsOrder { accumulator.setMuted(true, slot) }
    }
    // What is in flight is in a request, or was drained in this pass.
    expire(
      hasInFlight: !requests.isEmpty || !drained.isEmpty, now: now, into: &effects)
    if !drained.isEmpty { sendDrained(now: now) }
    return isAnyReady ? .zero : untilNextPass(notReady: notReady, now: now)
  }

  /// A request to each node for which batches were drained; those of a node lie together.
  private mutating func sendDrained(now: Milliseconds) {
    var place = 0
    while place < drained.count {
      let node = drained[place].node
      var batches = Few.one(drained[place].slot)
      place += 1
      while place < drained.count, drained[place].node == node {
        batches.append(drained[place].slot)
        place += 1
      }
      request(batches, from: node, now: now)
    }
    drained.clear()
  }

  private func untilNextPass(notReady: Milliseconds, now: Milliseconds) -> Milliseconds {
    let nextExpiry =
      accumulator.nextExpiry == .max ? Milliseconds.max : accumulator.nextExpiry - now
    return max(.zero, min(check.nextCheck, notReady, nextExpiry))
  }

  /// Fails batches that reached `delivery.timeout.ms`, queued ones first. No pass sleeps longer than a request may take.
  @inline(__always)
  private mutating func expire(
    hasInFlight: Bool, now: Milliseconds, into effects: inout [ProducerEffect]
  ) {
    if accumulator.nextExpiry - now <= settings.client.requestTimeout {
      expireOverdue(hasInFlight: hasInFlight, now: now, into: &effects)
    }
  }

  private mutating func expireOverdue(
    hasInFlight: Bool, now: Milliseconds, into effects: inout [ProducerEffect]
  ) {
    guard accumulator.findsExpired(hasInFlight: hasInFlight, now: now) else { return }
    let inFlight = hasInFlight ? accumulator.takeExpiredInFlight(now: now) : []
    let queued = accumulator.takeExpiredQueued(now: now)
    for slot in queued + inRecordedOrder(inFlight) {
      let batch = accumulator.pool[slot]
      if batch.isOnWire { accumulator.pool[slot].isPossiblyPersisted = true }
      let exception = ProducerException.expired(
        records: batch.open.recordCount, age: now - batch.created)
      fail(slot, exception, error: nil, adjust: false, into: &effects)
      if batch.isRetry { sequences?.markUnresolved(slot, accumulator.pool) }
      release(slot)
    }
  }

  /// Builds and sends one produce request (`sendProduceRequest`).
  private mutating func request(
    _ batches: Few<BatchSlot>, from node: NodeID, now: Milliseconds
  ) {
    var size = ProduceRequestSize(version: 11, clientIDBytes: 10)
    var partitions = Few<ProducePartition>.none
    for slot in batches {
      let batch = accumulator.wire(slot)
      let partition = accumulator.pool[slot].partition
      if partitions.last?.partition.topic != partition.topic {
        size.addTopic(nameBytes: topicNameBytes, partitions: 1)
      }
      size.addBatch(Int(batch.sizeInBytes))
      partitions.append(ProducePartition(partition, batch))
    }
    let correlation = client.send(
      .produce(
        ProduceRequest(
          acks: settings.acks, timeout: settings.client.requestTimeout,
          partitions: consume partitions)),
      to: node, bytes: Int32(size.bytes), expectsAnswer: settings.acks != .zero, now: now,
      into: &clientEffects)
    requests.append(RequestOnWire(correlation: correlation, node: node, batches: batches))
  }

  /// Asks for a producer id; a span means that the pass ends here with that poll.
  private mutating func askIdentity(now: Milliseconds) -> Milliseconds? {
    let backoff = settings.client.retryBackoff
    switch identity {
    case .none:
      return nil
    case .inFlight:
      return beginPoll(backoff, now: now)
    case .wanted(let isRetry):
      guard let node = client.leastLoadedNode(now: now).node else {
        identity = .wanted(isRetry: true)
        return beginPoll(backoff, now: now)
      }
      identity = .awaitingNode(node, since: now, isRetry: isRetry)
      if client.ready(node, now: now, into: &clientEffects) {
        return sendIdentityRequest(node, isRetry: isRetry, now: now)
      }
      return awaitNode(node, since: now, now: now)
    case .awaitingNode(let node, let since, let isRetry):
      if client.isReady(node, now: now) {
        return sendIdentityRequest(node, isRetry: isRetry, now: now)
      }
      return awaitNode(node, since: since, now: now)
    case .pausing(let node, _):
      return sendIdentityRequest(node, isRetry: false, now: now)
    }
  }

  /// `NetworkClientUtils.awaitReady`: the thread does nothing but wait for this node.
  private mutating func awaitNode(
    _ node: NodeID, since: Milliseconds, now: Milliseconds
  ) -> Milliseconds {
    if client.connectionFailed(node) || now - since >= settings.client.requestTimeout {
      identity = .wanted(isRetry: true)
      return .zero
    }
    return beginPoll(settings.client.requestTimeout - (now - since), now: now)
  }

  private mutating func sendIdentityRequest(
    _ node: NodeID, isRetry: Bool, now: Milliseconds
  ) -> Milliseconds {
    if isRetry, settings.client.retryBackoff > .zero {
      identity = .pausing(node, until: now + settings.client.retryBackoff)
      return .zero
    }
    guard client.phase(of: node) == .ready else {
      identity = .wanted(isRetry: true)
      return .zero
    }
    let correlation = client.send(
      .initProducerID, to: node, bytes: 50, now: now, into: &clientEffects)
    identity = .inFlight(correlation: correlation)
    return beginPoll(settings.client.retryBackoff, now: now)
  }
}

/// The accumulator's questions, asked through the optional metadata of the client where they lie.
extension ClientMetadata {
  fileprivate mutating func ready(
    in accumulator: inout Accumulator, now: Milliseconds,
    into check: inout Accumulator.ReadyCheck
  ) {
    accumulator.ready(reading: &self, now: now, into: &check)
  }

  fileprivate mutating func drain(
    _ node: NodeID, of accumulator: inout Accumulator, sequences: inout ProducerSequences?,
    now: Milliseconds, into drained: inout [Accumulator.Drained]
  ) {
    accumulator.drain(
      node, reading: &self, sequences: &sequences, now: now, into: &drained)
  }
}
