extension Broker {
  /// A client or broker has connected.
  package mutating func accepted(_ connection: ServerConnection) { server.accepted(connection) }

  /// A client has closed a connection, or it was reset; a request in hand goes on without an asker.
  package mutating func connectionClosed(_ connection: ServerConnection, isReset: Bool) {
    server.closed(connection, isReset: isReset)
  }

  /// A client closed a connection while this process stood still.
  package mutating func connectionCloses(_ connection: ServerConnection) {
    server.closes(connection)
  }

  package mutating func requestArrived(
    _ connection: ServerConnection, correlation: Int32, _ request: Request, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    switch state {
    case .down: return
    case .starting:
      server.closed(connection, isReset: true)
      effects.append(.closeConnection(connection))
    case .running:
      guard server.arrived(request, correlation: correlation, on: connection) else { return }
      handle(request, correlation, on: connection, now: now, into: &effects)
      settle(now: now, into: &effects)
    }
  }

  package mutating func channelConnected(
    _ channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !isDown else { return }
    switch channel {
    case .metadataLog:
      metadataChannel.connected(now: now, jitter: &draws.connectionJitter, into: &effects)
    case .heartbeat:
      heartbeatChannel.connected(now: now, jitter: &draws.connectionJitter, into: &effects)
    case .alterPartition:
      alterPartitionChannel.connected(now: now, jitter: &draws.connectionJitter, into: &effects)
    case .forwarding:
      forwardingChannel.connected(now: now, jitter: &draws.connectionJitter, into: &effects)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index) else { return }
      fetchers[fetcher].channel.connected(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    }
  }

  /// A channel's connection was refused, or is gone.
  package mutating func channelClosed(
    _ channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !isDown else { return }
    let failed: Bool
    switch channel {
    case .metadataLog:
      failed = metadataChannel.closed(now: now, jitter: &draws.connectionJitter)
    case .heartbeat:
      failed = heartbeatChannel.closed(now: now, jitter: &draws.connectionJitter)
    case .alterPartition:
      failed = alterPartitionChannel.closed(now: now, jitter: &draws.connectionJitter)
    case .forwarding:
      failed = forwardingChannel.closed(now: now, jitter: &draws.connectionJitter)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index) else { return }
      failed = fetchers[fetcher].channel.closed(now: now, jitter: &draws.connectionJitter)
    }
    if failed { requestFailed(on: channel, now: now, into: &effects) }
    settle(now: now, into: &effects)
  }

  package mutating func responseArrived(
    _ channel: ChannelID, correlation: Int32, _ response: consuming Response, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    guard !isDown else { return }
    switch channel {
    case .metadataLog:
      guard metadataChannel.answered(correlation) else { return }
      metadataLogAnswered(response, now: now, into: &effects)
    case .heartbeat:
      guard heartbeatChannel.answered(correlation) else { return }
      heartbeatAnswered(response, now: now, into: &effects)
    case .alterPartition:
      guard alterPartitionChannel.answered(correlation) else { return }
      alterPartitionAnswered(response, now: now, into: &effects)
    case .forwarding:
      guard forwardingChannel.answered(correlation) else { return }
      forwardedAnswered(response, now: now, into: &effects)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index),
        fetchers[fetcher].channel.answered(correlation)
      else { return }
      guard case .fetch(let answer) = consume response else {
        preconditionFailure("not an answer to a fetch")
      }
      fetchAnswered(consume answer, fetcher: fetcher, now: now, into: &effects)
    }
    settle(now: now, into: &effects)
  }

  package mutating func timerFired(
    _ timer: BrokerTimer, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !isDown else { return }
    switch timer {
    case .channel(let channel):
      if channelTimerFired(channel, now: now, into: &effects) {
        requestFailed(on: channel, now: now, into: &effects)
      }
    case .lifecycle(let timer):
      lifecycle.timerFired(timer, now: now, effects: &lifecycleEffects)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index),
        case .asleep(let until) = fetchers[fetcher].activity, now >= until
      else { return }
      runFetcher(fetcher, now: now, into: &effects)
    case .metadataLogRetry:
      guard now >= jobs.metadataLogRetry else { return }
      jobs.metadataLogRetry = .max
      fetchMetadataLog(now: now, into: &effects)
    case .alterPartitionRetry:
      guard now >= jobs.alterPartitionRetry else { return }
      jobs.alterPartitionRetry = .max
      propagateIsrProposals(now: now, into: &effects)
    case .purgatory:
      expireParked(now: now, into: &effects)
    case .isrExpiration, .highWatermarkCheckpoint, .recoveryPointCheckpoint:
      runJob(timer, now: now, into: &effects)
    case .groups:
      groupAlarmFired(now: now, into: &effects)
    }
    settle(now: now, into: &effects)
  }

  private mutating func channelTimerFired(
    _ channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) -> Bool {
    switch channel {
    case .metadataLog:
      return metadataChannel.timerFired(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    case .heartbeat:
      return heartbeatChannel.timerFired(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    case .alterPartition:
      return alterPartitionChannel.timerFired(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    case .forwarding:
      return forwardingChannel.timerFired(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index) else { return false }
      return fetchers[fetcher].channel.timerFired(
        now: now, jitter: &draws.connectionJitter, into: &effects)
    }
  }

  private mutating func requestFailed(
    on channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    switch channel {
    case .metadataLog: metadataLogFetchFailed(now: now, into: &effects)
    case .heartbeat: heartbeatFailed(now: now, into: &effects)
    case .alterPartition: sendIsrProposals(now: now, into: &effects)
    case .forwarding: sendForwarded(now: now, into: &effects)
    case .fetcher(let source, let index):
      guard let fetcher = fetcherPosition(source, index) else { return }
      fetchFailed(fetcher, now: now, into: &effects)
    }
  }

  /// Carries out what the parts asked for, until nothing is left to do at this instant.
  mutating func settle(now: Milliseconds, into effects: inout [BrokerEffect]) {
    while !isDown {
      if !lifecycleEffects.isEmpty {
        settleLifecycle(now: now, into: &effects)
      } else if !partitionEffects.isEmpty {
        settlePartitions(now: now, into: &effects)
      } else if !groupEffects.isEmpty {
        settleGroups(now: now, into: &effects)
      } else if let next = server.nextReady() {
        handle(next.request, next.correlation, on: next.connection, now: now, into: &effects)
      } else {
        return
      }
    }
  }
}
