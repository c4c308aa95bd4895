import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a group's partitions stood still.
extension Evidence {
  /// Times of more than a second in which a record waited and something happened to the partition, its owners or the group,
  /// or a step fired. Where nothing happened the group was only slow: that is its lag's to tell.
  package func stalls(of reading: GroupReading) -> [Stall] {
    var stalls: [Stall] = []
    var places: [[String]: Int] = [:]
    for gap in deliveryGaps(whole(reading)) where gap.stall > Availability.threshold {
      let causes = causes(of: gap, in: reading)
      guard !causes.isEmpty else { continue }
      let story = sentences(causes, about: gap.partition)
      if let place = places[story] {
        stalls[place].join(gap)
      } else {
        places[story] = stalls.count
        stalls.append(Stall(gap, story: story, remark: remark(on: gap, causes, in: reading)))
      }
    }
    return stalls.sorted { ($0.begins, $1.ends) < ($1.begins, $0.ends) }
  }

  private func causes(of gap: DeliveryGap, in reading: GroupReading) -> [JournalIndex] {
    let span = gap.begins - Availability.threshold...gap.ends
    let entries = journal(in: span)
    let owners = record.plan.groups[reading.group].members.indices.filter { member in
      record.plan.groups[reading.group].id == nil
        || reading.tenures.contains {
          $0.member == member && $0.partition == gap.partition && $0.from <= gap.ends
            && $0.until ?? .max >= gap.begins
        }
    }
    var told = entries.filter { interrupts(record.journal[$0], owners, gap.partition, reading) }
    told += history(of: gap.partition).states.filter {
      span.contains($0.at) && $0.elected != .created
    }.map(\.entry)
    if told.isEmpty { told = entries.filter(isStep) }
    var all = withCauses(told)
    // Of a storm of rebalances the members' starts long ago say nothing.
    if all.count > Stall.manyCauses {
      all.removeAll { record.journal[$0].at.nanoseconds < span.lowerBound && !isStep($0) }
    }
    return all
  }

  /// What of the group's settings is certain to have made it shorter: how long a member that is gone keeps its partitions,
  /// or how long one that does not poll may. Only where that was waited for, not where the stall began with it.
  private func remark(
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
        guard isAtWork(after: cause) else { continue }
        return
          "a rebalance waits up to max.poll.interval.ms for members at work: with fewer records a poll "
          + "(max.poll.records=\(settings.maxPollRecords)) they join sooner"
      case .machine(.group(_, .memberExpired(_, .session)))
      where event(of: reading.group, in: entry) != nil:
        guard
          planned.members.allSatisfy({ $0.settings.sessionTimeout == settings.sessionTimeout })
        else { return nil }
        return
          "with a shorter session.timeout.ms than \(settings.sessionTimeout.raw) others get the "
          + "partitions of a member that is gone sooner"
      case .machine(.consumer(.pollTimerExpired)):
        return "an application that polls within max.poll.interval.ms keeps its partitions"
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        continue
      }
    }
    return nil
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

  private func isStep(_ index: JournalIndex) -> Bool {
    switch record.journal[index].happening {
    case .step, .undone: true
    case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
      .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      false
    }
  }

  /// Whether an entry keeps records of the partition from one of its owners, or hands it to another one.
  private func interrupts(
    _ entry: JournalEntry, _ owners: [Int], _ partition: PartitionRef, _ reading: GroupReading
  ) -> Bool {
    let planned = record.plan.groups[reading.group]
    var isOwners: Bool {
      owners.contains { runs($0, of: reading.group, in: entry.process, at: entry.at.nanoseconds) }
    }
    switch entry.happening {
    case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
      .hostSilent, .hostBack, .powerLost, .isolated, .healed:
      return isOwners
    case .parted(let hosts):
      // Who has all its brokers on its own side reads on.
      let brokers = record.plan.clusters[Int(planned.cluster.raw)].brokers
      return isOwners && brokers.contains { hosts.contains($0.host) }
    case .machine(.group):
      guard let event = event(of: reading.group, in: entry) else { return false }
      switch event {
      case .loaded, .rebalanceBegan, .generationCompleted, .memberExpired, .memberLeft: return true
      case .offsetsExpired: return false
      }
    case .machine(.consumer(let event)):
      guard isOwners else { return false }
      switch event {
      case .coordinatorLost, .fenced, .pollTimerExpired: return true
      case .named: return false
      case .positionMoved(let key, _, _, _):
        return places.reference(key, in: reading.cluster) == partition
      }
    case .machine(.worker(let event)):
      guard let sink = planned.sink?.connector, isOwners else { return false }
      return event.interrupts(name(ofConnector: sink), of: group(of: sink.cluster))
    case .step, .undone, .machine: return false
    }
  }
}
