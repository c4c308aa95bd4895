/// A task of the checkpoint connector: reads what earlier tasks and the source task left, then makes checkpoints of its
/// groups at an interval and, if asked, sets the groups' offsets at the target.
///
/// It has two threads: Connect's, which polls, and that of its jobs. The offset syncs are followed on a third.
/// Source: `org.apache.kafka.connect.mirror.MirrorCheckpointTask`, `CheckpointStore`, `OffsetSyncStore`.
struct MirrorCheckpointTask: Sendable {
  /// In the order in which they are gone through.
  let groups: [GroupID]
  let settings: MirrorSettings
  let selection: TopicSelection
  let slots: Slots
  let behaviour: MirrorBehaviour
  var translation: GroupTranslation
  var thread = Thread.notStarted
  var scheduler: MirrorScheduler<Job>
  /// What the running job waits for.
  var work: Work?
  /// `CheckpointStore.isInitialized`
  var hasReadCheckpoints: Bool
  var checkpointsLog: TopicLog
  var syncsLog: TopicLog
  /// Calls that set offsets, which nobody waits for but the end.
  var alterations: [AdminCallID] = []
  /// By the numbers that Connect knows them by.
  private var sourcePartitions: [OwnSourcePartition] = []

  /// The task's clients.
  struct Slots: Hashable, Sendable {
    var sourceAdmin: ClientSlot
    var targetAdmin: ClientSlot
    /// At the target, with `MirrorClientSettings.targetConsumer`.
    var checkpointsConsumer: ClientSlot
    var checkpointsAdmin: ClientSlot
    /// Where the offset syncs are, with `MirrorClientSettings.offsetSyncsConsumer`.
    var syncsConsumer: ClientSlot
    var syncsAdmin: ClientSlot
  }

  enum Job: Hashable, Sendable {
    /// Reads checkpoints and offset syncs, each to its end.
    case load
    case findIdleGroups
    case setOffsets
  }

  enum Work: Hashable, Sendable {
    case readingCheckpoints
    case readingSyncs
    case describingGroups(AdminCallID)
    /// The offsets at the target of the first of these groups, which have no members there, are being listed.
    case listingOffsets(AdminCallID, ArraySlice<GroupID>)
  }

  /// Connect's thread.
  enum Thread: Hashable, Sendable {
    case notStarted
    /// `start()` waits: for the first job, or for the consumer's `assign`.
    case starting
    case idle
    case sleeping(since: Milliseconds, until: Milliseconds)
    /// Before KAFKA-13659: polls the offset syncs until then.
    case readingSyncs(until: Milliseconds)
    /// The offsets at the source of the first of these groups are being listed.
    case listing(AdminCallID, ArraySlice<GroupID>, made: [OwnRecord])
    /// `stop()` was called while the thread was in `poll`.
    case leavingSleep(until: Milliseconds)
    case leavingRead
    case leavingListing(AdminCallID, made: [OwnRecord])
    /// `stop()` waits for the calls that its admin clients have open.
    case closing
    case stopped
  }

  /// - Parameter groups: As the task's configuration has them.
  init(
    groups: [GroupID], _ settings: MirrorSettings, selection: TopicSelection, slots: Slots,
    _ behaviour: MirrorBehaviour
  ) {
    var order = JavaHashOrder(capacity: max(groups.count * 4 / 3 + 1, 16))
    for (index, group) in groups.enumerated() { order.insert(index, hash: group.hash) }
    self.groups = order.keys.map { groups[$0] }
    self.settings = settings
    self.selection = selection
    self.slots = slots
    self.behaviour = behaviour
    translation = GroupTranslation(selection, syncs: OffsetSyncStore(behaviour), behaviour)
    scheduler = MirrorScheduler(
      start: behaviour.loadsOffsetSyncs ? [.load] : [], timeout: settings.adminTimeout)
    hasReadCheckpoints = !behaviour.restartKeepsSyncHistory
    checkpointsLog = TopicLog(
      reading: selection.policy.checkpointsTopic(of: selection.flow.source),
      consumer: slots.checkpointsConsumer, admin: slots.checkpointsAdmin)
    let other =
      settings.offsetSyncsLocation == .source ? selection.flow.target : selection.flow.source
    syncsLog = TopicLog(
      reading: selection.policy.offsetSyncsTopic(other: other), consumer: slots.syncsConsumer,
      admin: slots.syncsAdmin)
  }

  // MARK: Calls of Connect

  mutating func start(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    thread = .starting
    if behaviour.loadsOffsetSyncs {
      if behaviour.startsCheckpointsAtOnce { started(&notices) }
      runJobs(&clients, now: now, into: &effects, notices: &notices)
    } else {
      translation.syncs.readToEnd()
      hasReadCheckpoints = true
      scheduleJobs(now: now)
      clients.call(
        slots.syncsConsumer,
        .assign([
          NamedPartition(topic: syncsLog.settings.name, partition: PartitionIndex(0))
        ]), now: now, into: &effects)
      runJobs(&clients, now: now, into: &effects, notices: &notices)
    }
  }

  mutating func poll(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    guard thread == .idle else {
      notices.append(.polled([]))
      return
    }
    let until = now + (settings.emitCheckpointsInterval ?? .zero)
    if behaviour.loadsOffsetSyncs {
      thread = .sleeping(since: now, until: endOfSleep(since: now, atLeast: until))
      wakeThread(&clients, now: now, into: &effects, notices: &notices)
    } else {
      thread = .readingSyncs(until: until)
      readSyncs(&clients, now: now, into: &effects, notices: &notices)
    }
  }

  /// The thread sleeps in steps of `consumer.poll.timeout.ms` and looks at the clock and at `stop()` between them.
  private func endOfSleep(since begin: Milliseconds, atLeast end: Milliseconds) -> Milliseconds {
    // No sleep outlasts a drill.
    let step = min(max(settings.consumerPollTimeout, Milliseconds(1)), .longest).raw
    let steps = (max(end - begin, .zero).raw + step - 1) / step
    return Milliseconds(begin.raw + steps * step)
  }

  /// `stop`: a poll that goes on ends first, then the clients are closed.
  mutating func stop(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    switch thread {
    case .sleeping(let since, _):
      thread = .leavingSleep(until: endOfSleep(since: since, atLeast: now))
      wakeThread(&clients, now: now, into: &effects, notices: &notices)
    case .readingSyncs:
      thread = .leavingRead
      clients.wakeUpConsumer(slots.syncsConsumer, now: now, into: &effects)
    case .listing(let call, _, let made):
      thread = .leavingListing(call, made: made)
    case .notStarted, .starting, .idle:
      close(&clients, now: now, into: &effects, notices: &notices)
    case .leavingSleep, .leavingRead, .leavingListing, .closing, .stopped:
      break
    }
  }

  mutating func close(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    thread = .closing
    scheduler.close()
    if behaviour.loadsOffsetSyncs {
      checkpointsLog.stop(&clients, now: now, into: &effects)
      syncsLog.stop(&clients, now: now, into: &effects)
    } else {
      clients.close(
        slots.syncsConsumer, timeout: Milliseconds(30_000), now: now, into: &effects)
      clients.close(
        slots.checkpointsConsumer, timeout: .zero, now: now, into: &effects)
    }
    for admin in [
      slots.sourceAdmin, slots.targetAdmin, slots.checkpointsAdmin, slots.syncsAdmin,
    ] where clients.isOpen(admin) {
      clients.close(admin, timeout: .max, now: now, into: &effects)
    }
    closeEnds(&notices)
  }

  /// Admin clients close when what they were asked is answered.
  mutating func closeEnds(_ notices: inout [OwnRecordNotice]) {
    guard thread == .closing, alterations.isEmpty else { return }
    switch work {
    case .describingGroups, .listingOffsets: return
    case .readingCheckpoints, .readingSyncs, nil: break
    }
    thread = .stopped
    notices.append(.stopped)
  }

  mutating func started(_ notices: inout [OwnRecordNotice]) {
    guard thread == .starting else { return }
    thread = .idle
    notices.append(.started)
  }

  // MARK: Time

  /// When one of the threads looks at the clock.
  @inline(__always)
  var deadline: Milliseconds {
    var deadline = min(checkpointsLog.deadline, syncsLog.deadline)
    switch thread {
    case .sleeping(_, let until), .leavingSleep(let until): deadline = min(deadline, until)
    case .closing, .stopped: return .max
    case .notStarted: return .max
    case .starting, .idle, .readingSyncs, .listing, .leavingRead, .leavingListing: break
    }
    return min(deadline, scheduler.deadline)
  }

  /// Called at `deadline`.
  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    checkpointsLog.wake(&clients, now: now, into: &effects)
    syncsLog.wake(&clients, now: now, into: &effects)
    runJobs(&clients, now: now, into: &effects, notices: &notices)
    wakeThread(&clients, now: now, into: &effects, notices: &notices)
  }

  private mutating func wakeThread(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    switch thread {
    case .sleeping(_, let until) where now >= until:
      list(groups[...], made: [], &clients, now: now, into: &effects, notices: &notices)
    case .leavingSleep(let until) where now >= until:
      notices.append(.polled([]))
      close(&clients, now: now, into: &effects, notices: &notices)
    case .notStarted, .starting, .idle, .sleeping, .readingSyncs, .listing, .leavingSleep,
      .leavingRead, .leavingListing, .closing, .stopped:
      break
    }
  }

  // MARK: One round

  /// Asks for the next group's offsets; without one the poll returns.
  mutating func list(
    _ rest: ArraySlice<GroupID>, made: [OwnRecord], _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    guard hasReadCheckpoints, let group = rest.first else {
      thread = .idle
      notices.append(.polled(made))
      return
    }
    let call = clients.call(
      slots.sourceAdmin, .listConsumerGroupOffsets(group), now: now, into: &effects)
    thread = .listing(call, rest, made: made)
  }

  /// The records of the checkpoints that are due for a group; a group whose offsets could not be listed has none.
  mutating func records(
    for group: GroupID, _ answer: AdminAnswer, _ clients: borrowing WorkerClients
  ) -> [OwnRecord] {
    guard case .committedOffsets(let offsets) = answer,
      let name = clients.names.name(of: group)
    else { return [] }
    let committed = offsets.filter { $0.position.offset >= .zero }.map {
      MirroredOffset($0.partition, $0.position.offset)
    }
    return translation.checkpoints(for: group, committed: committed).map { checkpoint in
      let source = OwnSourcePartition.checkpoint(group: name, checkpoint.partition)
      return OwnRecord(
        topic: checkpointsLog.settings.name, partition: PartitionIndex(0),
        record: .checkpoint(
          group: name, checkpoint.partition, upstream: checkpoint.upstream,
          downstream: checkpoint.downstream),
        source: source, sourcePartition: number(of: source))
    }
  }

  private mutating func number(of source: OwnSourcePartition) -> SourcePartition {
    if let known = sourcePartitions.firstIndex(of: source) { return SourcePartition(Int32(known)) }
    sourcePartitions.append(source)
    return SourcePartition(Int32(sourcePartitions.count - 1))
  }

  /// What Connect stores a source partition's offset under, by its number.
  func source(_ partition: SourcePartition) -> OwnSourcePartition {
    sourcePartitions[Int(partition.raw)]
  }
}
