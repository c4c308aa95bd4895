/// The group coordinator's requests, clock and log (`KafkaApis`, `GroupCoordinatorAdapter`).
extension Broker {
  mutating func handleGroupRequest(
    _ request: Request, _ correlation: Int32, on connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    let asker = GroupAsker(connection, correlation: correlation)
    switch request {
    case .heartbeat(let identity):
      let error = groups.heartbeat(identity, now: now)
      respond(
        error == .none ? heartbeatAnswer : .heartbeat(error), correlation, on: connection,
        into: &effects)
    case .offsetFetch(let request):
      respond(
        .offsetFetch(named(groups.fetchOffsets(request), for: request)), correlation,
        on: connection, into: &effects)
    case .offsetCommit(let request):
      commit(request, from: asker, now: now, into: &effects)
    case .joinGroup(let request):
      groups.joinGroup(request, from: asker, now: now, into: &groupEffects)
    case .syncGroup(let request):
      groups.syncGroup(request, from: asker, now: now, into: &groupEffects)
    case .leaveGroup(let request):
      let error = groups.leaveGroup(request, now: now, into: &groupEffects)
      respond(.leaveGroup(error), correlation, on: connection, into: &effects)
    case .listGroups:
      respond(.listGroups(groups.list()), correlation, on: connection, into: &effects)
    case .describeGroups(let ids):
      respond(
        .describeGroups(ids.map { groups.describe($0) }), correlation, on: connection,
        into: &effects)
    case .findCoordinator(let request):
      let answer = findCoordinator(request, now: now, into: &effects)
      respond(.findCoordinator(answer), correlation, on: connection, into: &effects)
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .alterPartition,
      .brokerRegistration, .brokerHeartbeat, .metadataLogFetch, .createTopics, .deleteRecords,
      .electLeaders, .alterConfigs, .createPartitions, .listOffsets, .offsetForLeaderEpoch,
      .deleteTopics, .incrementalAlterConfigs, .describeConfigs:
      preconditionFailure("no request to a group's coordinator: \(request.kind)")
    }
    armGroups(now: now, into: &effects)
  }

  /// Partitions that do not exist are refused one by one, the rest goes to the coordinator
  /// (`KafkaApis.handleOffsetCommitRequest`).
  private mutating func commit(
    _ request: OffsetCommitRequest, from asker: GroupAsker, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    var request = identified(request)
    var answers = request.offsets.map { PartitionError($0.partition, .none) }
    var areAllKnown = true
    // Mostly they are all of one topic, which is asked for once: each time it would be copied.
    var known: TopicIndex?
    var count = 0
    for index in answers.indices {
      let partition = answers[index].partition
      if partition.topic != known {
        known = partition.topic
        count = partitionCount(of: partition.topic)
      }
      if Int(partition.partition.raw) >= count {
        answers[index].error = .unknownTopicOrPartition
        areAllKnown = false
      }
    }
    if !areAllKnown {
      request.offsets = request.offsets.indices.filter { answers[$0].error == .none }.map {
        request.offsets[$0]
      }
    }
    var error = ErrorCode.none
    if !request.offsets.isEmpty {
      error = groups.commitOffsets(
        request, answers: answers, from: asker, now: now, into: &groupEffects)
      if error == .none { return }
    }
    for index in answers.indices where answers[index].error == .none {
      answers[index].error = error
    }
    respond(
      .offsetCommit(answers), asker.correlation, on: asker.connection, into: &effects)
  }

  /// As this broker knows the topic; 0 for one that it does not know.
  private func partitionCount(of topic: TopicIndex) -> Int {
    guard metadata.image.topic(topic) != nil else { return 0 }
    return metadata.image.partitions.topics[Int(topic.raw)].count
  }

  /// Offsets that an administrator sets, as his client's OffsetCommit does; the outcome of the write is not waited for.
  ///
  /// Without generation and member the group must be empty, else UNKNOWN_MEMBER_ID.
  package mutating func commitOffsets(
    _ request: OffsetCommitRequest, now: Milliseconds, into effects: inout [BrokerEffect]
  ) -> ErrorCode {
    guard state == .running else { return .coordinatorNotAvailable }
    let error = groups.commitOffsets(
      request, answers: [], from: nil, now: now, into: &groupEffects)
    settle(now: now, into: &effects)
    armGroups(now: now, into: &effects)
    return error
  }

  /// The groups that this broker coordinates, ascending by id.
  package var coordinatedGroups: [GroupDescription] { isDown ? [] : groups.descriptions }

  /// A group that this broker coordinates.
  package func coordinatedGroup(_ group: GroupID) -> GroupDescription? {
    isDown ? nil : groups.description(of: group)
  }

  /// The members of a group that this broker coordinates and calls STABLE.
  package func stableMembers(of group: GroupID) -> Int? {
    isDown ? nil : groups.stableMembers(of: group)
  }

  /// What a group has committed for one partition and this broker, coordinating it, knows to be replicated.
  package func committedOffset(
    of group: GroupID, _ partition: TopicPartition
  ) -> CommittedOffset? {
    isDown ? nil : groups.committedOffset(of: group, partition)
  }

  /// Whether this broker takes itself for the group's coordinator and has loaded what there is of it.
  package func coordinates(_ group: GroupID) -> Bool {
    !isDown && groups.refusal(of: group) == .none
  }

  // MARK: - Time

  mutating func armGroups(now: Milliseconds, into effects: inout [BrokerEffect]) {
    planOffsetExpiry(now: now)
    let deadline = min(
      groups.nextDeadline, min(groupWrites.nextDeadline, jobs.plannedOffsetExpiry))
    if groupAlarm.arm(deadline) { effects.append(.setTimer(.groups, at: deadline)) }
  }

  /// The job that expires offsets keeps its phase, but while there are no groups its runs are left out.
  private mutating func planOffsetExpiry(now: Milliseconds) {
    if groups.isIdle {
      jobs.plannedOffsetExpiry = .max
    } else if jobs.plannedOffsetExpiry == .max {
      let period = settings.offsetsRetentionCheckInterval
      jobs.plannedOffsetExpiry =
        jobs.firstOffsetExpiry > now
        ? jobs.firstOffsetExpiry : Self.next(jobs.firstOffsetExpiry, period: period, now: now)
    }
  }

  mutating func groupAlarmFired(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard groupAlarm.fires(at: now) else { return }
    groups.wake(now: now, into: &groupEffects)
    while let write = groupWrites.expire(now: now) {
      groups.finished(
        write.purpose, error: .requestTimedOut, batch: write.batch, now: now,
        into: &groupEffects)
    }
    if jobs.plannedOffsetExpiry <= now {
      groups.expireOffsets(now: now, image: metadata.image, into: &groupEffects)
      jobs.plannedOffsetExpiry = Self.next(
        jobs.plannedOffsetExpiry, period: settings.offsetsRetentionCheckInterval, now: now)
    }
    settle(now: now, into: &effects)
    armGroups(now: now, into: &effects)
  }

  // MARK: - The log

  /// Carries out what the coordinator asked for.
  mutating func settleGroups(now: Milliseconds, into effects: inout [BrokerEffect]) {
    var next = 0
    while next < groupEffects.count {
      let effect = groupEffects[next]
      next += 1
      switch effect {
      case .respond(let asker, let response):
        respond(response, asker.correlation, on: asker.connection, into: &effects)
      case .journal(let group, let event):
        effects.append(.journal(.group(group, event)))
      case .stored(let group, let member, let offsets):
        effects.append(.offsetsStored(group, member, offsets))
      case .write(let write):
        carryOut(write, now: now)
      }
    }
    groupEffects.removeAll(keepingCapacity: true)
    armGroups(now: now, into: &effects)
  }

  /// Appends as any leader does; what needs all replicas waits for them (`appendForGroup`).
  private mutating func carryOut(_ write: GroupWrite, now: Milliseconds) {
    guard let topic = offsetsTopic,
      let row = hosted.index(of: TopicPartition(topic, write.partition))
    else {
      return finished(write.purpose, .notLeaderOrFollower, now: now)
    }
    let bytes = write.records.reduce(Int32(RecordBatch.headerBytes)) { $0 + $1.sizeInBytes }
    let batch = RecordBatch(
      content: BatchContent(groupLogOf: id, index: groupLog.nextNumber),
      recordCount: Int32(write.records.count), sizeInBytes: bytes, maxTimestamp: now)
    let acks: Acks = write.purpose == .tombstones ? .leader : .all
    let outcome = hosted.rows[row].partition.append(
      batch, acks: acks, context: context(now), effects: &partitionEffects)
    switch outcome {
    case .refused(let error):
      finished(write.purpose, error, now: now)
    case .appended(let first, let last), .duplicate(let first, let last):
      groupLog.add(write.records, to: write.partition, lastOffset: last, at: now)
      if groupLog.isDueForForgetting { forgetGroupLog(of: topic) }
      guard acks == .all else { return }
      let required = last + 1
      switch hosted.rows[row].partition.acksAll(required: required) {
      case .waiting:
        groupWrites.append(
          GroupWriteQueues.Waiting(
            purpose: write.purpose, batch: first, required: required,
            deadline: now + settings.offsetsCommitTimeout),
          to: write.partition)
      case .reached(let error):
        finished(write.purpose, error, batch: first, now: now)
      case .notLeader:
        preconditionFailure("a partition that appended is led here")
      }
    }
  }

  /// Forgets superseded records, as far as all replicas have them.
  private mutating func forgetGroupLog(of topic: TopicIndex) {
    let count = metadata.image.partitions.topics[Int(topic.raw)].count
    let ends: [Offset?] = (0..<count).map { partition in
      let key = TopicPartition(topic, PartitionIndex(Int32(partition)))
      return hosted.index(of: key).flatMap { hosted.rows[$0].partition.replicatedEnd }
    }
    groupLog.forgetSuperseded(safeEnds: ends)
  }

  private mutating func finished(
    _ purpose: GroupWrite.Purpose, _ error: ErrorCode, batch: Offset = .none, now: Milliseconds
  ) {
    groups.finished(purpose, error: error, batch: batch, now: now, into: &groupEffects)
  }

  /// High watermark or role of a partition of `__consumer_offsets` changed: decides which writes are done.
  mutating func wakeGroupWrites(_ key: TopicPartition, now: Milliseconds) {
    while let first = groupWrites.first(key.partition) {
      let progress =
        hosted.index(of: key).map {
          hosted.rows[$0].partition.acksAll(required: first.required)
        } ?? .notLeader
      switch progress {
      case .waiting:
        return
      case .reached(let error):
        _ = groupWrites.removeFirst(key.partition)
        finished(first.purpose, error, batch: first.batch, now: now)
      case .notLeader:
        _ = groupWrites.removeFirst(key.partition)
        finished(first.purpose, .notLeaderOrFollower, now: now)
      }
    }
  }

  /// The records of a batch that this broker wrote to `__consumer_offsets`; they survive its process, as a log does.
  package func groupLog(_ index: Int32) -> ArraySlice<GroupLogRecord> { groupLog[index] }

  /// The log that `readGroupLog` asked for, oldest record first.
  package mutating func groupLogRead(
    _ partition: TopicPartition, records: [GroupLogRecord], now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    guard !isDown, partition.topic == offsetsTopic else { return }
    groups.loaded(partition.partition, records: records, now: now, into: &groupEffects)
    settle(now: now, into: &effects)
    armGroups(now: now, into: &effects)
  }
}
