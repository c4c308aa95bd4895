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
          absences[producer][last].entries.append(index)
        } else {
          absences[producer].append(
            Absence(producer: producer, begins: at, died: died, ends: nil, entries: [index]))
        }
      case .processStarted:
        guard isAway else { continue }
        absences[producer][last].ends = at
        absences[producer][last].entries.append(index)
      case .step, .undone, .processPaused, .processResumed, .hostSilent, .hostBack, .isolated,
        .healed, .machine:
        continue
      }
    }
    return absences
  }

  /// Until when somebody waited for the outcome of a record that has none.
  func waitEnds(for row: Row) -> Int64 {
    let sent = record.producers[row.producer].ledger.sentAt[row.number]
    return absences[row.producer].compactMap(\.died).first { $0 >= sent } ?? record.end.nanoseconds
  }

  /// How it came to it and what ended it, a sentence each.
  package func story(of absence: Absence) -> [String] {
    withCauses(absence.entries).map { sentence($0, about: nil) }
  }
}
