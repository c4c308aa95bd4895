import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Every anomaly of the groups as runs of contiguous offsets.
extension Evidence {
  /// Runs of one kind in one group that get a story.
  private static let toldRuns = 20

  /// All anomalies: by kind, then by group, partition and offset.
  package func readingAnomalies() -> [ReadingAnomaly] {
    var all: [ReadingAnomaly] = []
    for kind in ReadingAnomaly.Kind.allCases {
      for reading in readings {
        let runs = runs(of: kind, in: reading).sorted {
          ($0.partition.topic, $0.partition.partition.raw, $0.offsets.lowerBound)
            < ($1.partition.topic, $1.partition.partition.raw, $1.offsets.lowerBound)
        }
        for (number, run) in runs.enumerated() {
          all.append(number < Self.toldRuns ? told(run, in: reading) : run)
        }
      }
    }
    return all
  }

  private func runs(
    of kind: ReadingAnomaly.Kind, in reading: GroupReading
  ) -> [ReadingAnomaly] {
    switch kind {
    case .reRead: reReads(in: reading)
    case .skipped: skips(in: reading)
    case .unprocessed: missedRuns(kind, in: reading)
    case .phantom: phantoms(in: reading)
    case .nonmonotonicPoll, .pollSkip, .internalNonmonotonicPoll, .internalPollSkip:
      polls(in: reading).filter { $0.kind == kind }
    }
  }

  /// Everything of a group, for findings that no question narrows.
  func whole(_ reading: GroupReading) -> GroupSelection {
    GroupSelection(
      group: reading.group,
      members: record.plan.groups[reading.group].members.map { _ in true },
      places: partitionsOf(reading), isNarrowed: false)
  }

  private func partitionsOf(_ reading: GroupReading) -> [Bool] {
    var chosen = [Bool](repeating: false, count: places.count)
    for partition in partitions
    where record.plan.topics[partition.topic].cluster == reading.cluster {
      chosen[places[partition]] = true
    }
    return chosen
  }

  private func reReads(in reading: GroupReading) -> [ReadingAnomaly] {
    var seen = [Bool](repeating: false, count: slots.count)
    var runs: [ReadingAnomaly] = []
    // The open run of each partition and the life that reads it.
    var open = [(run: Int, member: Int, incarnation: Int32)?](repeating: nil, count: places.count)
    for handed in reading.handed {
      let run = slots(of: handed)
      for index in 0..<run.count {
        guard seen[run[index]] else {
          seen[run[index]] = true
          continue
        }
        let offset = handed.firstOffset + Int64(index)
        if let last = open[handed.place], last.member == handed.member,
          last.incarnation == handed.incarnation,
          runs[last.run].offsets.upperBound == offset - 1
        {
          runs[last.run].extend(to: offset, at: handed.at)
          continue
        }
        open[handed.place] = (runs.count, handed.member, handed.incarnation)
        runs.append(
          ReadingAnomaly(
            .reRead, group: reading.group, member: handed.member, in: handed.partition,
            offset...offset, at: handed.at...handed.at))
      }
    }
    return runs
  }

  /// A group that goes on with another's work does not miss what that one was handed.
  private func skips(in reading: GroupReading) -> [ReadingAnomaly] {
    let runs = missedRuns(.skipped, in: reading)
    guard !runs.isEmpty, let move = move(of: reading) else { return runs }
    return ownSkips(runs, of: reading.group, after: move.from)
  }

  private func missedRuns(
    _ kind: ReadingAnomaly.Kind, in reading: GroupReading
  ) -> [ReadingAnomaly] {
    var runs: [ReadingAnomaly] = []
    let isOfProcessing = kind == .unprocessed
    let handed = isOfProcessing ? handedOffsets(in: reading) : []
    forEachMissed(isOfProcessing ? .neverProcessed : .skipped, whole(reading), Window()) {
      partition, offset, slot in
      // What was never handed out cannot be processed; that is a skip. Another record may have stood at its offset.
      var holder: Int?
      if isOfProcessing {
        let delivery = handed[places[partition]].last {
          $0.covers(offset) && slots(of: $0)[Int(offset - $0.firstOffset)] == slot
        }
        guard let delivery else { return }
        holder = delivery.member
      }
      if let last = runs.last, last.partition == partition, last.member == holder,
        last.offsets.upperBound == offset - 1
      {
        runs[runs.count - 1].extend(to: offset, at: nil)
      } else {
        runs.append(
          ReadingAnomaly(
            kind, group: reading.group, member: holder, in: partition, offset...offset, at: nil))
      }
    }
    return runs
  }

  private func handedOffsets(in reading: GroupReading) -> [[GroupReading.Handed]] {
    var all = [[GroupReading.Handed]](repeating: [], count: places.count)
    for handed in reading.handed { all[handed.place].append(handed) }
    return all
  }

  private func phantoms(in reading: GroupReading) -> [ReadingAnomaly] {
    var runs: [ReadingAnomaly] = []
    forEachPhantom(whole(reading), Window()) { handed, offset in
      let last = runs.indices.last { runs[$0].partition == handed.partition }
      if let last, runs[last].member == handed.member,
        runs[last].offsets.upperBound == offset - 1
      {
        runs[last].extend(to: offset, at: handed.at)
      } else {
        runs.append(
          ReadingAnomaly(
            .phantom, group: reading.group, member: handed.member, in: handed.partition,
            offset...offset, at: handed.at...handed.at))
      }
    }
    return runs
  }

  /// Where one member's polls did not follow one another, or one poll's records did not.
  ///
  /// A call of the listener that names the partition ends the sequence: what follows begins where the group stands.
  private func polls(in reading: GroupReading) -> [ReadingAnomaly] {
    var runs: [ReadingAnomaly] = []
    var last: [[GroupReading.Handed?]] = record.plan.groups[reading.group].members.map { _ in
      [GroupReading.Handed?](repeating: nil, count: places.count)
    }
    var turn = 0
    for handed in reading.handed {
      while turn < reading.turns.count, reading.turns[turn].at <= handed.at {
        let change = reading.turns[turn]
        for partition in change.partitions {
          // A callback of the same moment as the last delivery came before that delivery's poll returned.
          if let known = last[change.member][places[partition]], known.at == change.at { continue }
          last[change.member][places[partition]] = nil
        }
        turn += 1
      }
      defer { last[handed.member][handed.place] = handed }
      guard let before = last[handed.member][handed.place],
        before.incarnation == handed.incarnation, before.nextOffset != handed.firstOffset
      else { continue }
      // A sink is given the same records of the same poll until it takes them.
      guard record.plan.groups[reading.group].sink == nil || before.batch != handed.batch else {
        continue
      }
      let isInternal = before.at == handed.at
      let goesBack = handed.firstOffset < before.nextOffset
      let offsets =
        goesBack
        ? handed
          .firstOffset...max(
            min(handed.nextOffset, before.nextOffset) - 1, handed.firstOffset)
        : before.nextOffset...(handed.firstOffset - 1)
      let kind: ReadingAnomaly.Kind =
        switch (goesBack, isInternal) {
        case (true, false): .nonmonotonicPoll
        case (false, false): .pollSkip
        case (true, true): .internalNonmonotonicPoll
        case (false, true): .internalPollSkip
        }
      runs.append(
        ReadingAnomaly(
          kind, group: reading.group, member: handed.member, in: handed.partition, offsets,
          at: before.at...handed.at))
    }
    return runs
  }
}

extension ReadingAnomaly {
  fileprivate mutating func extend(to offset: Int64, at time: Int64?) {
    offsets = offsets.lowerBound...offset
    guard let time, let earlier = at else { return }
    at = min(earlier.lowerBound, time)...max(earlier.upperBound, time)
  }
}

extension GroupReading.Handed {
  func covers(_ offset: Int64) -> Bool { offset >= firstOffset && offset < nextOffset }
}
