package import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of rebalances: listeners' calls and coordinators' generations.
extension Evidence {
  func callbacks(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    var times: [Int64] = []
    var partitions: Int64 = 0
    let kind: GroupReading.Turn.Kind? =
      switch figure {
      case .assignedAfter, .lastAssignedAfter, .assignments: .assigned
      case .revokedAfter, .revocations: .revoked
      case .lostAfter, .losses: .lost
      case _: nil
      }
    for selection in groups {
      for turn in readings[selection.group].turns
      where selection.members[turn.member] && window.includes(turn.at) {
        let count = selection.count(in: turn, places)
        if let kind {
          guard turn.kind == kind, count > 0 else { continue }
        } else if selection.isNarrowed, count == 0 {
          continue
        }
        times.append(turn.at)
        partitions += Int64(count)
      }
    }
    switch figure {
    case .assignments, .revocations, .losses: return .count(partitions)
    case .rebalanceCallbacks: return .count(Int64(times.count))
    case .lastAssignedAfter: return time(times.max(), in: window)
    case _: return time(times.min(), in: window)
    }
  }

  func owned(_ groups: [GroupSelection], before moment: Int64) -> Int64 {
    groups.reduce(0) { sum, selection in
      sum
        + Int64(
          readings[selection.group].tenures.count {
            selection.members[$0.member] && selection.places[$0.place] && $0.holds(before: moment)
          })
    }
  }

  /// A join phase, from what made it necessary to the completed generation; nil: it never ended.
  package struct JoinPhase: Hashable, Sendable {
    package var began: Int64
    package var ended: Int64?
    package var entry: JournalIndex
  }

  /// A group's join phases as its coordinators reported them.
  package func joinPhases(of group: Int) -> [JoinPhase] {
    var phases: [JoinPhase] = []
    for (index, entry) in record.journal.entries.enumerated() {
      guard let event = event(of: group, in: entry) else { continue }
      switch event {
      case .rebalanceBegan:
        phases.append(
          JoinPhase(
            began: entry.at.nanoseconds, ended: nil, entry: JournalIndex(Int32(index))))
      case .generationCompleted:
        guard let last = phases.indices.last, phases[last].ended == nil else { continue }
        phases[last].ended = entry.at.nanoseconds
      case .loaded, .memberExpired, .memberLeft, .offsetsExpired: continue
      }
    }
    return phases
  }

  func rebalances(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let generations = groups.flatMap { record.groups[$0.group].generations.map(\.at.nanoseconds) }
      .filter { window.includes($0) }
    switch figure {
    case .generations: return .count(Int64(generations.count))
    case .generationAfter: return time(generations.min(), in: window)
    case _: break
    }
    let phases = groups.flatMap { joinPhases(of: $0.group) }.filter { window.includes($0.began) }
    guard figure == .rebalanceLongest else { return .count(Int64(phases.count)) }
    let lengths = phases.compactMap { phase in phase.ended.map { $0 - phase.began } }
    return lengths.max().map { .time($0) } ?? .none(.neverHappened)
  }
}
