/// Reading the metadata log, and taking over what it says.
extension Broker {
  mutating func fetchMetadataLog(now: Milliseconds, into effects: inout [BrokerEffect]) {
    let request = MetadataLogFetchRequest(
      replica: id, fetchOffset: metadata.logEnd, maxWait: Milliseconds(500))
    metadataChannel.submit(
      .metadataLogFetch(request), now: now, jitter: &draws.connectionJitter, into: &effects)
  }

  mutating func metadataLogAnswered(
    _ response: Response, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard case .metadataLogFetch(let answer) = response else {
      preconditionFailure("not an answer to a fetch of the metadata log")
    }
    guard answer.error == .none else {
      return metadataLogFetchFailed(now: now, into: &effects)
    }
    metadata.append(answer.records, highWatermark: answer.highWatermark)
    fetchMetadataLog(now: now, into: &effects)
    publishMetadata(now: now, into: &effects)
  }

  mutating func metadataLogFetchFailed(now: Milliseconds, into effects: inout [BrokerEffect]) {
    jobs.metadataLogRetry = now + settings.quorumRetryBackoff
    effects.append(.setTimer(.metadataLogRetry, at: jobs.metadataLogRetry))
  }

  /// Publishes what is committed, once the change before it is taken over (`BrokerMetadataPublisher`).
  ///
  /// Metadata requests see the new image at once; replicas follow: deletions, leaderships one after another, then
  /// all followers (`ReplicaManager.applyDelta`).
  mutating func publishMetadata(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard publishing == .idle, metadata.hasNews else { return }
    let known = metadata.brokers
    let changes: LocalReplicaChanges
    if let delta = metadata.applyNews() {
      changes = delta.localChanges(for: id, image: metadata.image)
      for topic in delta.topics { takeSettings(of: topic) }
      if !delta.removedTopics.isEmpty {
        groups.topicsDeleted(delta.removedTopics, into: &groupEffects)
      }
    } else {
      changes = allReplicas()
    }
    if !changes.isEmpty || metadata.brokers != known { noteQuietFetches(replicasMayChange: true) }
    for key in changes.deleted { removeReplica(key, now: now, into: &effects) }
    for key in changes.leaders {
      if let row = hosted.index(of: key) { removeFromFetcher(row) }
    }
    continueTaking(changes, from: 0, now: now, into: &effects)
  }

  /// The leader epoch of the leadership in hand is on disk.
  package mutating func synced(
    _ token: SyncToken, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !isDown, case .takingLeaderships(let changes, let next, token) = publishing else {
      return
    }
    takeLeadership(of: changes.leaders[next], now: now)
    let late = releaseLock(now: now, into: &effects)
    continueTaking(changes, from: next + 1, now: now, into: &effects)
    for waiting in late { resume(waiting, now: now, into: &effects) }
    settle(now: now, into: &effects)
  }

  /// A new epoch is written to `leader-epoch-checkpoint` and synced before the partition answers as leader
  /// (`Partition.makeLeader`, `LeaderEpochFileCache.assign`).
  private mutating func continueTaking(
    _ changes: LocalReplicaChanges, from first: Int, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    var next = first
    while next < changes.leaders.count {
      let row = host(changes.leaders[next])
      let epoch = metadata.image.partitions[changes.leaders[next]]?.leaderEpoch ?? .none
      if hosted.rows[row].partition.log.latestEpoch ?? .none < epoch {
        lastSync = SyncToken(lastSync.raw + 1)
        publishing = .takingLeaderships(changes, next: next, sync: lastSync)
        lockedRequests.partition = changes.leaders[next]
        effects.append(.sync(lastSync))
        return
      }
      takeLeadership(of: changes.leaders[next], now: now)
      next += 1
    }
    publishing = .idle
    follow(changes.followers, now: now, into: &effects)
    takeGroupPartitions(changes, now: now, into: &effects)
    closeIdleFetchers(into: &effects)
    lifecycle.metadataApplied(upTo: metadata.image.lastOffset)
    askToUnfence(now: now)
    publishMetadata(now: now, into: &effects)
  }

  private mutating func takeLeadership(of key: TopicPartition, now: Milliseconds) {
    guard let registration = metadata.image.partitions[key] else { return }
    let row = host(key)
    noteQuietFetches()
    hosted.rows[row].partition.makeLeader(
      registration, context: context(now), effects: &partitionEffects)
  }

  /// Followers change all at once; fetching starts afresh where the leader epoch is new.
  private mutating func follow(
    _ keys: [TopicPartition], now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    var starting: [Int] = []
    if !keys.isEmpty { noteQuietFetches() }
    for key in keys {
      guard let registration = metadata.image.partitions[key] else { continue }
      let row = host(key)
      let isNewEpoch = hosted.rows[row].partition.makeFollower(
        registration, now: now, effects: &partitionEffects)
      if isInControlledShutdown, registration.leader == nil || !registration.isr.contains(id) {
        removeFromFetcher(row)
      } else if isNewEpoch {
        removeFromFetcher(row)
        if let leader = registration.leader, metadata.image.broker(leader) != nil {
          starting.append(row)
        }
      }
    }
    addToFetchers(starting, now: now, into: &effects)
  }

  /// Everything this broker has a replica of, for the first image of a process.
  private func allReplicas() -> LocalReplicaChanges {
    var changes = LocalReplicaChanges()
    for key in metadata.image.partitions.keys {
      guard let registration = metadata.image.partitions[key],
        registration.replicas.contains(id)
      else { continue }
      if registration.leader == id {
        changes.leaders.append(key)
      } else {
        changes.followers.append(key)
      }
    }
    for key in hosted.keys where metadata.image.partitions[key] == nil {
      changes.deleted.append(key)
    }
    changes.sort(image: metadata.image)
    return changes
  }

  /// The row of a replica, created with an empty log if there is none.
  private mutating func host(_ key: TopicPartition) -> Int {
    if let row = hosted.index(of: key) { return row }
    let topic = metadata.image.topic(key.topic)?.settings ?? settings.topicDefaults
    let log = ReplicaLog(settings: topic, producerIDExpiration: settings.producerIDExpiration)
    return hosted.add(
      Partition(
        key, broker: id, behaviour: behaviour, replicaLagTimeMax: settings.replicaLagTimeMax,
        log: log))
  }

  private mutating func removeReplica(
    _ key: TopicPartition, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard let row = hosted.index(of: key) else { return }
    removeFromFetcher(row)
    hosted.remove(key)
    refuseWaiters(at: row, with: .unknownTopicOrPartition, now: now, into: &effects)
  }

  private mutating func takeSettings(of topic: TopicIndex) {
    guard let settings = metadata.image.topic(topic)?.settings else { return }
    for row in hosted.liveIndices where hosted.rows[row].partition.id.topic == topic {
      hosted.rows[row].partition.log.settings = settings
    }
  }
}
