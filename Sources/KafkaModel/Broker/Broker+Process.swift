/// Start and end of the process.
extension Broker {
  /// The process starts: logs are loaded, registration and the metadata log begin.
  ///
  /// How long recovery takes is the shell's to say: it calls `start` when the process would be that far.
  package mutating func start(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard case .down(let ending) = state else { return }
    incarnation += 1
    loadLogs(after: ending, now: now)
    forgetProcess()
    lifecycle = BrokerLifecycle(
      broker: id, incarnation: incarnation, rack: rack, settings: settings,
      retriesByInterval: behaviour.heartbeatRetriesByInterval,
      random: draws.heartbeatJitterOfNextProcess())
    state = .starting
    lifecycle.start(now: now, effects: &lifecycleEffects)
    fetchMetadataLog(now: now, into: &effects)
    beginJobs(now: now, into: &effects)
    settle(now: now, into: &effects)
  }

  /// kill -9: whatever was only in the process's memory is gone.
  package mutating func killed(now: Milliseconds) {
    guard !isDown else { return }
    state = .down(.killed)
    metadata.processEnded()
  }

  /// The host lost power: pages dirty for less than `oldestDirty` had not been written back; `.max` is the worst
  /// case, where only what Kafka itself fsynced is left.
  package mutating func powerLost(oldestDirty: Milliseconds, now: Milliseconds) {
    for row in hosted.liveIndices {
      if oldestDirty == .max {
        hosted.rows[row].partition.log.durableEnd = hosted.rows[row].partition.log.recoveryPoint
      } else {
        hosted.rows[row].partition.log.scanWriteBack(now: now, expire: oldestDirty)
      }
    }
    state = .down(.powerLost)
    metadata.processEnded()
  }

  /// SIGTERM.
  package mutating func beginControlledShutdown(
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !isDown else { return }
    if settings.controlledShutdown {
      isInControlledShutdown = true
      lifecycle.beginControlledShutdown(now: now, effects: &lifecycleEffects)
      settle(now: now, into: &effects)
    } else {
      exit(into: &effects)
    }
  }

  /// The process ends in order: sockets are closed, logs flushed (`BrokerServer.shutdown`).
  mutating func exit(into effects: inout [BrokerEffect]) {
    for connection in server.open { effects.append(.closeConnection(connection)) }
    for fetcher in fetchers { effects.append(.closeChannel(fetcher.channel.id)) }
    for channel in [ChannelID.forwarding, .alterPartition, .heartbeat, .metadataLog] {
      effects.append(.closeChannel(channel))
    }
    effects.append(.journal(.stopped))
    effects.append(.exited)
    state = .down(.stopped)
    metadata.processEnded()
  }

  private mutating func loadLogs(after ending: Ending, now: Milliseconds) {
    partitionEffects.removeAll()
    for row in hosted.liveIndices {
      let closing: LogClosing =
        switch ending {
        case .stopped: .clean
        case .killed: .processCrash
        case .powerLost: .powerLoss(durableEnd: hosted.rows[row].partition.log.durableEnd)
        }
      hosted.rows[row].partition.restart(after: closing, now: now, effects: &partitionEffects)
      hosted.rows[row].fetchWaiters.removeAll()
      hosted.rows[row].sessionWatches.removeAll()
      hosted.rows[row].produceWaiters.removeAll()
    }
  }

  private mutating func forgetProcess() {
    server = SocketServer()
    producePurgatory = ProducePurgatory()
    fetchPurgatory = FetchPurgatory()
    fetchSessions = FetchSessionCache(
      limit: settings.fetchSessionSlots, idsBefore: fetchSessions.lastID)
    purgatoryAlarm = Alarm()
    fetchers.removeAll()
    publishing = .idle
    lockedRequests = LockedRequests()
    metadataChannel = BrokerChannel(.metadataLog, to: controller, policy: .metadataLog(settings))
    heartbeatChannel = BrokerChannel(
      .heartbeat, to: controller, policy: .heartbeat(settings, behaviour))
    alterPartitionChannel = BrokerChannel(
      .alterPartition, to: controller, policy: .alterPartition(settings))
    forwardingChannel = BrokerChannel(
      .forwarding, to: controller, policy: .alterPartition(settings))
    forwarded = ForwardedRequests()
    groups = GroupCoordinator(
      settings: settings, partitions: settings.offsetsTopicPartitions,
      memberIDs: groups.memberIDs)
    groupWrites = GroupWriteQueues()
    groupAlarm = Alarm()
    groupEffects.removeAll()
    offsetsTopic = nil
    heartbeat = nil
    isrProposals = IsrProposals()
    jobs = BrokerJobs()
    isInControlledShutdown = false
    hasAskedToUnfence = false
    lifecycleEffects.removeAll()
  }
}
