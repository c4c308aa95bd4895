import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Groups whose work goes on elsewhere.
extension Evidence {
  /// When the first step fired: what begins after it on another cluster is taken for its consequence.
  var disaster: Int64? { record.steps.compactMap { $0.firedAt?.nanoseconds }.min() }

  /// Groups with the same `group.id` on other clusters.
  func siblings(of group: Int) -> [Int] {
    let planned = record.plan.groups[group]
    guard let id = planned.id else { return [] }
    return record.plan.groups.indices.filter {
      record.plan.groups[$0].id == id && record.plan.groups[$0].cluster != planned.cluster
    }
  }

  /// nil where no sibling was handed anything before the group owned a partition, or where both read side by side: siblings go on
  /// after it has begun, and no step had fired by then.
  package func move(of reading: GroupReading) -> GroupMove? {
    guard let began = takesOver(reading) else { return nil }
    let from = siblings(of: reading.group).filter { sibling in
      readings[sibling].handed.contains { $0.at < began }
    }
    let isAlone = from.allSatisfy { readings[$0].handed.allSatisfy { $0.at < began } }
    guard !from.isEmpty, isAlone || disaster ?? .max <= began else { return nil }
    var window = Window()
    window.begins = began
    window.from = began
    var move = GroupMove(
      from: from, began: began, again: failoverReRead(whole(reading), window),
      missed: missedInMove(of: reading.group, after: from))
    tell(&move, of: reading)
    return move
  }

  /// When the group last took up the work: at its first delivery or assignment, or at the assignment that followed a time in
  /// which siblings worked, who have stopped since, and it did not.
  private func takesOver(_ reading: GroupReading) -> Int64? {
    let owned = reading.tenures.map(\.from)
    guard let first = [reading.handed.first?.at, owned.min()].compactMap(\.self).min() else {
      return nil
    }
    let others = siblings(of: reading.group).flatMap { readings[$0].handed.map(\.at) }
    guard let lastOfOthers = others.max() else { return first }
    return owned.sorted(by: >).first { start in
      guard start > first, lastOfOthers < start,
        let idleFrom = reading.handed.last(where: { $0.at < start })?.at
      else { return false }
      return others.contains { $0 > idleFrom }
    } ?? first
  }
}
