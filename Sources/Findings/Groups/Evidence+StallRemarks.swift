import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What would have made stalls shorter.
extension Evidence {
  /// What of the group's settings is certain to have made it shorter: how long a member that is gone keeps its partitions,
  /// or how long one that does not poll may. Only where that was waited for, not where the stall began with it.
  func remark(
    on gap: DeliveryGap, _ causes: [JournalIndex], in reading: GroupReading
  ) -> String? {
    let planned = record.plan.groups[reading.group]
    guard let settings = planned.members.first?.settings else { return nil }
    for cause in causes
    where record.journal[cause].at.nanoseconds > gap.waitsFrom + Availability.threshold {
      let entry = record.journal[cause]
      switch entry.happening {
      case .machine(.group(_, .memberExpired(_, .join)))
      where event(of: reading.group, in: entry) != nil:
        guard isAtWork(after: cause), areAlike(planned),
          isLongest(waitToJoin(until: cause, gap, reading), of: gap)
        else { continue }
        return
          "a rebalance waits up to max.poll.interval.ms for members at work: with fewer records a poll "
          + "(max.poll.records=\(settings.maxPollRecords)) they join sooner"
      case .machine(.group(_, .memberExpired(let member, .session)))
      where event(of: reading.group, in: entry) != nil:
        guard
          planned.members.allSatisfy({ $0.settings.sessionTimeout == settings.sessionTimeout }),
          let owner = owner(of: gap.partition, at: entry.at.nanoseconds, in: reading),
          self.members[CoordinatedName(cluster: planned.cluster, member: member)].map({
            runs(owner, of: reading.group, in: $0, at: entry.at.nanoseconds)
          }) ?? false,
          isTakenOver(from: owner, at: entry.at.nanoseconds, gap, reading),
          isLongest(wait(forSession: cause, of: owner, gap, reading), of: gap)
        else { continue }
        return
          "with a shorter session.timeout.ms than \(settings.sessionTimeout.raw) others get the "
          + "partitions of a member that is gone sooner"
      case .machine(.consumer(.pollTimerExpired)):
        guard let owner = owner(of: gap.partition, at: entry.at.nanoseconds, in: reading),
          runs(owner, of: reading.group, in: entry.process, at: entry.at.nanoseconds)
        else { continue }
        return "an application that polls within max.poll.interval.ms keeps its partitions"
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        continue
      }
    }
    return remarkOnSmallerLife(gap, in: reading)
  }

  private func isLongest(_ wait: Int64?, of gap: DeliveryGap) -> Bool {
    wait.map { $0 > gap.stall / 2 } ?? false
  }

  /// Who had the partition last.
  private func owner(
    of partition: PartitionRef, at time: Int64, in reading: GroupReading
  ) -> Int? {
    reading.tenures.last { $0.partition == partition && $0.from <= time }?.member
  }

  /// Whether a partition went from a member whose session ended to another one that was there and at work in the group: only
  /// that one could have had it sooner. Where nobody is left the partition waits until somebody comes.
  private func isTakenOver(
    from owner: Int, at expiry: Int64, _ gap: DeliveryGap, _ reading: GroupReading
  ) -> Bool {
    let next = reading.tenures.first { $0.partition == gap.partition && $0.from >= expiry }
    guard let next, next.member != owner, next.from <= gap.ends else { return false }
    let isMember = reading.tenures.contains {
      $0.member == next.member && $0.from <= expiry && $0.until ?? .max >= expiry
    }
    return isMember && !isCutOff(next.member, of: reading.group, at: expiry)
  }

  /// How long a member that was gone was waited for, and nothing else: its partition had its leader, and the group its
  /// coordinator, to which the others' heartbeats came. nil where that is not certain.
  private func wait(
    forSession expiry: JournalIndex, of owner: Int, _ gap: DeliveryGap, _ reading: GroupReading
  ) -> Int64? {
    let expired = record.journal[expiry]
    let end = expired.at.nanoseconds
    guard let cause = expired.cause, isGone(record.journal[cause].happening) else { return nil }
    let changes = history(of: gap.partition).states.map(\.at).filter {
      $0 > gap.waitsFrom && $0 <= gap.ends
    }
    guard !changes.contains(where: { $0 > end }) else { return nil }
    let start = max(gap.waitsFrom, record.journal[cause].at.nanoseconds, changes.max() ?? 0)
    let isCoordinated = !journal(in: gap.waitsFrom - Availability.threshold...gap.ends).contains {
      let entry = record.journal[$0]
      if case .loaded? = event(of: reading.group, in: entry) { return true }
      return isCoordinatorLost(entry, by: owner, reading)
    }
    let session = record.plan.groups[reading.group].members[owner].settings.sessionTimeout
    return isCoordinated ? min(end - start, session.raw * 1_000_000) : nil
  }

  /// Whether a member other than this one lost its coordinator.
  private func isCoordinatorLost(
    _ entry: JournalEntry, by owner: Int, _ reading: GroupReading
  ) -> Bool {
    let planned = record.plan.groups[reading.group]
    switch entry.happening {
    case .machine(.consumer(.coordinatorLost)),
      .machine(.worker(.client(planned.cluster, .consumer(.coordinatorLost)))):
      return planned.members.indices.contains {
        $0 != owner && runs($0, of: reading.group, in: entry.process, at: entry.at.nanoseconds)
      }
    case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
      .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      return false
    }
  }

  /// How long a join phase had lasted when a member that had not joined was removed.
  private func waitToJoin(
    until expiry: JournalIndex, _ gap: DeliveryGap, _ reading: GroupReading
  ) -> Int64? {
    let end = record.journal[expiry].at.nanoseconds
    return joinPhases(of: reading.group).last { $0.began <= end }.map {
      end - max($0.began, gap.waitsFrom)
    }
  }

  /// Whether all records take the members equally long, so that a poll with fewer of them takes less.
  private func areAlike(_ planned: PlannedGroup) -> Bool {
    let isStalled = record.plan.steps.contains {
      if case .stall = $0.action { true } else { false }
    }
    return !isStalled
      && planned.members.allSatisfy {
        $0.loop.slowRecords.isEmpty && $0.loop.handler == nil && $0.loop.perRecord.high > 0
          && $0.loop.perPoll.high == 0
      }
  }

  /// A static member that stops does not leave.
  private func isGone(_ happening: Happening) -> Bool {
    switch happening {
    case .processKilled, .processStopped, .processPaused, .hostSilent, .powerLost, .isolated,
      .parted:
      true
    case .step, .undone, .processStarted, .processResumed, .hostBack, .healed, .machine: false
    }
  }

  /// Whether a member that a coordinator gave up was only slow: nothing had happened to its process.
  private func isAtWork(after expiry: JournalIndex) -> Bool {
    guard let cause = record.journal[expiry].cause else { return true }
    switch record.journal[cause].happening {
    case .step, .undone, .processStarted, .processResumed, .hostBack, .healed, .machine: return true
    case .processKilled, .processStopped, .processPaused, .hostSilent, .powerLost, .isolated,
      .parted:
      return false
    }
  }
}
