import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// What it costs that work moves to another cluster, counted from the first step.
extension Report {
  /// Groups whose `group.id` has a group on another cluster, and that were handed nothing before the disaster.
  private func movedGroups(after disaster: Int64) -> [GroupReading] {
    evidence.readings.filter { reading in
      !evidence.siblings(of: reading.group).isEmpty
        && reading.handed.allSatisfy { $0.at >= disaster }
    }
  }

  var movedReads: FigureValue {
    guard let disaster = evidence.disaster else { return .none(.nothingToMeasure) }
    let moved = movedGroups(after: disaster)
    guard !moved.isEmpty else { return .none(.nothingToMeasure) }
    var longest: Int64 = 0
    for reading in moved {
      guard let first = reading.handed.first else { return .none(.notOver) }
      longest = max(longest, first.at - disaster)
    }
    return .time(longest)
  }

  var movedReRead: FigureValue {
    guard let disaster = evidence.disaster else { return .none(.nothingToMeasure) }
    let moved = movedGroups(after: disaster)
    guard !moved.isEmpty else { return .none(.nothingToMeasure) }
    var window = Window()
    window.from = disaster
    window.begins = disaster
    let selections = evidence.groups(
      of: Question(.failoverReRead, of: .estate), at: record.end.nanoseconds)
    return .count(
      selections.filter { selection in moved.contains { $0.group == selection.group } }
        .reduce(0) { $0 + evidence.failoverReRead($1, window) })
  }

  var movedWrites: FigureValue {
    guard let disaster = evidence.disaster else { return .none(.nothingToMeasure) }
    var longest: Int64?
    for (index, producer) in record.producers.enumerated() {
      let ledger = producer.ledger
      let cluster = record.plan.producers[index].cluster
      guard evidence.mirrors.contains(where: { $0.flow.target == cluster }), ledger.count > 0,
        (0..<ledger.count).allSatisfy({ ledger[$0].sentAt >= disaster })
      else { continue }
      let acknowledged = (0..<ledger.count).compactMap {
        ledger[$0].outcome == .acknowledged ? ledger[$0].completedAt : nil
      }
      guard let first = acknowledged.min() else { return .none(.notOver) }
      longest = max(longest ?? 0, first - disaster)
    }
    return longest.map { .time($0) } ?? .none(.nothingToMeasure)
  }
}
