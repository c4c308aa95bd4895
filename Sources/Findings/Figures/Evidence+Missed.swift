import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Records that a group should have had.
extension Evidence {
  /// Which records the group has had: handed out, or processed.
  func had(_ group: Int, processed: Bool) -> [Bool] {
    var had = [Bool](repeating: false, count: slots.count)
    for handed in readings[group].handed {
      let run = slots(of: handed)
      for index in 0..<(processed ? min(handed.processed, run.count) : run.count) {
        had[run[index]] = true
      }
    }
    return had
  }

  /// By partition: the offset before which nothing is left for the group, by what it was handed (or processed) and
  /// committed.
  ///
  /// A committed offset beyond the end of the log says nothing of records.
  func reach(of group: Int, processed: Bool) -> [Int64] {
    var reach = [Int64](repeating: 0, count: places.count)
    let reading = readings[group]
    for handed in reading.handed {
      let end =
        processed ? handed.firstOffset + Int64(handed.processed) : handed.nextOffset
      if end > handed.firstOffset {
        reach[handed.place] = max(reach[handed.place], end)
      }
    }
    for commit in record.groups[group].commits {
      guard let place = places.reference(commit.partition, in: reading.cluster),
        let log = log(of: place), commit.offset.offset <= log.logEnd, commit.offset.offset.raw >= 0
      else { continue }
      let offset = commit.offset.offset.raw
      reach[places[place]] = max(reach[places[place]], offset)
    }
    return reach
  }

  func missed(
    _ figure: Scenario.Figure, _ selection: GroupSelection, _ window: Window
  ) -> Int64 {
    var count: Int64 = 0
    forEachMissed(figure, selection, window) { _, _, _ in count += 1 }
    return count
  }

  /// Calls `body` with every record that the group missed, by partition and offset.
  func forEachMissed(
    _ figure: Scenario.Figure, _ selection: GroupSelection, _ window: Window,
    _ body: (_ partition: PartitionRef, _ offset: Int64, _ slot: Int) -> Void
  ) {
    let isOfProcessing = figure == .neverProcessed
    let had = had(selection.group, processed: isOfProcessing)
    let reach = reach(of: selection.group, processed: isOfProcessing)
    for partition in partitions {
      let place = places[partition]
      // What brokers write for themselves is nobody's to read.
      guard selection.places[place],
        record.plan.topics[partition.topic].name != "__consumer_offsets",
        let log = log(of: partition)
      else { continue }
      var end = reach[place]
      if figure == .neverDelivered {
        end = log.highWatermark.raw
      } else {
        for (offset, slot) in deleted(
          partition, log, in: selection.group, before: reach[place], had, window)
        {
          body(partition, offset, slot)
        }
      }
      for batch in log.batches where batch.baseOffset.raw < end {
        let run = slots(of: batch, in: place)
        for index in 0..<run.count where !had[run[index]] {
          let offset = batch.baseOffset.raw + Int64(index)
          guard offset >= log.logStart.raw, offset < end,
            window.includes(sentAt(batch.content, run, index))
          else { continue }
          body(partition, offset, run[index])
        }
      }
    }
  }

  /// Where the log began when the group first had the partition or committed an offset of it; what was deleted before that was
  /// never there for it.
  private func logStart(of partition: PartitionRef, as group: Int) -> Int64? {
    let reading = readings[group]
    let place = places[partition]
    let tenures = reading.tenures.lazy.filter { $0.place == place }.map(\.from)
    let commits = record.groups[group].commits.lazy.filter {
      places.reference($0.partition, in: reading.cluster) == partition
    }.map(\.at.nanoseconds)
    guard let first = [tenures.min(), commits.min()].compactMap(\.self).min() else { return nil }
    let moves = record.logStartMoves.lazy.filter {
      $0.partition == partition && $0.at.nanoseconds <= first
    }
    return moves.map(\.logStart.raw).max() ?? 0
  }

  /// Acknowledged records that lay before the group and were deleted before it had them, ascending.
  private func deleted(
    _ partition: PartitionRef, _ log: RunRecord.PartitionLog, in group: Int, before reached: Int64,
    _ had: [Bool], _ window: Window
  ) -> [(offset: Int64, slot: Int)] {
    guard log.logStart > .zero, let begins = logStart(of: partition, as: group) else { return [] }
    let end = min(log.logStart.raw, reached)
    guard begins < end else { return [] }
    var found: [(offset: Int64, slot: Int)] = []
    for (producer, columns) in record.producers.enumerated()
    where record.plan.producers[producer].cluster == record.plan.topics[partition.topic].cluster {
      let ledger = columns.ledger
      for number in 0..<ledger.count
      where ledger[number].partition == log.partition
        && ledger[number].outcome == .acknowledged
      {
        let offset = ledger[number].offset.raw
        let slot = slots.slot(number, of: producer)
        guard offset >= begins, offset < end, !had[slot], window.includes(ledger[number].sentAt)
        else { continue }
        found.append((offset, slot))
      }
    }
    return found.sorted { $0.offset < $1.offset }
  }
}
