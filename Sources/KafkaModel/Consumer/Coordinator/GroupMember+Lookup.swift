extension GroupMember {
  /// The coordinator, unless its connection failed (`checkAndGetCoordinator`).
  package mutating func knownCoordinator(
    now: Milliseconds, network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) -> NodeID? {
    if let coordinator, network.isUnavailable(coordinator, now: now) {
      markCoordinatorUnknown(isDisconnected: true, network: &network, into: &effects)
    }
    return coordinator
  }

  /// Forgets the coordinator; requests on their way to it fail.
  package mutating func markCoordinatorUnknown(
    isDisconnected: Bool, network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    guard let old = coordinator else { return }
    coordinator = nil
    if !isDisconnected { network.disconnectAsync(old) }
    effects.append(.journal(.consumer(.coordinatorLost)))
  }

  /// Finds the coordinator and begins to connect to it; done with false when the time is over.
  ///
  /// Source: `AbstractCoordinator.ensureCoordinatorReady`.
  package mutating func ensureCoordinatorReady(
    until deadline: Milliseconds, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) throws(MemberFailure) -> Progress<Bool> {
    while true {
      switch readiness {
      case .idle:
        if knownCoordinator(now: now, network: &network, into: &effects) != nil {
          return .done(true)
        }
        readiness = .asking(attempts: 0)
      case .asking(let attempts):
        lookUpCoordinator(now: now, network: &network)
        readiness = .polling(attempts: attempts)
      case .polling(let attempts):
        switch lookup {
        case .asked:
          if now >= deadline {
            readiness = .idle
            return .done(knownCoordinator(now: now, network: &network, into: &effects) != nil)
          }
          return .waits(until: deadline)
        case .failed(let failure):
          guard failure.isRetriable else {
            lookup = .none
            readiness = .idle
            throw failure
          }
          let pause = settings.backsOffLookups ? backoff(after: attempts) : .zero
          readiness = .sleeping(
            until: min(deadline, now + pause), attempts: attempts + 1, refreshesMetadata: true)
        case .found, .none:
          if let coordinator, network.isUnavailable(coordinator, now: now) {
            markCoordinatorUnknown(isDisconnected: false, network: &network, into: &effects)
            readiness = .sleeping(
              until: min(deadline, now + backoff(after: attempts)), attempts: attempts + 1,
              refreshesMetadata: false)
          } else if let isReady = endRound(
            attempts, until: deadline, now: now, network: &network, into: &effects)
          {
            return .done(isReady)
          }
        }
      case .sleeping(let until, let attempts, let refreshesMetadata):
        if now < until { return .sleeps(until: until) }
        if refreshesMetadata {
          network.metadata.requestUpdate()
          readiness = .awaitingMetadata(after: network.metadata.version, attempts: attempts)
        } else if let isReady = endRound(
          attempts, until: deadline, now: now, network: &network, into: &effects)
        {
          return .done(isReady)
        }
      case .awaitingMetadata(let version, let attempts):
        if network.metadata.version == version, now < deadline {
          return .waits(until: deadline)
        }
        if let isReady = endRound(
          attempts, until: deadline, now: now, network: &network, into: &effects)
        {
          return .done(isReady)
        }
      }
    }
  }

  /// One search is over: the next begins if there is time, else this is the answer.
  private mutating func endRound(
    _ attempts: Int64, until deadline: Milliseconds, now: Milliseconds,
    network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) -> Bool? {
    lookup = .none
    let isKnown = knownCoordinator(now: now, network: &network, into: &effects) != nil
    if !isKnown, now < deadline {
      readiness = .asking(attempts: attempts)
      return nil
    }
    readiness = .idle
    return isKnown
  }

  /// Asks the least loaded node, unless it has been asked already.
  package mutating func lookUpCoordinator(now: Milliseconds, network: inout ConsumerNetwork) {
    guard lookup == .none else { return }
    guard let node = network.client.leastLoadedNode(now: now).node else {
      lookup = .failed(.noBrokers)
      return
    }
    let ticket = network.send(
      .findCoordinator(FindCoordinatorRequest(group: settings.group)), to: node,
      purpose: .findCoordinator, now: now)
    lookup = .asked(ticket)
  }

  mutating func coordinatorFound(
    _ answer: NetworkAnswer, now: Milliseconds, network: inout ConsumerNetwork
  ) {
    let isAwaited = lookup == .asked(answer.ticket)
    switch answer.outcome {
    case .answered(.findCoordinator(let response)):
      guard response.error == .none, let node = response.coordinator else {
        if isAwaited { lookup = .failed(.error(response.error)) }
        return
      }
      coordinator = node.asCoordinator
      network.tryConnect(node.asCoordinator)
      timers.resetSession(now: now)
      if isAwaited { lookup = .found }
    case .answered(let response):
      preconditionFailure("FindCoordinator was answered by \(response.kind)")
    case .disconnected:
      if isAwaited { lookup = .failed(.disconnected) }
    case .expired:
      if isAwaited { lookup = .failed(.expired) }
    }
  }

  mutating func backoff(after attempts: Int64) -> Milliseconds {
    settings.retryBackoff.span(after: attempts, random: &jitter)
  }
}
