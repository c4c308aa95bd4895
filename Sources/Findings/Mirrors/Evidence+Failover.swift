import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of work that moves from one cluster to another: what the move costs, in records and in time.
extension Evidence {
  /// Records by their originals; without mirrors nothing else needs them, and each is its own.
  private var everyOrigin: Origins {
    mirrors.isEmpty ? Origins(record, places: places) : origins
  }

  /// By origin: whether one of the groups was handed the record or a copy.
  private func had(by groups: [Int], before moment: Int64, _ origins: Origins) -> [Bool] {
    var had = [Bool](repeating: false, count: origins.count)
    for group in groups {
      for handed in readings[group].handed where handed.at < moment {
        forEachRoot(of: handed, origins) { had[$0] = true }
      }
    }
    return had
  }

  /// How many records of a run were handed to groups of the same `group.id` on other clusters, as originals or copies.
  func handedToSiblings(_ run: ReadingAnomaly, of group: Int) -> Int {
    let siblings = siblings(of: group)
    guard !siblings.isEmpty else { return 0 }
    let origins = everyOrigin
    return count(of: run, in: had(by: siblings, before: .max, origins), origins)
  }

  /// Skips of which a group that goes on for others has to answer for something.
  func ownSkips(_ runs: [ReadingAnomaly], of group: Int, after from: [Int]) -> [ReadingAnomaly] {
    let origins = everyOrigin
    let accounted = accounted(for: group, after: from, origins)
    return runs.filter { count(of: $0, in: accounted, origins) < $0.offsets.count }
  }

  /// Originals before its positions that a group was never handed, and that nobody it goes on for was handed or had gone past.
  func missedInMove(of group: Int, after from: [Int]) -> [PartitionRef: Int64] {
    let origins = everyOrigin
    var accounted = accounted(for: group, after: from, origins)
    let reach = reach(of: group, processed: false)
    var missed: [PartitionRef: Int64] = [:]
    for partition in partitions {
      let ends = reach[places[partition]]
      forEachLogged(in: partition, below: ends, origins) { root in
        guard !accounted[root] else { return }
        accounted[root] = true
        missed[partition, default: 0] += 1
      }
    }
    return missed
  }

  /// By origin: whether somebody of the same `group.id` was handed it, or a group that was there before has gone past it: that is
  /// told of that group.
  private func accounted(for group: Int, after from: [Int], _ origins: Origins) -> [Bool] {
    var accounted = had(by: [group] + siblings(of: group), before: .max, origins)
    for other in from {
      var ends = [Int64](repeating: 0, count: places.count)
      for handed in readings[other].handed {
        ends[handed.place] = max(ends[handed.place], handed.nextOffset)
      }
      for partition in partitions {
        forEachLogged(in: partition, below: ends[places[partition]], origins) {
          accounted[$0] = true
        }
      }
    }
    return accounted
  }

  /// Calls `body` with the original of every record that the surviving log of a partition has below an offset.
  private func forEachLogged(
    in partition: PartitionRef, below end: Int64, _ origins: Origins, _ body: (Int) -> Void
  ) {
    guard end > 0, let log = log(of: partition) else { return }
    for batch in log.batches where batch.baseOffset.raw < end {
      guard let run = origins.run(of: batch.content, in: record) else { continue }
      for index in 0..<batch.recordCount {
        let offset = batch.baseOffset.raw + Int64(index)
        guard offset >= log.logStart.raw, offset < end else { continue }
        body(Int(origins.root[run.number(at: index)]))
      }
    }
  }

  private func count(of run: ReadingAnomaly, in marked: [Bool], _ origins: Origins) -> Int {
    guard let log = log(of: run.partition) else { return 0 }
    var count = 0
    for batch in log.batches where batch.baseOffset.raw <= run.offsets.upperBound {
      guard let numbers = origins.run(of: batch.content, in: record) else { continue }
      for index in 0..<batch.recordCount {
        let offset = batch.baseOffset.raw + Int64(index)
        guard run.offsets.contains(offset) else { continue }
        count += marked[Int(origins.root[numbers.number(at: index)])] ? 1 : 0
      }
    }
    return count
  }

  /// Calls `body` with the original of every record of a delivery that somebody of the run wrote.
  private func forEachRoot(
    of handed: GroupReading.Handed, _ origins: Origins, _ body: (Int) -> Void
  ) {
    guard let run = origins.run(of: handed.batch.content, in: record) else { return }
    for index in 0..<handed.batch.count {
      body(Int(origins.root[run.number(at: handed.batch.skippedInBatch + index)]))
    }
  }

  /// Each original counts once, however many copies were handed out.
  func failoverReRead(_ selection: GroupSelection, _ window: Window) -> Int64 {
    let origins = everyOrigin
    var had = had(
      by: [selection.group] + siblings(of: selection.group),
      before: window.from ?? record.origin.nanoseconds, origins)
    var count: Int64 = 0
    for handed in readings[selection.group].handed
    where selection.includes(handed) && window.includes(handed.at) {
      forEachRoot(of: handed, origins) { root in
        count += had[root] ? 1 : 0
        had[root] = false
      }
    }
    return count
  }

  func failoverSkipped(_ selection: GroupSelection, _ window: Window) -> Int64 {
    let origins = everyOrigin
    var had = had(
      by: [selection.group] + siblings(of: selection.group), before: .max, origins)
    let reach = reach(of: selection.group, processed: false)
    var count: Int64 = 0
    for partition in partitions where selection.places[places[partition]] {
      forEachLogged(in: partition, below: reach[places[partition]], origins) { root in
        guard !had[root], window.includes(origins.sentAt[root]) else { return }
        had[root] = true
        count += 1
      }
    }
    return count
  }

  /// What of the source's acknowledged records the target lacks after a disaster.
  func recoveryPoint(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    let disaster = window.from ?? record.end.nanoseconds
    let until = window.until ?? record.end.nanoseconds
    var count: Int64 = 0
    var oldest = disaster
    forEachOrigin(selections) { dense, reading in
      let acknowledged = origins.acknowledgedAt[dense]
      guard acknowledged >= 0, acknowledged <= disaster, reading.arrivedAt[dense] > until,
        !origins.isDeleted[dense]
      else { return }
      count += 1
      oldest = min(oldest, acknowledged)
    }
    return figure == .recoveryPointRecords ? .count(count) : .time(disaster - oldest)
  }
}
