/// What the task's clients answer, each known by its slot.
extension MirrorCheckpointTask {
  mutating func answered(
    _ slot: ClientSlot, _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    var log: [TopicLog.Notice] = []
    switch slot {
    case slots.sourceAdmin:
      sourceAnswered(id, answer, &clients, now: now, into: &effects, notices: &notices)
    case slots.targetAdmin:
      targetAnswered(id, answer, &clients, now: now, into: &effects, notices: &notices)
    case slots.checkpointsAdmin:
      checkpointsLog.answered(answer, &clients, now: now, into: &effects, notices: &log)
    case slots.syncsAdmin:
      syncsLog.answered(answer, &clients, now: now, into: &effects, notices: &log)
    default:
      break
    }
    take(log, &clients, now: now, into: &effects, notices: &notices)
  }

  private mutating func sourceAnswered(
    _ id: AdminCallID, _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    switch thread {
    case .listing(id, let rest, var made):
      if let group = rest.first { made += records(for: group, answer, clients) }
      list(
        rest.dropFirst(), made: made, &clients, now: now, into: &effects, notices: &notices)
    case .leavingListing(id, let made):
      // Groups that are not asked any more have no checkpoints.
      notices.append(.polled(made))
      close(&clients, now: now, into: &effects, notices: &notices)
    case .notStarted, .starting, .idle, .sleeping, .readingSyncs, .listing, .leavingSleep,
      .leavingRead, .leavingListing, .closing, .stopped:
      break
    }
  }

  mutating func answered(
    _ slot: ClientSlot, _ answer: ConsumerAnswer, _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    var log: [TopicLog.Notice] = []
    switch slot {
    case slots.checkpointsConsumer:
      checkpointsLog.answered(answer, &clients, now: now, into: &effects, notices: &log)
    case slots.syncsConsumer where behaviour.loadsOffsetSyncs:
      syncsLog.answered(answer, &clients, now: now, into: &effects, notices: &log)
    case slots.syncsConsumer:
      syncsPolled(answer, &clients, now: now, into: &effects, notices: &notices)
    default:
      break
    }
    take(log, &clients, now: now, into: &effects, notices: &notices)
  }

  /// What a consumer of the task was handed: the shell has read it.
  mutating func recordsRead(
    _ slot: ClientSlot, _ records: [ReadRecord], _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    for record in records {
      switch record.written {
      case .checkpoint(let name, let partition, let upstream, let downstream):
        guard let group = groups.first(where: { clients.names.name(of: $0) == name }) else {
          continue
        }
        translation.checkpoints.set(
          Checkpoint(
            group: group, partition: partition, upstream: upstream, downstream: downstream))
      case .offsetSync(let partition, let upstream, let downstream):
        translation.syncs.add(
          OffsetSync(upstream: upstream, downstream: downstream), of: partition)
      case .sourceOffset, .ownSourceOffset, .taskConfigurations, .connectorStatus, .taskStatus,
        .custom,
        .heartbeat, nil:
        continue
      }
    }
    var log: [TopicLog.Notice] = []
    if slot == slots.checkpointsConsumer {
      checkpointsLog.goOn(&clients, now: now, into: &effects, notices: &log)
    } else if behaviour.loadsOffsetSyncs {
      syncsLog.goOn(&clients, now: now, into: &effects, notices: &log)
    } else {
      readSyncs(&clients, now: now, into: &effects, notices: &notices)
    }
    take(log, &clients, now: now, into: &effects, notices: &notices)
  }

  // MARK: Before KAFKA-13659

  /// `OffsetSyncStore.update` until the round is due.
  mutating func readSyncs(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [OwnRecordNotice]
  ) {
    switch thread {
    case .readingSyncs(let until) where now < until:
      clients.call(
        slots.syncsConsumer, .poll(timeout: settings.consumerPollTimeout), now: now,
        into: &effects)
    case .readingSyncs:
      list(groups[...], made: [], &clients, now: now, into: &effects, notices: &notices)
    case .leavingRead:
      notices.append(.polled([]))
      close(&clients, now: now, into: &effects, notices: &notices)
    case .notStarted, .starting, .idle, .sleeping, .listing, .leavingSleep, .leavingListing,
      .closing, .stopped:
      break
    }
  }

  private mutating func syncsPolled(
    _ answer: ConsumerAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [OwnRecordNotice]
  ) {
    if thread == .starting {
      started(&notices)
      return
    }
    switch answer {
    case .records(let batches) where !batches.isEmpty:
      effects.append(.read(slots.syncsConsumer, batches))
    case .done, .records, .failed(.wokenUp):
      readSyncs(&clients, now: now, into: &effects, notices: &notices)
    case .failed:
      // Whatever the consumer throws ends the round, which is logged.
      if case .readingSyncs = thread {
        thread = .idle
        notices.append(.polled([]))
      } else {
        readSyncs(&clients, now: now, into: &effects, notices: &notices)
      }
    }
  }
}
