import ClusterSimulation
import KafkaModel
import SimulationKernel

/// When brokers and controllers were not there: who waits for them waits for no setting of their cluster.
extension Evidence {
  /// By process, in order of time; empty for clients.
  static func nodeAbsences(in record: RunRecord, _ cast: Cast) -> [[NodeAbsence]] {
    var all: [[NodeAbsence]] = cast.roles.map { _ in [] }
    for (number, entry) in record.journal.entries.enumerated() {
      let (index, at) = (JournalIndex(Int32(number)), entry.at.nanoseconds)
      if entry.happening == .healed {
        let steps = healedSteps(by: entry, in: record)
        for process in all.indices {
          for place in all[process].indices
          where all[process][place].kind == .cutOff && all[process][place].ends == nil {
            guard
              case .step(let step)? = record.journal[all[process][place].entries[0]].cause
                .map({ record.journal[$0].happening }), steps?.contains(step) ?? true
            else { continue }
            all[process][place].ends = at
            all[process][place].entries.append(index)
          }
        }
        continue
      }
      switch cast.role(of: entry.process) {
      case .broker, .controller: break
      case .producer, .member, .worker, nil: continue
      }
      guard let process = entry.process.map({ Int($0.raw) }) else { continue }
      func begin(_ kind: NodeAbsence.Kind) {
        let isKnown = all[process].contains { $0.kind == kind && $0.ends == nil }
        guard kind == .cutOff || !isKnown else { return }
        all[process].append(NodeAbsence(kind: kind, begins: at, ends: nil, entries: [index]))
      }
      func end(_ kinds: [NodeAbsence.Kind]) {
        for place in all[process].indices
        where kinds.contains(all[process][place].kind) && all[process][place].ends == nil {
          all[process][place].ends = at
          all[process][place].entries.append(index)
        }
      }
      switch entry.happening {
      case .processKilled, .processStopped, .powerLost: begin(.ended)
      case .processPaused: begin(.paused)
      case .hostSilent: begin(.silent)
      case .isolated, .parted: begin(.cutOff)
      case .processStarted: end([.ended, .paused])
      case .processResumed: end([.paused])
      case .hostBack: end([.silent])
      case .step, .undone, .healed, .machine: continue
      }
    }
    return all
  }

  /// Whose cuts a healing ended; nil: everybody's.
  private static func healedSteps(by entry: JournalEntry, in record: RunRecord) -> [Int]? {
    guard let cause = entry.cause else { return nil }
    switch record.journal[cause].happening {
    case .undone(let step): return [step]
    case .step(let step):
      guard case .heal(let healed) = record.plan.steps[step].action else { return [] }
      return healed.map { [$0] }
    case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
      .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      return []
    }
  }

  func absences(ofController cluster: ClusterIndex) -> [NodeAbsence] {
    let id = record.plan.clusters[Int(cluster.raw)].controller.id
    return cast.roles.firstIndex(of: .controller(cluster, id)).map { nodeAbsences[$0] } ?? []
  }

  func absences(ofBroker broker: NodeID, in cluster: ClusterIndex) -> [NodeAbsence] {
    cast.roles.firstIndex(of: .broker(cluster, broker)).map { nodeAbsences[$0] } ?? []
  }

  /// How much of the span none of them could do anything; one that is only cut off may still be reached.
  func gone(_ absences: [NodeAbsence], in span: ClosedRange<Int64>) -> Int64 {
    var (sum, reached) = (Int64(0), span.lowerBound)
    for absence in absences where absence.kind != .cutOff && absence.overlaps(span) {
      let until = min(absence.ends ?? .max, span.upperBound)
      sum += max(until - max(absence.begins, reached), 0)
      reached = max(reached, until)
    }
    return sum
  }

  /// A controller's absences in the span that somebody waited for: it elected, or changed in-sync replicas, only after it was
  /// back, for what had happened before.
  func controllerAbsences(
    behind told: [JournalIndex], in span: ClosedRange<Int64>
  ) -> [JournalIndex] {
    var found: [JournalIndex] = []
    for index in told {
      let entry = record.journal[index]
      switch entry.happening {
      case .machine(.leaderElected), .machine(.isrChanged): break
      case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
        .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
        continue
      }
      guard case .controller(let cluster, _) = cast.role(of: entry.process),
        span.contains(entry.at.nanoseconds), let root = record.journal.chain(from: index).last
      else { continue }
      for absence in absences(ofController: cluster) where absence.overlaps(span) {
        guard let ends = absence.ends, ends <= entry.at.nanoseconds,
          record.journal[root].at.nanoseconds <= ends
        else { continue }
        found += absence.entries
      }
    }
    return found
  }

  /// Who was away when nothing came of a partition though nothing of it changed: brokers in sync, without whom a write is not
  /// complete, and one that led when it went, whom writers may still ask.
  func awayMeanwhile(
    _ span: ClosedRange<Int64>, of partition: PartitionRef
  ) -> [JournalIndex] {
    let cluster = record.plan.topics[partition.topic].cluster
    let history = history(of: partition)
    let inSync = history.state(at: span.lowerBound)?.isr ?? []
    let brokers = record.plan.clusters[Int(cluster.raw)].brokers.map(\.id)
    return brokers.flatMap { broker in
      absences(ofBroker: broker, in: cluster).filter {
        $0.overlaps(span)
          && (inSync.contains(broker) || history.state(at: $0.begins)?.leader == broker)
      }
    }.flatMap(\.entries).filter { record.journal[$0].at.nanoseconds <= span.upperBound }
  }
}
