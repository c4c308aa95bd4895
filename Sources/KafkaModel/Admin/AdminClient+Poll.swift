/// The network thread (`AdminClientRunnable.processRequests`).
extension AdminClient {
  /// Runs the thread from where it sleeps: reads what arrived, then passes until nothing moves; ends with the
  /// `.wake` for its next deadline.
  package mutating func poll(now: Milliseconds, into effects: inout [AdminEffect]) {
    guard life != .closed else { return }
    if isWoken || now >= sleepsUntil || client.hasInput { runPasses(now: now, into: &effects) }
    if life != .closed { effects.append(.wake(at: sleepsUntil)) }
  }

  private mutating func runPasses(now: Milliseconds, into effects: inout [AdminEffect]) {
    isWoken = false
    _ = finishPoll(now: now, into: &effects)
    var idleRounds = 0
    while true {
      isWoken = false
      let asked = beginPass(now: now, into: &effects)
      if endLife(now: now, into: &effects) { return }
      let moved = finishPoll(now: now, into: &effects)
      if moved || isWoken {
        idleRounds = 0
      } else if asked > .zero {
        sleepsUntil = min(now + asked, client.nextTimeout)
        return
      } else {
        // A real thread spins here, as a producer's does.
        idleRounds += 1
        if idleRounds == 4 {
          sleepsUntil = now + Milliseconds(1)
          return
        }
      }
    }
  }

  /// Everything before the thread reads again; how long it may sleep before.
  private mutating func beginPass(
    now: Milliseconds, into effects: inout [AdminEffect]
  ) -> Milliseconds {
    pending += arrivals
    arrivals.removeAll(keepingCapacity: true)
    var span = min(Milliseconds(1_200_000), expire(now: now, into: &effects))
    if case .closing(let deadline) = life { span = min(span, max(.zero, deadline - now)) }
    span = min(span, assignPending(now: now))
    let untilRefresh = metadata.delay(now: now)
    if untilRefresh == .zero {
      metadata.began(now: now)
      client.beganAsking(now: now)
      let request = AdminRequest(
        .metadata, to: .anyKnown, deadline: now + settings.client.requestTimeout,
        .metadata(MetadataRequest(topics: [])))
      if !assign(request, now: now) { pending.append(request) }
    }
    span = min(span, sendEligible(now: now))
    if untilRefresh > .zero { span = min(span, untilRefresh) }
    if !pending.isEmpty { span = min(span, settings.client.retryBackoff) }
    let asked = client.beginPoll(timeout: span, now: now, into: &clientEffects)
    passOn(into: &effects)
    return asked
  }

  private mutating func finishPoll(
    now: Milliseconds, into effects: inout [AdminEffect]
  ) -> Bool {
    completions.clear()
    swap(&completions, &held)
    let version = client.metadata.version
    let moved =
      client.finishPoll(now: now, into: &clientEffects, completions: &completions)
      || !completions.isEmpty
    passOn(into: &effects)
    if client.metadata.version != version {
      // Metadata had not come for too long (KIP-1102).
      client.metadata.needsFull = false
      metadata.rebootstrapped()
    } else if client.metadata.isUpdateRequested {
      // A connection ended (`AdminMetadataUpdater.handleServerDisconnect`).
      client.metadata.needsFull = false
      metadata.requestUpdate()
    }
    for index in assigned.indices where client.connectionFailed(assigned[index].node) {
      unassign(index)
    }
    assigned.removeAll { $0.requests.isEmpty }
    for index in completions.indices {
      handle(completions[index], now: now, into: &effects)
    }
    return moved
  }

  // MARK: - Time

  /// Fails what is past its deadline; until the next deadline.
  private mutating func expire(
    now: Milliseconds, into effects: inout [AdminEffect]
  ) -> Milliseconds {
    var next = Milliseconds.max
    var late = Self.takeLate(&pending, now: now, next: &next)
    for index in assigned.indices {
      late += Self.takeLate(&assigned[index].requests, now: now, next: &next)
    }
    for request in late { fail(request, .timedOut, now: now, into: &effects) }
    for index in inFlight.indices {
      if inFlight[index].request.deadline < now {
        client.disconnect(
          inFlight[index].node, now: now, into: &clientEffects, completions: &held)
      } else {
        next = min(next, inFlight[index].request.deadline - now)
      }
    }
    return next
  }

  private static func takeLate(
    _ requests: inout [AdminRequest], now: Milliseconds, next: inout Milliseconds
  ) -> [AdminRequest] {
    guard !requests.isEmpty else { return [] }
    let late = requests.filter { $0.deadline < now }
    if !late.isEmpty { requests.removeAll { $0.deadline < now } }
    for request in requests { next = min(next, request.deadline - now) }
    return late
  }

  // MARK: - Nodes

  /// Gives every request whose back-off is over to a node; until the next one may be given.
  private mutating func assignPending(now: Milliseconds) -> Milliseconds {
    var span = Milliseconds.max
    var kept: [AdminRequest] = []
    for request in pending {
      if now < request.nextTry {
        span = min(span, request.nextTry - now)
        kept.append(request)
      } else if !assign(request, now: now) {
        kept.append(request)
      }
    }
    pending = kept
    return span
  }

  private mutating func assign(_ request: AdminRequest, now: Milliseconds) -> Bool {
    guard let node = node(for: request.destination, now: now) else { return false }
    let index = assigned.firstIndex { $0.node >= node } ?? assigned.count
    if index < assigned.count, assigned[index].node == node {
      assigned[index].requests.append(request)
    } else {
      assigned.insert(AssignedQueue(node: node, requests: [request]), at: index)
    }
    return true
  }

  private mutating func node(
    for destination: AdminRequest.Destination, now: Milliseconds
  ) -> NodeID? {
    switch destination {
    case .anyKnown:
      let choice = client.leastLoadedNode(now: now)
      guard choice.node == nil, !choice.anyReady, client.rebootstraps else {
        return choice.node
      }
      client.rebootstrap(now: now)
      client.metadata.needsFull = false
      metadata.rebootstrapped()
      return client.leastLoadedNode(now: now).node
    case .leastLoaded:
      if metadata.isReady { return client.leastLoadedNode(now: now).node }
    case .controller:
      if metadata.isReady, let controller = metadata.controller { return controller }
    case .node(let node):
      if metadata.isReady, client.metadata.nodes.contains(node) { return node }
    }
    metadata.requestUpdate()
    return nil
  }

  /// Puts what waits for a node back among what has none.
  mutating func unassign(_ index: Int) {
    pending += assigned[index].requests
    assigned[index].requests.removeAll()
  }

  /// Sends to every node that is ready and has nothing of this client in flight; how long none can become so.
  private mutating func sendEligible(now: Milliseconds) -> Milliseconds {
    var span = Milliseconds.max
    for index in assigned.indices where !assigned[index].requests.isEmpty {
      let node = assigned[index].node
      if inFlight.contains(where: { $0.node == node }) {
        assigned[index].readyDeadline = nil
        continue
      }
      guard client.ready(node, now: now, into: &clientEffects) else {
        if let deadline = assigned[index].readyDeadline {
          if now >= deadline {
            unassign(index)
            client.disconnect(node, now: now, into: &clientEffects, completions: &held)
            continue
          }
          span = min(span, deadline - now)
        } else {
          assigned[index].readyDeadline = now + settings.client.requestTimeout
        }
        span = min(span, client.pollDelay(node, now: now))
        continue
      }
      let left = assigned[index].readyDeadline.map { $0 - now } ?? settings.client.requestTimeout
      assigned[index].readyDeadline = nil
      let request = assigned[index].requests.removeFirst()
      let correlation = client.send(
        request.request, to: node, bytes: request.request.sizeOnTheWire,
        timeout: max(.zero, min(left, request.deadline - now)), now: now, into: &clientEffects)
      inFlight.append(InFlight(node: node, correlation: correlation, request: request))
    }
    assigned.removeAll { $0.requests.isEmpty }
    return span
  }

  // MARK: - The end

  /// A closing client with nothing left to do, or out of time; true if it is gone.
  private mutating func endLife(now: Milliseconds, into effects: inout [AdminEffect]) -> Bool {
    guard case .closing(let deadline) = life, jobs.isEmpty || now >= deadline else { return false }
    for job in jobs { effects.append(.returned(job.id, .failed(.timedOut))) }
    jobs.removeAll()
    client.close(into: &clientEffects)
    passOn(into: &effects)
    life = .closed
    return true
  }

  /// Hands the network client's effects on in their order.
  private mutating func passOn(into effects: inout [AdminEffect]) {
    for effect in clientEffects {
      switch effect {
      case .connect(let node): effects.append(.connect(node))
      case .close(let node): effects.append(.close(node))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(.send(node, correlation: correlation, request, bytes: bytes))
      case .journal(let event): effects.append(.journal(event))
      }
    }
    clientEffects.removeAll(keepingCapacity: true)
  }
}
