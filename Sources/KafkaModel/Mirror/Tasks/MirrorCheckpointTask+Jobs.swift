/// The thread of jobs: what is read at the start, and offsets of groups at the target.
extension MirrorCheckpointTask {
  /// Both jobs go at the same rate; the second begins one interval later, so that it uses what the first has just found.
  mutating func scheduleJobs(now: Milliseconds) {
    guard let interval = settings.syncGroupOffsetsInterval else { return }
    scheduler.schedule(.findIdleGroups, first: now, every: interval)
    scheduler.schedule(.setOffsets, first: now + interval, every: interval)
  }

  /// Begins what is due.
  mutating func runJobs(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    switch thread {
    case .closing, .stopped: return
    case .notStarted, .starting, .idle, .sleeping, .readingSyncs, .listing, .leavingSleep,
      .leavingRead, .leavingListing:
      break
    }
    while let job = scheduler.next(now: now) {
      switch job {
      case .load:
        if behaviour.restartKeepsSyncHistory {
          work = .readingCheckpoints
          checkpointsLog.start(&clients, now: now, into: &effects)
        } else {
          loadSyncs(mustReadToEnd: true, &clients, now: now, into: &effects)
        }
      case .findIdleGroups:
        work = .describingGroups(
          clients.call(slots.targetAdmin, .describeGroups(groups), now: now, into: &effects))
      case .setOffsets:
        setOffsets(&clients, now: now, into: &effects)
        scheduler.finished()
      }
    }
    if behaviour.loadsOffsetSyncs, scheduler.hasStarted { started(&notices) }
  }

  private mutating func endJob(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    work = nil
    scheduler.finished()
    closeEnds(&notices)
    runJobs(&clients, now: now, into: &effects, notices: &notices)
  }

  // MARK: The start

  private mutating func loadSyncs(
    mustReadToEnd: Bool, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    translation.syncs = OffsetSyncStore(mustReadToEnd: mustReadToEnd, behaviour)
    work = .readingSyncs
    syncsLog.start(&clients, now: now, into: &effects)
  }

  /// What the logs say of their first reading.
  mutating func take(
    _ log: [TopicLog.Notice], _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    for notice in log {
      switch (work, notice) {
      case (.readingCheckpoints, .started), (.readingCheckpoints, .failed):
        hasReadCheckpoints = true
        checkpointsLog.stop(&clients, now: now, into: &effects)
        clients.close(slots.checkpointsAdmin, timeout: .max, now: now, into: &effects)
        loadSyncs(mustReadToEnd: notice == .failed, &clients, now: now, into: &effects)
      case (.readingSyncs, .started):
        translation.syncs.readToEnd()
        scheduleJobs(now: now)
        endJob(&clients, now: now, into: &effects, notices: &notices)
      case (.readingSyncs, .failed):
        // The job throws: no offset is ever translated, and no group's offsets are set.
        endJob(&clients, now: now, into: &effects, notices: &notices)
      default:
        break
      }
    }
  }

  // MARK: Offsets at the target

  /// The target has answered the running job.
  mutating func targetAnswered(
    _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    if let place = alterations.firstIndex(of: id) {
      // Refused by a group that has members, or done: it is only logged.
      alterations.remove(at: place)
      closeEnds(&notices)
      return
    }
    switch work {
    case .describingGroups(id):
      var idle: Set<GroupID> = []
      if case .groupDescriptions(let described) = answer {
        for group in described where group.error == .none && group.state == .empty {
          idle.insert(group.id)
        }
      }
      listIdle(
        groups.filter { idle.contains($0) }[...], &clients, now: now, into: &effects,
        notices: &notices)
    case .listingOffsets(id, let rest):
      if case .committedOffsets(let offsets) = answer, let group = rest.first {
        translation.foundIdle(
          group, offsets: offsets.map { MirroredOffset($0.partition, $0.position.offset) })
      }
      listIdle(rest.dropFirst(), &clients, now: now, into: &effects, notices: &notices)
    case .readingCheckpoints, .readingSyncs, .describingGroups, .listingOffsets, nil:
      break
    }
  }

  private mutating func listIdle(
    _ rest: ArraySlice<GroupID>, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    guard thread != .closing, let group = rest.first else {
      endJob(&clients, now: now, into: &effects, notices: &notices)
      return
    }
    work = .listingOffsets(
      clients.call(
        slots.targetAdmin, .listConsumerGroupOffsets(group), now: now, into: &effects), rest)
  }

  /// `syncGroupOffset`, which waits for no answer.
  private mutating func setOffsets(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    for due in translation.groupOffsetsToSet() {
      let offsets = due.offsets.map {
        NamedOffset($0.partition, OffsetAndEpoch(offset: $0.offset, leaderEpoch: .none))
      }
      alterations.append(
        clients.call(
          slots.targetAdmin, .alterConsumerGroupOffsets(due.group, offsets), now: now,
          into: &effects))
    }
  }
}
