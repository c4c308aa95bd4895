/// Requests for the controller that clients send to any broker (`ForwardingManager`, KIP-590).
///
/// A forwarded request travels as itself, where Kafka puts it into an Envelope of some hundred bytes more.
extension Broker {
  mutating func forward(
    _ request: Request, from origin: ForwardedRequests.Origin, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    forwarded.add(ForwardedRequests.Item(request: request, origin: origin, since: now))
    sendForwarded(now: now, into: &effects)
  }

  /// Sends the oldest request; those too old by then are answered with REQUEST_TIMED_OUT.
  mutating func sendForwarded(now: Milliseconds, into effects: inout [BrokerEffect]) {
    while !forwardingChannel.isBusy, let next = forwarded.first {
      guard now - next.since < ForwardedRequests.patience else {
        answer(forwarded.removeFirst(), next.request.refused(.requestTimedOut), into: &effects)
        continue
      }
      forwardingChannel.submit(
        next.request, now: now, jitter: &draws.connectionJitter, into: &effects)
    }
  }

  mutating func forwardedAnswered(
    _ response: Response, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    if response.names(.notController) {
      forwardingChannel.close(now: now, jitter: &draws.connectionJitter, into: &effects)
    } else {
      answer(forwarded.removeFirst(), response, into: &effects)
    }
    sendForwarded(now: now, into: &effects)
  }

  private mutating func answer(
    _ item: ForwardedRequests.Item, _ response: Response, into effects: inout [BrokerEffect]
  ) {
    switch item.origin {
    case .client(let connection, let correlation):
      respond(response, correlation, on: connection, into: &effects)
    case .missingTopics:
      // Whatever the answer is: if the topic is still missing, the next who looks for it asks again.
      break
    }
  }
}

extension Request {
  /// The answer that refuses everything that a forwarded request asks for.
  fileprivate func refused(_ error: ErrorCode) -> Response {
    switch self {
    case .createTopics(let topics): .createTopics(topics.map { _ in error })
    case .createPartitions(let topics): .createPartitions(topics.map { _ in error })
    case .deleteTopics(let names): .deleteTopics(names.map { _ in error })
    case .alterConfigs(let changes): .alterConfigs(changes.map { _ in error })
    case .incrementalAlterConfigs(let changes): .incrementalAlterConfigs(changes.map { _ in error })
    case .electLeaders(let request):
      .electLeaders((request.partitions ?? []).map { _ in error })
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .alterPartition,
      .brokerRegistration, .brokerHeartbeat, .metadataLogFetch, .deleteRecords, .findCoordinator,
      .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit, .offsetFetch, .listOffsets,
      .offsetForLeaderEpoch, .describeConfigs, .listGroups, .describeGroups:
      preconditionFailure("brokers forward no such request: \(kind)")
    }
  }
}
