package import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// A time in which nothing of a partition was handed out, in nanoseconds since the start of the run.
package struct DeliveryGap: Hashable, Sendable {
  package var partition: PartitionRef
  package var begins: Int64
  package var ends: Int64
  /// When the next record that is new to the group, or the first one left, was sent; within the gap.
  package var waitsFrom: Int64
  /// A delivery ended it; otherwise the run did, and records were left.
  package var isOver: Bool

  package var length: Int64 { ends - begins }
  /// How much of it a record waited.
  package var stall: Int64 { ends - waitsFrom }
}

/// Figures of the flow of deliveries.
extension Evidence {
  /// Times without a delivery, partition by partition: from the first delivery on, up to the last or, with records
  /// left, to the end of the run.
  func deliveryGaps(_ selection: GroupSelection) -> [DeliveryGap] {
    var last = [Int64?](repeating: nil, count: places.count)
    var gaps: [DeliveryGap] = []
    let reading = readings[selection.group]
    for (handed, waited) in zip(reading.handed, waits(in: reading)) where selection.includes(handed)
    {
      if let begins = last[handed.place] ?? earlierLife(of: handed.partition).flatMap({ last[$0] }),
        handed.at > begins
      {
        gaps.append(
          DeliveryGap(
            partition: handed.partition, begins: begins, ends: handed.at,
            waitsFrom: min(max(begins, waited ?? handed.at), handed.at), isOver: true))
      }
      last[handed.place] = handed.at
    }
    for partition in partitions {
      guard
        let begins = last[places[partition]]
          ?? earlierLife(of: partition).flatMap({ last[$0] }), record.end.nanoseconds > begins,
        let sent = firstWaiting(partition, selection.group)
      else { continue }
      gaps.append(
        DeliveryGap(
          partition: partition, begins: begins, ends: record.end.nanoseconds,
          waitsFrom: max(begins, sent), isOver: false))
    }
    return gaps.sorted {
      ($0.partition.topic, $0.partition.partition.raw, $0.begins)
        < ($1.partition.topic, $1.partition.partition.raw, $1.begins)
    }
  }

  /// The same partition of the life before this one, of a topic that was deleted and made again.
  private func earlierLife(of partition: PartitionRef) -> Int? {
    guard !record.deletedLogs.isEmpty else { return nil }
    let number = topicNumbers[partition.topic]
    let before = record.plan.topics.indices.filter {
      isSameName($0, partition.topic) && topicNumbers[$0].raw >= 0 && topicNumbers[$0] < number
    }.max { topicNumbers[$0] < topicNumbers[$1] }
    return before.flatMap { topic in
      let reference = PartitionRef(topic: topic, partition: partition.partition)
      return places.contains(reference) ? places[reference] : nil
    }
  }

  /// By delivery: when the first record was sent that the group had not been handed before, of that delivery or, if all were
  /// read again, of the partition's next one that has such a record.
  private func waits(in reading: GroupReading) -> [Int64?] {
    var reached = [Int64](repeating: 0, count: places.count)
    var waits = reading.handed.map { handed -> Int64? in
      let known = reached[handed.place]
      guard handed.nextOffset > known else { return nil }
      reached[handed.place] = handed.nextOffset
      return sentAt(
        handed.batch.content, slots(of: handed), Int(max(known - handed.firstOffset, 0)))
    }
    var next = [Int64?](repeating: nil, count: places.count)
    for (index, handed) in reading.handed.enumerated().reversed() {
      if waits[index] == nil { waits[index] = next[handed.place] }
      next[handed.place] = waits[index]
    }
    return waits
  }

  /// When the first record was sent that can be read at the end of the run and lies behind all that the group had.
  private func firstWaiting(_ partition: PartitionRef, _ group: Int) -> Int64? {
    guard let log = log(of: partition) else { return nil }
    let place = places[partition]
    let reached =
      readings[group].handed.last { $0.place == place }?.nextOffset ?? log.logStart.raw
    guard reached < log.highWatermark.raw,
      let batch = log.batches.first(where: { $0.nextOffset.raw > reached })
    else { return nil }
    let run = slots(of: batch, in: place)
    return sentAt(batch.content, run, Int(max(reached - batch.baseOffset.raw, 0)))
  }

  /// Gaps inside of the window; one that is under way when it begins belongs to it, from its own beginning on.
  private func gaps(_ groups: [GroupSelection], _ window: Window) -> [DeliveryGap] {
    groups.flatMap { deliveryGaps($0) }.filter { gap in
      (window.begins.map { gap.ends > $0 } ?? true)
        && (window.until.map { gap.begins < $0 } ?? true)
    }.map { gap in
      guard let until = window.until, gap.ends > until else { return gap }
      var cut = gap
      (cut.ends, cut.waitsFrom, cut.isOver) = (until, min(gap.waitsFrom, until), true)
      return cut
    }
  }

  func deliveryGap(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let all = gaps(groups, window)
    guard var longest = all.first else { return .none(.nothingToMeasure) }
    for gap in all where gap.length > longest.length { longest = gap }
    switch figure {
    case .deliveryGap: return .time(longest.length)
    case .deliveryGapBegins: return time(longest.begins, in: window)
    case _: return longest.isOver ? time(longest.ends, in: window) : .none(.notOver)
    }
  }

  func deliveryStall(_ groups: [GroupSelection], _ window: Window) -> FigureValue {
    gaps(groups, window).map(\.stall).max().map { .time($0) } ?? .none(.nothingToMeasure)
  }

  func pauses(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window, over threshold: Int64
  ) -> FigureValue {
    let long = gaps(groups, window).filter { $0.length > threshold }
    return figure == .deliveryPauses
      ? .count(Int64(long.count)) : .time(long.reduce(0) { $0 + $1.length })
  }

  /// Partitions in which a record has waited for longer than the threshold.
  func unread(_ groups: [GroupSelection], over threshold: Int64) -> FigureValue {
    var count: Int64 = 0
    for selection in groups {
      for partition in partitions where selection.places[places[partition]] {
        guard let waiting = firstWaiting(partition, selection.group),
          record.end.nanoseconds - waiting > threshold
        else { continue }
        count += 1
      }
    }
    return .count(count)
  }

  func firstDelivery(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    var first: GroupReading.Handed?
    for selection in groups {
      let handed = readings[selection.group].handed.first {
        selection.includes($0) && window.includes($0.at)
      }
      if let handed, first.map({ handed.at < $0.at }) ?? true { first = handed }
    }
    guard let first else { return .none(.neverHappened) }
    return figure == .firstDeliveryAfter
      ? time(first.at, in: window) : .count(first.firstOffset)
  }

  /// The first delivery that does not begin where the one before it in the group ended.
  func jump(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    var first: (handed: GroupReading.Handed, last: Int64)?
    for selection in groups {
      var next = [Int64?](repeating: nil, count: places.count)
      for handed in readings[selection.group].handed {
        if let wanted = next[handed.place], wanted != handed.firstOffset,
          selection.includes(handed), window.includes(handed.at)
        {
          if first.map({ handed.at < $0.handed.at }) ?? true { first = (handed, wanted - 1) }
          break
        }
        next[handed.place] = handed.nextOffset
      }
    }
    guard let first else { return .none(.neverHappened) }
    switch figure {
    case .jumpedFrom: return .count(first.last)
    case .jumpedTo: return .count(first.handed.firstOffset)
    case _: return time(first.handed.at, in: window)
    }
  }

  func deliveryAge(
    perMille: Int, _ question: Question, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let producer = question.filter.producer.flatMap { name in
      record.plan.producers.firstIndex { $0.name == name }
    }
    var ages: [Int64] = []
    for selection in groups {
      for handed in readings[selection.group].handed
      where selection.includes(handed) && window.includes(handed.at) {
        let run = slots(of: handed)
        for index in 0..<run.count {
          guard let sent = firstSend(handed.batch.content, run, index),
            producer == nil || sent.by == producer
          else { continue }
          ages.append(handed.at - sent.at)
        }
      }
    }
    return rank(perMille, of: ages)
  }
}
