import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures that count records by who was handed them.
extension Evidence {
  /// Counts over deliveries in order of time.
  func readCount(
    _ figure: Scenario.Figure, _ selection: GroupSelection, _ window: Window
  ) -> Int64 {
    let reading = readings[selection.group]
    switch figure {
    case .delivered:
      return reading.handed.reduce(0) { sum, handed in
        selection.includes(handed) && window.includes(handed.at)
          ? sum + Int64(handed.batch.count) : sum
      }
    case .deliveredDistinct: return distinct(selection, window)
    case .deliveredAgain: return repeats(selection, window)
    case .reRead: return reRead(selection, window)
    case .phantoms:
      var count: Int64 = 0
      forEachPhantom(selection, window) { _, _ in count += 1 }
      return count
    case .deliveredBelowLogStart: return belowLogStart(selection, window)
    case .deliveredUntold:
      return untold(selection, window).reduce(0) { $0 + Int64($1.batch.count) }
    case .deliveredUntoldAgain: return untoldAgain(selection, window)
    case .processed: return processed(selection, window)
    case .processedTwice: return processedTwice(selection, window)
    case _: preconditionFailure("\(figure.rawValue) counts no deliveries")
    }
  }

  private func distinct(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var seen = [Bool](repeating: false, count: slots.count)
    var count: Int64 = 0
    for handed in readings[selection.group].handed
    where selection.includes(handed) && window.includes(handed.at) {
      let run = slots(of: handed)
      for index in 0..<run.count where !seen[run[index]] {
        seen[run[index]] = true
        count += 1
      }
    }
    return count
  }

  /// Deliveries of records that any member of the group had been handed before, each repetition counted.
  private func repeats(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var seen = [Bool](repeating: false, count: slots.count)
    var count: Int64 = 0
    for handed in readings[selection.group].handed {
      let run = slots(of: handed)
      let counts = selection.includes(handed) && window.includes(handed.at)
      for index in 0..<run.count {
        if counts, seen[run[index]] { count += 1 }
        seen[run[index]] = true
      }
    }
    return count
  }

  /// Records handed out in the window that the group had been handed before it, each counted once.
  private func reRead(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var seen = [Bool](repeating: false, count: slots.count)
    var counted = seen
    var count: Int64 = 0
    for handed in readings[selection.group].handed {
      let run = slots(of: handed)
      let counts = selection.includes(handed) && window.includes(handed.at)
      let isKnownLater = window.from.map { handed.at < $0 } ?? true
      for index in 0..<run.count {
        let slot = run[index]
        if counts, seen[slot], !counted[slot] {
          counted[slot] = true
          count += 1
        }
        if isKnownLater { seen[slot] = true }
      }
    }
    return count
  }

  /// Calls `body` once for every record handed out that the final log does not hold, with its offset.
  func forEachPhantom(
    _ selection: GroupSelection, _ window: Window,
    _ body: (_ handed: GroupReading.Handed, _ offset: Int64) -> Void
  ) {
    var seen = [Bool](repeating: false, count: slots.count)
    for handed in readings[selection.group].handed
    where selection.includes(handed) && window.includes(handed.at) {
      guard let log = log(of: handed.partition) else { continue }
      let run = slots(of: handed)
      for index in 0..<run.count where !slots.isInLog[run[index]] && !seen[run[index]] {
        let offset = handed.firstOffset + Int64(index)
        guard offset >= log.logStart.raw else { continue }
        seen[run[index]] = true
        body(handed, offset)
      }
    }
  }

  func divergence(_ groups: [GroupSelection], _ window: Window) -> FigureValue {
    var least: Int64?
    for selection in groups {
      forEachPhantom(selection, window) { _, offset in least = min(least ?? offset, offset) }
    }
    return least.map { .count($0) } ?? .none(.neverHappened)
  }

  private func belowLogStart(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var count: Int64 = 0
    for handed in readings[selection.group].handed
    where selection.includes(handed) && window.includes(handed.at) {
      let start = log(of: handed.partition)?.logStart.raw ?? 0
      count += max(min(handed.nextOffset, start) - handed.firstOffset, 0)
    }
    return count
  }

  /// Deliveries to members between the step and what their listeners are told next.
  private func untold(_ selection: GroupSelection, _ window: Window) -> [GroupReading.Handed] {
    let reading = readings[selection.group]
    let from = window.begins ?? record.origin.nanoseconds
    let told = selection.members.indices.map { reading.turn(of: $0, after: from)?.at ?? .max }
    return reading.handed.filter {
      selection.includes($0) && window.includes($0.at) && $0.at < told[$0.member]
    }
  }

  private func untoldAgain(_ selection: GroupSelection, _ window: Window) -> Int64 {
    let handed = untold(selection, window)
    // The members that had each record: none, one, or several.
    var holder = [Int](repeating: -1, count: slots.count)
    var isShared = [Bool](repeating: false, count: slots.count)
    for other in readings[selection.group].handed {
      let run = slots(of: other)
      for index in 0..<run.count {
        let slot = run[index]
        if holder[slot] >= 0, holder[slot] != other.member { isShared[slot] = true }
        holder[slot] = other.member
      }
    }
    var count: Int64 = 0
    for one in handed {
      let run = slots(of: one)
      for index in 0..<run.count where isShared[run[index]] {
        isShared[run[index]] = false
        count += 1
      }
    }
    return count
  }

  private func processed(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var count: Int64 = 0
    for handed in readings[selection.group].handed where selection.includes(handed) {
      for index in 0..<handed.processed {
        if let time = handed.processedAt(index), window.includes(time) { count += 1 }
      }
    }
    return count
  }

  private func processedTwice(_ selection: GroupSelection, _ window: Window) -> Int64 {
    var times = [UInt8](repeating: 0, count: slots.count)
    var count: Int64 = 0
    for handed in readings[selection.group].handed {
      let run = slots(of: handed)
      for index in 0..<min(handed.processed, run.count) {
        let slot = run[index]
        guard times[slot] < 2 else { continue }
        if times[slot] == 0 {
          times[slot] = 1
        } else if selection.includes(handed), let time = handed.processedAt(index),
          window.includes(time)
        {
          times[slot] = 2
          count += 1
        }
      }
    }
    return count
  }
}
