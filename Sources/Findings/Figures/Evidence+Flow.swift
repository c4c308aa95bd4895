import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// A time without any acknowledgement, in nanoseconds since the start of the run.
package struct WriteGap: Hashable, Sendable {
  package var begins: Int64
  package var ends: Int64
  /// An acknowledgement ended it; otherwise the load did.
  package var isOver: Bool

  package var length: Int64 { ends - begins }
}

/// Figures of the flow of acknowledgements and of partitioning.
extension Evidence {
  /// Times without acknowledgement, in order: from the first send() on, up to the last outcome that somebody waited for.
  func gaps(_ selection: Selection) -> [WriteGap] {
    var acknowledged: [Int64] = []
    var first = Int64.max
    var last = Int64.min
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      first = min(first, ledger[number].sentAt)
      switch ledger[number].outcome {
      case .acknowledged:
        acknowledged.append(ledger[number].completedAt)
        last = max(last, ledger[number].completedAt)
      case .failed: last = max(last, ledger[number].completedAt)
      case .open: last = max(last, waitEnds(for: row))
      }
    }
    guard first != .max else { return [] }
    acknowledged.sort()
    var gaps: [WriteGap] = []
    var begins = first
    for time in acknowledged {
      if time > begins { gaps.append(WriteGap(begins: begins, ends: time, isOver: true)) }
      begins = time
    }
    if last > begins { gaps.append(WriteGap(begins: begins, ends: last, isOver: false)) }
    return gaps
  }

  /// The longest gap of a window; one that is under way when the window begins counts from its own beginning.
  func longest(of gaps: [WriteGap], in window: Window) -> WriteGap? {
    let counted = gaps.filter { gap in
      (window.begins.map { gap.ends > $0 } ?? true)
        && (window.until.map { gap.begins < $0 } ?? true)
    }.map { gap in
      guard let until = window.until, gap.ends > until else { return gap }
      return WriteGap(begins: gap.begins, ends: until, isOver: true)
    }
    guard var longest = counted.first else { return nil }
    for gap in counted where gap.length > longest.length { longest = gap }
    return longest
  }

  func flow(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    let all = gaps(selection)
    if case .firstAck = figure {
      let from = window.begins ?? record.origin.nanoseconds
      return time(all.first { $0.isOver && $0.ends > from }?.ends, in: window)
    }
    guard let longest = longest(of: all, in: window) else { return .none(.nothingToMeasure) }
    switch figure {
    case .writeGap: return .time(longest.length)
    case .gapBegins: return time(longest.begins, in: window)
    case _: return longest.isOver ? time(longest.ends, in: window) : .none(.notOver)
    }
  }

  /// The time that so many of 1000 acknowledgements did not exceed (nearest rank).
  func latency(perMille: Int, _ selection: Selection, _ window: Window) -> FigureValue {
    var times: [Int64] = []
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      guard ledger[number].outcome == .acknowledged,
        window.includes(ledger[number].completedAt)
      else { return }
      times.append(ledger[number].completedAt - ledger[number].sentAt)
    }
    return rank(perMille, of: times)
  }

  /// Parts of the topic's records that went to its partitions; of all records, whatever became of them.
  func share(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    guard let topic = selection.topic else { return .none(.nothingToMeasure) }
    var counts = [Int64](
      repeating: 0, count: partitionCounts[topic])
    var whole = selection
    whole.partition = nil
    whole.among = []
    forEachRecord(whole) { row, ledger, _ in
      let number = row.number
      let partition = Int(ledger[number].partition.partition.raw)
      guard counts.indices.contains(partition), window.includes(ledger[number].sentAt)
      else {
        return
      }
      counts[partition] += 1
    }
    let total = counts.reduce(0, +)
    guard total > 0 else { return .none(.nothingToMeasure) }
    let part: Int64
    switch figure {
    case .largestShare: part = counts.max() ?? 0
    case .smallestShare: part = counts.min() ?? 0
    case _:
      // A name means its topic's last life, which may have fewer partitions.
      let partition = selection.partition.map { Int($0.raw) }
      part = partition.flatMap { counts.indices.contains($0) ? counts[$0] : nil } ?? 0
    }
    let (high, low) = part.multipliedFullWidth(by: 1_000_000_000)
    return .share(total.dividingFullWidth((high, low)).quotient)
  }

  func runLength(_ selection: Selection, _ window: Window) -> FigureValue {
    var records: Int64 = 0
    var runs: Int64 = 0
    var last: (producer: Int, partition: TopicPartition)?
    forEachRecord(selection) { row, ledger, _ in
      let (producer, number) = (row.producer, row.number)
      let partition = ledger[number].partition
      guard partition.partition.raw >= 0, window.includes(ledger[number].sentAt) else {
        return
      }
      records += 1
      if last.map({ $0.producer != producer || $0.partition != partition }) ?? true { runs += 1 }
      last = (producer, partition)
    }
    return runs == 0 ? .none(.nothingToMeasure) : .thousandths(records * 1_000 / runs)
  }
}
