import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why records were read again, passed over or read in vain.
extension Evidence {
  func told(_ run: ReadingAnomaly, in reading: GroupReading) -> ReadingAnomaly {
    var run = run
    switch run.kind {
    case .reRead: tellReRead(&run, in: reading)
    case .skipped: tellSkip(&run, in: reading)
    case .unprocessed: tellUnprocessed(&run, in: reading)
    case .phantom: tellPhantom(&run, in: reading)
    case .nonmonotonicPoll, .pollSkip, .internalNonmonotonicPoll, .internalPollSkip:
      guard let at = run.at, let member = run.member else { return run }
      run.story = sentences(moves(of: member, in: reading, run.partition, at), about: run.partition)
    }
    return run
  }

  // MARK: Read again.

  private func tellReRead(_ run: inout ReadingAnomaly, in reading: GroupReading) {
    guard let at = run.at, let member = run.member else { return }
    let place = places[run.partition]
    let first = run.offsets.lowerBound
    let earlier = reading.handed.last {
      $0.place == place && $0.covers(first)
        && ($0.at, $0.member == member) != (at.lowerBound, true) && $0.at <= at.lowerBound
    }
    guard let earlier else { return tellCopy(&run, in: reading) }
    run.story.append(
      "\(name(ofMember: earlier.member, of: reading.group)) was handed offset \(first) at "
        + clock(earlier.at))
    let own = reading.tenures.last {
      $0.place == place && $0.member == member && $0.from <= at.lowerBound
    }
    // Another member owns the partition already, and this one does not know.
    let successor = reading.tenures.last {
      $0.place == place && $0.member != member && $0.from <= at.lowerBound
        && $0.from > (own?.from ?? .min) && ($0.until.map { $0 > at.lowerBound } ?? true)
    }
    if let successor {
      tellZombie(&run, successor, member, in: reading)
      return
    }
    let moved = moves(of: member, in: reading, run.partition, earlier.at...at.lowerBound)
    guard let own, own.from > earlier.at else {
      run.story += sentences(
        failedPuts(of: member, in: reading, earlier.at...at.upperBound) + moved,
        about: run.partition)
      return
    }
    let before = reading.tenures.last { $0.place == place && $0.from < own.from }
    let entries = handOver(from: before, to: own, in: reading)
    run.story += story(entries, about: run.partition)
    run.story.append(committedSentence(reading, run.partition, at: own.from, past: earlier))
    run.story += sentences(moved.filter { !entries.contains($0) }, about: run.partition)
    run.story.append(
      "\(name(ofMember: member, of: reading.group)) began there at \(clock(own.from))")
    if let expired = expired(among: entries, run.partition, at: own.from, of: reading) {
      // Another way of committing would have kept nothing either.
      if expired.raw > first { run.remark = Self.retentionRemark }
    } else {
      run.remark = before.flatMap { remark(on: run, of: $0, in: reading) }
    }
  }

  static let retentionRemark =
    "a longer offsets.retention.minutes keeps the offsets of a group without members"

  /// The offset that the coordinator let expire before a new owner came, which found none.
  private func expired(
    among entries: [JournalIndex], _ partition: PartitionRef, at time: Int64,
    of reading: GroupReading
  ) -> Offset? {
    guard stored(reading.group, partition, at: time) == nil else { return nil }
    return entries.lazy.compactMap { index -> Offset? in
      guard
        case .offsetsExpired(_, let offset) = event(of: reading.group, in: record.journal[index])
      else { return nil }
      return offset
    }.last
  }

  /// What was handed out at another offset before: a record that stands in the log twice.
  private func tellCopy(_ copy: inout ReadingAnomaly, in reading: GroupReading) {
    let place = places[copy.partition]
    let own = reading.handed.first {
      $0.place == place && $0.covers(copy.offsets.lowerBound) && $0.at == copy.at?.lowerBound
    }
    guard let own else { return }
    let slot = slots(of: own)[Int(copy.offsets.lowerBound - own.firstOffset)]
    for handed in reading.handed where handed.place == place && handed.at <= own.at {
      let run = slots(of: handed)
      guard let index = (0..<run.count).first(where: { run[$0] == slot }) else { continue }
      copy.story = [
        "the log holds the same record at offset \(handed.firstOffset + Int64(index)) as well, which "
          + "\(name(ofMember: handed.member, of: reading.group)) was handed at \(clock(handed.at))"
      ]
      return
    }
  }

  private func tellZombie(
    _ run: inout ReadingAnomaly, _ successor: GroupReading.Tenure, _ member: Int,
    in reading: GroupReading
  ) {
    let name = name(ofMember: member, of: reading.group)
    run.story.append(
      "the partition was \(self.name(ofMember: successor.member, of: reading.group))'s since "
        + clock(successor.from))
    let troubles = record.journal.entries.indices.filter { index in
      let entry = record.journal.entries[index]
      guard runs(member, of: reading.group, in: entry.process, at: entry.at.nanoseconds),
        entry.at.nanoseconds <= (run.at?.lowerBound ?? 0)
      else { return false }
      switch entry.happening {
      case .processPaused, .processResumed, .hostSilent, .hostBack, .isolated, .parted, .healed:
        return true
      case .step, .undone, .processKilled, .processStopped, .processStarted, .powerLost, .machine:
        return false
      }
    }.suffix(2).map { JournalIndex(Int32($0)) }
    run.story += story(troubles, about: run.partition)
    if let told = reading.turns.first(where: {
      $0.member == member && $0.at >= (run.at?.lowerBound ?? 0)
    }) {
      run.story.append("\(name) was told at \(clock(told.at)) (\(told.kind.method))")
    } else {
      run.story.append("\(name) was never told")
    }
  }

  /// What took the partition from one tenure to the next: the end of the one, the join phase of the other.
  private func handOver(
    from before: GroupReading.Tenure?, to own: GroupReading.Tenure, in reading: GroupReading
  ) -> [JournalIndex] {
    var found: [JournalIndex] = []
    for (number, entry) in record.journal.entries.enumerated()
    where entry.at.nanoseconds <= own.from && entry.at.nanoseconds >= (before?.from ?? 0) {
      let index = JournalIndex(Int32(number))
      switch entry.happening {
      case .processKilled, .processStopped, .powerLost:
        guard let before, before.until.map({ entry.at.nanoseconds <= $0 }) ?? false,
          runs(before.member, of: reading.group, in: entry.process, at: entry.at.nanoseconds)
        else { continue }
        found.append(index)
      case .machine(.group):
        guard let event = event(of: reading.group, in: entry) else { continue }
        switch event {
        case .rebalanceBegan, .memberExpired, .memberLeft:
          // Of several join phases the last one counts.
          found.removeAll { isOfJoinPhase($0) && !isSameMoment($0, entry) }
          found.append(index)
        case .offsetsExpired(let partition, _):
          guard reference(partition, in: reading.cluster).map({ places[$0] == own.place }) ?? false
          else { continue }
          found.append(index)
        case .loaded, .generationCompleted: continue
        }
      case .machine(.worker(.taskChanged(let task, .failed))),
        .machine(.worker(.taskStopping(let task))):
        guard let before, Int(task.task) == before.member, isTask(task, of: reading) else {
          continue
        }
        found.append(index)
      case .step, .undone, .processStarted, .processPaused, .processResumed, .hostSilent,
        .hostBack, .isolated, .parted, .healed, .machine:
        continue
      }
    }
    return found
  }

  /// The first calls of put that threw.
  private func failedPuts(
    of member: Int, in reading: GroupReading, _ times: ClosedRange<Int64>
  ) -> [JournalIndex] {
    record.journal.entries.indices.filter { index in
      let entry = record.journal.entries[index]
      guard case .machine(.worker(.putFailed(let task, _))) = entry.happening else { return false }
      return times.contains(entry.at.nanoseconds) && Int(task.task) == member
        && isTask(task, of: reading)
    }.prefix(2).map { JournalIndex(Int32($0)) }
  }

  /// The move of a consumer's position that an entry tells, of a member's own or of one inside of a worker.
  func move(
    in entry: JournalEntry, of cluster: ClusterIndex
  ) -> (TopicPartition, from: Offset, to: Offset, PositionChange)? {
    switch entry.happening {
    case .machine(.consumer(.positionMoved(let key, let from, let to, let why))):
      self.cluster(of: entry.process) == cluster ? (key, from, to, why) : nil
    case .machine(
      .worker(.client(cluster, .consumer(.positionMoved(let key, let from, let to, let why))))):
      (key, from, to, why)
    case _: nil
    }
  }

  /// Polls of a sink's tasks whose records were left.
  func dropped(in reading: GroupReading) -> [JournalIndex] {
    record.journal.entries.indices.filter { index in
      let entry = record.journal.entries[index]
      guard case .machine(.worker(.recordsDropped(let task, _))) = entry.happening else {
        return false
      }
      return isTask(task, of: reading)
    }.prefix(2).map { JournalIndex(Int32($0)) }
  }

  func isTask(_ task: TaskName, of reading: GroupReading) -> Bool {
    guard let sink = record.plan.groups[reading.group].sink?.connector else { return false }
    return task.group == group(of: sink.cluster) && task.connector == name(ofConnector: sink)
  }

  private func isOfJoinPhase(_ index: JournalIndex) -> Bool {
    switch record.journal[index].happening {
    case .machine(.group(_, .offsetsExpired)): false
    case .machine(.group): true
    case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
      .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      false
    }
  }

  private func isSameMoment(_ index: JournalIndex, _ entry: JournalEntry) -> Bool {
    entry.at.nanoseconds - record.journal[index].at.nanoseconds < 1_000_000
  }

  private func committedSentence(
    _ reading: GroupReading, _ partition: PartitionRef, at time: Int64,
    past earlier: GroupReading.Handed
  ) -> String {
    guard let commit = stored(reading.group, partition, at: time) else {
      return "no offset was stored for the partition"
    }
    let step = commit.step.map { ", by \(shortName(of: record.plan.steps[$0]))" } ?? ""
    return "the stored offset was \(commit.offset.offset), of \(clock(commit.at.nanoseconds))"
      + step
  }

  private func tellUnprocessed(_ run: inout ReadingAnomaly, in reading: GroupReading) {
    guard let member = run.member else { return }
    let place = places[run.partition]
    let name = name(ofMember: member, of: reading.group)
    guard
      let handed = reading.handed.last(where: {
        $0.place == place && $0.member == member && $0.covers(run.offsets.lowerBound)
      })
    else { return }
    run.story.append(
      "\(name) was handed offset \(run.offsets.lowerBound) at \(clock(handed.at))")
    run.story += sentences(
      failedPuts(of: member, in: reading, handed.at...max(handed.at, handed.ended)),
      about: run.partition)
    if let commit = record.groups[reading.group].commits.first(where: {
      $0.offset.offset.raw > run.offsets.lowerBound && $0.at.nanoseconds >= handed.at
        && places.reference($0.partition, in: reading.cluster) == run.partition
    }) {
      run.story.append(sentence(of: commit))
    }
    let ends = record.journal.entries.indices.first { index in
      let entry = record.journal.entries[index]
      guard entry.at.nanoseconds >= handed.at,
        runs(member, of: reading.group, in: entry.process, at: entry.at.nanoseconds)
      else { return false }
      switch entry.happening {
      case .processKilled, .processStopped, .powerLost: return true
      case .step, .undone, .processStarted, .processPaused, .processResumed, .hostSilent,
        .hostBack, .isolated, .parted, .healed, .machine:
        return false
      }
    }
    if let ends {
      run.story += story([JournalIndex(Int32(ends))], about: run.partition)
    }
    switch record.plan.groups[reading.group].members[member].loop.commit {
    case .beforeProcessing:
      run.remark = "committing after processing reads them again instead"
    case .handOff, .automatic:
      run.remark =
        "enable.auto.commit counts what poll handed out as consumed; committing what was processed "
        + "reads the rest again instead"
    case .none, .afterPoll, .afterPollAsync, .every, .external: break
    }
  }

  // MARK: Read in vain.

  private func tellPhantom(_ run: inout ReadingAnomaly, in reading: GroupReading) {
    guard let at = run.at else { return }
    var found: [JournalIndex] = []
    for (number, entry) in record.journal.entries.enumerated()
    where entry.at.nanoseconds >= at.lowerBound {
      switch entry.happening {
      case .machine(.becameLeader(let key, _, let end, _)):
        guard end.raw <= run.offsets.upperBound,
          isMeant(run.partition, by: key, of: entry.process)
        else { continue }
        if found.isEmpty { found.append(JournalIndex(Int32(number))) }
      case .machine(.truncated(let key, _, let to, _)):
        guard to.raw <= run.offsets.upperBound,
          isMeant(run.partition, by: key, of: entry.process)
        else { continue }
        found.append(JournalIndex(Int32(number)))
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        continue
      }
      if found.count == 2 { break }
    }
    run.story = story(found, about: run.partition)
  }

  /// Moves of a member's position in a partition between two moments.
  private func moves(
    of member: Int, in reading: GroupReading, _ partition: PartitionRef, _ times: ClosedRange<Int64>
  ) -> [JournalIndex] {
    record.journal.entries.indices.compactMap { index in
      let entry = record.journal.entries[index]
      guard times.contains(entry.at.nanoseconds),
        runs(member, of: reading.group, in: entry.process, at: entry.at.nanoseconds),
        let (key, _, _, _) = move(in: entry, of: reading.cluster),
        places.reference(key, in: reading.cluster) == partition
      else { return nil }
      return JournalIndex(Int32(index))
    }
  }
}
