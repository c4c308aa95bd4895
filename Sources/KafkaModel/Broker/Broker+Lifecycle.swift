/// Registration and heartbeats over their own channel.
extension Broker {
  mutating func settleLifecycle(now: Milliseconds, into effects: inout [BrokerEffect]) {
    let asked = lifecycleEffects
    lifecycleEffects.removeAll(keepingCapacity: true)
    for effect in asked {
      switch effect {
      case .sendToController(let request):
        heartbeat = HeartbeatRequest(request: request, created: now)
        heartbeatChannel.submit(
          request, now: now, jitter: &draws.connectionJitter, into: &effects)
      case .setTimer(let timer, let at):
        effects.append(.setTimer(.lifecycle(timer), at: at))
      case .caughtUp:
        askToUnfence(now: now)
      case .unfenced:
        state = .running
        effects.append(.listen)
      case .shutDown:
        exit(into: &effects)
        return
      case .journal(let event):
        effects.append(.journal(event))
      }
    }
  }

  /// Once the controller calls the broker caught up and its first image is taken over.
  mutating func askToUnfence(now: Milliseconds) {
    guard !hasAskedToUnfence, lifecycle.state == .recovery, metadata.isLoaded,
      publishing == .idle
    else { return }
    hasAskedToUnfence = true
    lifecycle.readyToUnfence(now: now, effects: &lifecycleEffects)
  }

  mutating func heartbeatAnswered(
    _ response: Response, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    if response.names(.notController) {
      heartbeatChannel.close(now: now, jitter: &draws.connectionJitter, into: &effects)
      return heartbeatFailed(now: now, into: &effects)
    }
    heartbeat = nil
    lifecycle.received(response, now: now, effects: &lifecycleEffects)
  }

  /// The channel tries the same request again until it is too old (`NodeToControllerRequestThread`).
  mutating func heartbeatFailed(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard let heartbeat else { return }
    if now - heartbeat.created >= BrokerChannel.Policy.heartbeatTimeout(settings, behaviour) {
      self.heartbeat = nil
      lifecycle.requestFailed(now: now, effects: &lifecycleEffects)
    } else {
      heartbeatChannel.submit(
        heartbeat.request, now: now, jitter: &draws.connectionJitter, into: &effects)
    }
  }
}

extension Response {
  /// True if a controller's answer carries this error for the whole request.
  func names(_ error: ErrorCode) -> Bool {
    switch self {
    case .brokerRegistration(let given, _): given == error
    case .brokerHeartbeat(let response): response.error == error
    case .alterPartition(let response): response.error == error
    case .metadataLogFetch(let response): response.error == error
    case .createTopics(let errors), .createPartitions(let errors), .deleteTopics(let errors),
      .alterConfigs(let errors), .incrementalAlterConfigs(let errors), .electLeaders(let errors):
      errors.contains(error)
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .deleteRecords,
      .findCoordinator, .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit,
      .offsetFetch, .listOffsets, .offsetForLeaderEpoch, .describeConfigs, .listGroups,
      .describeGroups:
      false
    }
  }
}
