import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Producers that were gone for a while: without them nobody asks whether a partition can be written.
extension Evidence {
  /// By producer, in order of time.
  static func absences(in record: RunRecord, _ cast: Cast) -> [[Absence]] {
    var absences: [[Absence]] = record.producers.map { _ in [] }
    for (number, entry) in record.journal.entries.enumerated() {
      guard case .producer(let producer) = cast.role(of: entry.process) else { continue }
      let (index, at) = (JournalIndex(Int32(number)), entry.at.nanoseconds)
      let isAway = absences[producer].last.map { $0.ends == nil } ?? false
      let last = absences[producer].count - 1
      switch entry.happening {
      case .processStopped, .processKilled, .powerLost:
        let died = entry.happening == .processStopped ? nil : at
        if isAway {
          absences[producer][last].died = died
          absences[producer][last].isPause = false
          absences[producer][last].entries.append(index)
        } else {
          absences[producer].append(
            Absence(
              producer: producer, begins: at, died: died, ends: nil, entries: [index],
              isPause: false))
        }
      case .processPaused where !isAway:
        absences[producer].append(
          Absence(
            producer: producer, begins: at, died: nil, ends: nil, entries: [index], isPause: true))
      case .processResumed:
        guard isAway, absences[producer][last].isPause else { continue }
        absences[producer][last].ends = at
        absences[producer][last].entries.append(index)
      case .processStarted:
        guard isAway else { continue }
        absences[producer][last].ends = at
        absences[producer][last].entries.append(index)
      case .step, .undone, .processPaused, .hostSilent, .hostBack, .isolated, .parted, .healed,
        .machine:
        continue
      }
    }
    // A process that is paused many times a second is slow, not away.
    let end = record.end.nanoseconds
    return absences.map { all in
      all.filter { !$0.isPause || ($0.ends ?? end) - $0.begins > Availability.threshold }
    }
  }

  /// Until when somebody waited for the outcome of a record: one that has none until its producer died, one whose outcome a
  /// paused producer learned when it went on until it was paused.
  func waitEnds(for row: Row) -> Int64 {
    let ledger = record.producers[row.producer].ledger
    let sent = ledger[row.number].sentAt
    let absences = absences[row.producer]
    guard ledger[row.number].outcome == .open else {
      let end = ledger[row.number].completedAt
      let pause = absences.last { $0.isPause && $0.begins >= sent && $0.begins < end }
      guard let pause, let resumed = pause.ends, end - resumed <= Availability.threshold else {
        return end
      }
      return pause.begins
    }
    return absences.compactMap(\.died).first { $0 >= sent } ?? record.end.nanoseconds
  }

  /// How it came to it and what ended it, a sentence each.
  package func story(of absence: Absence) -> [String] {
    story(absence.entries, about: nil)
  }
}
