import ClusterSimulation
import KafkaModel

/// What a group had to read again, or never read, where it goes on with the work of a group on another cluster.
package struct GroupMove: Hashable, Sendable {
  /// The groups with the same `group.id` on other clusters that were handed something first, by their places in the plan.
  package var from: [Int]
  /// Originals that it was handed although they had been handed there before it began.
  package var again: Int64
  /// Originals before its positions that neither was ever handed.
  package var missed: Int64

  package init(from: [Int], again: Int64, missed: Int64) {
    self.from = from
    self.again = again
    self.missed = missed
  }
}

extension Evidence {
  /// Groups with the same `group.id` on other clusters.
  func siblings(of group: Int) -> [Int] {
    let planned = record.plan.groups[group]
    guard let id = planned.id else { return [] }
    return readings.map(\.group).filter {
      record.plan.groups[$0].id == id && record.plan.groups[$0].cluster != planned.cluster
    }
  }

  /// nil where no sibling was handed anything before the group was.
  func move(of reading: GroupReading) -> GroupMove? {
    let began = reading.handed.map(\.at).min() ?? .max
    let from = siblings(of: reading.group).filter {
      readings[$0].handed.contains { $0.at < began }
    }
    guard !from.isEmpty, began < .max else { return nil }
    var window = Window()
    window.from = began
    return GroupMove(
      from: from, again: failoverReRead(whole(reading), window),
      missed: failoverSkipped(whole(reading), Window()))
  }
}
