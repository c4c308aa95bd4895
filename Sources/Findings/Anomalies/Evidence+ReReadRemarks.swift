import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What would have left less to be read again.
extension Evidence {
  /// What of the earlier owner's way of committing is certain to leave less to be processed again: records that it had
  /// processed, and could have committed before its process ended.
  func remark(
    on run: ReadingAnomaly, of before: GroupReading.Tenure, in reading: GroupReading
  ) -> String? {
    let planned = record.plan.groups[reading.group]
    let member = planned.members[before.member]
    if let sink = planned.sink {
      guard before.end == .died || before.end == .lost else { return nil }
      return
        "a shorter offset.flush.interval.ms than \(sink.commitInterval.raw) leaves less to be put "
        + "again, and a sink that knows what it has stored none"
    }
    guard before.end == .died, let died = before.until else { return nil }
    let polled = reading.handed.filter {
      $0.place == before.place && $0.member == before.member
        && $0.incarnation == before.incarnation && $0.at >= before.from && $0.at <= died
    }
    let again = polled.filter {
      $0.nextOffset > run.offsets.lowerBound && $0.firstOffset <= run.offsets.upperBound
    }
    guard let first = again.first, first.covers(run.offsets.lowerBound), let last = polled.last
    else { return nil }
    let processed = again.reduce(Int64(0)) { sum, handed in
      let done = min(handed.firstOffset + Int64(handed.processed), run.offsets.upperBound + 1)
      return sum + max(done - max(handed.firstOffset, run.offsets.lowerBound), 0)
    }
    guard processed > 1, couldCommit(before.member, in: first.at...died, reading) else {
      return nil
    }
    switch member.loop.commit {
    case .none: return "committing at all: every new owner begins where auto.offset.reset says"
    case .automatic:
      guard first.at < last.at else { return nil }
      return
        "commitSync after every poll leaves at most the last poll's records to be read again, "
        + "instead of all since the last automatic commit "
        + "(auto.commit.interval.ms=\(member.settings.autoCommitInterval.raw))"
    case .afterPoll, .afterPollAsync, .every:
      guard member.loop.commit != .every(1) else { return nil }
      return
        "committing every record leaves at most one to be processed again, instead of these "
        + "\(processed)"
    case .beforeProcessing, .handOff, .external: return nil
    }
  }

  /// Whether a commit would have been stored at any moment until the process ended all at once: its coordinator was there,
  /// the group in no rebalance, no commit failed, and nothing kept the process from the network.
  private func couldCommit(
    _ member: Int, in span: ClosedRange<Int64>, _ reading: GroupReading
  ) -> Bool {
    let group = reading.group
    let isRebalancing = joinPhases(of: group).contains {
      $0.began < span.upperBound && $0.ended ?? .max >= span.lowerBound
    }
    let failed = record.groups[group].members[member].calls.contains {
      $0.kind != .poll && $0.failure != nil
        && $0.began.nanoseconds <= span.upperBound && $0.ended.nanoseconds >= span.lowerBound
    }
    guard !isRebalancing, !failed, isCoordinatorThere(group, in: span) else { return false }
    var isKilled = false
    for index in journal(in: span) {
      let entry = record.journal[index]
      switch entry.happening {
      case .machine(.group):
        switch event(of: group, in: entry) {
        case .loaded, .memberExpired, .memberLeft, .rebalanceBegan: return false
        case .generationCompleted, .offsetsExpired, nil: continue
        }
      case .processKilled, .powerLost:
        let isOwn = runs(member, of: group, in: entry.process, at: entry.at.nanoseconds)
        isKilled = isKilled || isOwn && entry.at.nanoseconds == span.upperBound
      case .processStopped, .processPaused, .hostSilent, .isolated, .parted,
        .machine(.consumer(.coordinatorLost)), .machine(.consumer(.fenced)),
        .machine(.consumer(.pollTimerExpired)):
        guard !runs(member, of: group, in: entry.process, at: entry.at.nanoseconds) else {
          return false
        }
      case .step, .undone, .processStarted, .processResumed, .hostBack, .healed, .machine: continue
      }
    }
    return isKilled && !isCutOff(member, of: group, at: span.lowerBound)
  }

  /// Whether the broker that spoke last for a group was there all the time.
  private func isCoordinatorThere(_ group: Int, in span: ClosedRange<Int64>) -> Bool {
    let last = record.journal.entries.last {
      $0.at.nanoseconds < span.upperBound && event(of: group, in: $0) != nil
    }
    guard let process = last?.process else { return true }
    return !nodeAbsences[Int(process.raw)].contains { $0.overlaps(span) }
  }

  /// Whether a process was kept from the network, or from running, by what had happened to it last.
  func isCutOff(_ member: Int, of group: Int, at time: Int64) -> Bool {
    let last = record.journal.entries.last { entry in
      guard entry.at.nanoseconds < time else { return false }
      switch entry.happening {
      case .healed: return true
      case .processStarted, .processPaused, .processResumed, .hostSilent, .hostBack, .isolated,
        .parted:
        return runs(member, of: group, in: entry.process, at: entry.at.nanoseconds)
      case .step, .undone, .processKilled, .processStopped, .powerLost, .machine: return false
      }
    }
    switch last?.happening {
    case .processPaused, .hostSilent, .isolated, .parted: return true
    case _: return false
    }
  }
}
