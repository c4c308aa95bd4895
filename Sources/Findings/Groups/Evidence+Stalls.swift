import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a group's partitions stood still.
extension Evidence {
  /// Times of more than a second in which a record waited and something happened to the partition, its owners or the group,
  /// or a step fired. Where nothing happened the group was only slow: that is its lag's to tell.
  package func stalls(of reading: GroupReading) -> [Stall] {
    var stalls: [Stall] = []
    // Of each story the stalls that have it, each with the gap that was told first.
    var places: [[String]: [(stall: Int, gap: DeliveryGap)]] = [:]
    let phases = joinPhases(of: reading.group)
    for gap in deliveryGaps(whole(reading)) where gap.stall > Availability.threshold {
      let causes = causes(of: gap, in: reading, phases)
      guard !causes.isEmpty else { continue }
      let story = sentences(causes, about: gap.partition)
      let remark = remark(on: gap, causes, in: reading)
      let known = places[story, default: []].first {
        $0.gap.isOver == gap.isOver && stalls[$0.stall].remark == remark
          && ($0.gap.waitsFrom...$0.gap.ends).isAlongside(gap.waitsFrom...gap.ends)
      }
      if let known {
        stalls[known.stall].join(gap)
      } else {
        places[story, default: []].append((stalls.count, gap))
        stalls.append(Stall(gap, story: story, remark: remark))
      }
    }
    return stalls.sorted { ($0.begins, $1.ends) < ($1.begins, $0.ends) }
  }

  private func causes(
    of gap: DeliveryGap, in reading: GroupReading, _ phases: [JoinPhase]
  ) -> [JournalIndex] {
    let span = gap.begins - Availability.threshold...gap.ends
    let entries = journal(in: span)
    let owners = record.plan.groups[reading.group].members.indices.filter { member in
      record.plan.groups[reading.group].id == nil
        || reading.tenures.contains {
          $0.member == member && $0.partition == gap.partition && $0.from <= gap.ends
            && $0.until ?? .max >= gap.begins
        }
    }
    var told = entries.filter {
      interrupts(record.journal[$0], owners, gap.partition, reading)
        && !isOver($0, before: gap, phases, reading)
    }
    told += history(of: gap.partition).states.filter {
      span.contains($0.at) && $0.elected != .created
    }.map(\.entry)
    if told.isEmpty {
      told = steps(in: span, about: concerned(gap, owners, in: reading))
    } else if record.plan.steps.contains(where: holdsAnswers) {
      told += steps(in: span, about: concerned(gap, owners, in: reading)).filter(isOfAnswers)
    }
    var all = withCauses(told)
    let unled = withCauses(controllerAbsences(behind: all, in: gap.begins...gap.ends))
    // Of a storm of rebalances the members' starts long ago say nothing.
    if all.count > Stall.manyCauses {
      all.removeAll { record.journal[$0].at.nanoseconds < span.lowerBound && !isStep($0) }
    }
    all += unled.filter { !all.contains($0) }
    return all.sorted()
  }

  /// What was done with before a record waited: positions of deliveries that had come, and rebalances that gave the partition an
  /// owner and that no other one followed.
  private func isOver(
    _ index: JournalIndex, before gap: DeliveryGap, _ phases: [JoinPhase], _ reading: GroupReading
  ) -> Bool {
    let entry = record.journal[index]
    guard entry.at.nanoseconds < gap.waitsFrom else { return false }
    switch entry.happening {
    case .machine(.consumer(.positionMoved)): return true
    case .machine(.group):
      return reading.tenures.contains {
        $0.partition == gap.partition && $0.holds(at: gap.waitsFrom)
      }
        && !phases.contains { $0.began <= gap.waitsFrom && $0.ended ?? .max > gap.waitsFrom }
    case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
      .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      return false
    }
  }

  /// The partition's owners, its brokers, the coordinator of the group, and the mirrors that write the partition.
  private func concerned(
    _ gap: DeliveryGap, _ owners: [Int], in reading: GroupReading
  ) -> Concerned {
    let entries = record.journal.entries
    var processes =
      entries.last {
        $0.at.nanoseconds <= gap.ends && event(of: reading.group, in: $0) != nil
      }.flatMap(\.process).map { [$0] } ?? []
    processes += replicas(of: gap.partition)
    processes += cast.roles.indices.map { ProcessIndex(Int32($0)) }.filter { process in
      owners.contains { owner in
        [gap.begins, gap.ends].contains {
          runs(owner, of: reading.group, in: process, at: $0)
        }
      }
    }
    var connectors = [record.plan.groups[reading.group].sink?.connector].compactMap { $0 }
    for reading in mirrors {
      guard let chunk = reading.chunks.first(where: { $0.target == gap.partition }) else {
        continue
      }
      let writers = concerned(places.partition(Int(chunk.place)), reading.flow)
      processes += writers.processes
      connectors += writers.connectors
    }
    return Concerned(
      processes: processes, partitions: [gap.partition], group: reading.group,
      connectors: connectors)
  }

  private func isStep(_ index: JournalIndex) -> Bool {
    switch record.journal[index].happening {
    case .step, .undone: true
    case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
      .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      false
    }
  }

  /// Whether answers are lost or late by a step: no entry names it as its cause.
  private func holdsAnswers(_ step: PlannedStep) -> Bool {
    switch step.action {
    case .drop, .delayResponse: true
    case _: false
    }
  }

  private func isOfAnswers(_ index: JournalIndex) -> Bool {
    switch record.journal[index].happening {
    case .step(let step), .undone(let step): holdsAnswers(record.plan.steps[step])
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
