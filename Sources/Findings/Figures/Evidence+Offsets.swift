import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of positions and committed offsets.
extension Evidence {
  /// What the group has stored of one partition at a moment; nil without anything.
  func stored(_ group: Int, _ partition: PartitionRef, at moment: Int64) -> GroupRecord
    .StoredCommit?
  {
    let reading = readings[group]
    guard
      let commit = record.groups[group].commits.last(where: {
        $0.at.nanoseconds <= moment
          && places.reference($0.partition, in: reading.cluster) == partition
      })
    else { return nil }
    let gone = expirations(of: group).contains {
      $0.partition == partition && $0.at >= commit.at.nanoseconds && $0.at <= moment
    }
    return gone ? nil : commit
  }

  /// Committed offsets that the coordinator let expire, in order of time.
  func expirations(of group: Int) -> [(at: Int64, partition: PartitionRef)] {
    record.journal.entries.compactMap { entry in
      guard case .offsetsExpired(let partition, _) = event(of: group, in: entry),
        let reference = places.reference(partition, in: readings[group].cluster)
      else { return nil }
      return (entry.at.nanoseconds, reference)
    }
  }

  private func chosen(_ selection: GroupSelection) -> [PartitionRef] {
    partitions.filter { selection.places[places[$0]] }
  }

  func committed(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], at moment: Int64
  ) -> FigureValue {
    let commits = groups.flatMap { selection in
      chosen(selection).compactMap { stored(selection.group, $0, at: moment) }
    }
    guard let last = commits.map(\.at.nanoseconds).max() else { return .none(.neverHappened) }
    return figure == .committedOffset
      ? .count(commits.reduce(0) { $0 + $1.offset.offset.raw }) : .time(moment - last)
  }

  func offsetsGone(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    var first: Int64?
    var wasStored = false
    for selection in groups {
      for gone in expirations(of: selection.group)
      where selection.places[places[gone.partition]] && window.includes(gone.at) {
        first = min(first ?? gone.at, gone.at)
      }
      let begins = window.begins ?? record.origin.nanoseconds
      wasStored =
        wasStored
        || chosen(selection).contains { stored(selection.group, $0, at: begins) != nil }
    }
    if figure == .offsetsGoneAfter { return time(first, in: window) }
    guard wasStored else { return .none(.neverHappened) }
    return time(first ?? window.until ?? record.end.nanoseconds, in: window)
  }

  /// The offset after the last one handed out, or where the owner's assignment began if that is younger.
  func position(_ groups: [GroupSelection], at moment: Int64) -> FigureValue {
    var sum: Int64?
    for selection in groups {
      let reading = readings[selection.group]
      for partition in chosen(selection) {
        let handed = reading.handed.last {
          $0.partition == partition && $0.at <= moment && selection.members[$0.member]
        }
        let tenure = reading.tenures.last {
          $0.partition == partition && $0.from <= moment && selection.members[$0.member]
            && $0.position.raw >= 0
        }
        let isHandedYounger = (handed?.at ?? .min) >= (tenure?.from ?? .min)
        guard let offset = isHandedYounger ? handed?.nextOffset : tenure?.position.raw else {
          continue
        }
        sum = (sum ?? 0) + offset
      }
    }
    return sum.map { .count($0) } ?? .none(.neverHappened)
  }
}
