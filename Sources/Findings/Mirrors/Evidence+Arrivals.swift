import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of what arrived at the targets of mirrors.
extension Evidence {
  func forEachChunk(
    _ selections: [MirrorSelection],
    _ body: (_ chunk: MirrorReading.Chunk, _ reading: MirrorReading) -> Void
  ) {
    for selection in selections {
      let reading = mirrors[selection.reading]
      for chunk in reading.chunks where selection.includes(chunk) { body(chunk, reading) }
    }
  }

  func copyFigure(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    switch figure {
    case .mirrorPhantoms, .mirrorOutOfOrder, .mirrorReturned:
      return .count(firstCopies(figure, selections, window))
    case .mirrorDuplicated, .mirrorExtraCopies, .mirrorCopiesMax, .firstMirrorDuplicateSentAfter,
      .lastMirrorDuplicateSentAfter, .firstMirrorDuplicateAfter, .lastMirrorDuplicateAfter:
      return extraCopies(figure, selections, window)
    case .firstMirrorReadAfter, .lastMirrorReadAfter:
      var times: [Int64] = []
      forEachChunk(selections) { chunk, _ in
        if window.includes(chunk.readAt) { times.append(chunk.readAt) }
      }
      let end = figure == .firstMirrorReadAfter ? times.min() : times.max()
      return time(end, in: window)
    case _:
      return flow(figure, selections, window)
    }
  }

  private func firstCopies(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> Int64 {
    var count: Int64 = 0
    forEachChunk(selections) { chunk, reading in
      guard window.includes(chunk.at) else { return }
      for copy in chunk.start..<chunk.start + chunk.count where reading.ordinals[copy] == 1 {
        let dense = Int(reading.records[copy])
        let counts =
          switch figure {
          case .mirrorOutOfOrder: reading.isBehind[copy]
          case .mirrorPhantoms: reading.isPhantom(dense, origins)
          case _: isReturn(dense, to: chunk.target)
          }
        count += counts ? 1 : 0
      }
    }
    return count
  }

  private func extraCopies(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    var records: Int64 = 0
    var copies: Int64 = 0
    var most: Int64 = 0
    var sent: (first: Int64, last: Int64)?
    var arrived: (first: Int64, last: Int64)?
    forEachChunk(selections) { chunk, reading in
      guard window.includes(chunk.at) else { return }
      for copy in chunk.start..<chunk.start + chunk.count {
        let ordinal = Int64(reading.ordinals[copy])
        most = max(most, ordinal)
        guard ordinal > 1 else { continue }
        records += ordinal == 2 ? 1 : 0
        copies += 1
        let time = origins.sentAt[Int(reading.records[copy])]
        sent = (min(sent?.first ?? time, time), max(sent?.last ?? time, time))
        arrived = (min(arrived?.first ?? chunk.at, chunk.at), max(arrived?.last ?? 0, chunk.at))
      }
    }
    switch figure {
    case .mirrorDuplicated: return .count(records)
    case .mirrorExtraCopies: return .count(copies)
    case .mirrorCopiesMax: return .count(most)
    case .firstMirrorDuplicateSentAfter: return time(sent?.first, in: window)
    case .lastMirrorDuplicateSentAfter: return time(sent?.last, in: window)
    case .firstMirrorDuplicateAfter: return time(arrived?.first, in: window)
    case _: return time(arrived?.last, in: window)
    }
  }

  private func flow(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    var copies: Int64 = 0
    var bytes: Int64 = 0
    var batches: Int64 = 0
    var last = (mirror: "", batch: -1)
    var first = Int64.max
    var latest = Int64.min
    var sent = Int64.max
    forEachChunk(selections) { chunk, reading in
      guard window.includes(chunk.at) else { return }
      copies += Int64(chunk.count)
      bytes += chunk.bytes
      if last != (reading.flow.name, chunk.batch) { batches += 1 }
      last = (reading.flow.name, chunk.batch)
      first = min(first, chunk.at)
      latest = max(latest, chunk.at)
      sent = min(sent, origins.sentAt[Int(reading.records[chunk.start])])
    }
    switch figure {
    case .mirrorArrivals: return .count(copies)
    case .firstArrivalAfter: return time(copies > 0 ? first : nil, in: window)
    case .lastArrivalAfter: return time(copies > 0 ? latest : nil, in: window)
    case .mirrorRecordsPerBatch:
      return batches == 0 ? .none(.nothingToMeasure) : .thousandths(copies * 1_000 / batches)
    case _:
      guard copies > 0 else { return .none(.nothingToMeasure) }
      let begun = max(window.begins ?? 0, sent, firstStart(of: selections, before: first))
      guard latest > begun else { return .none(.nothingToMeasure) }
      let (high, low) = (bytes * 8).multipliedFullWidth(by: 1_000_000_000)
      return .bandwidth((latest - begun).dividingFullWidth((high, low)).quotient)
    }
  }

  /// When the first task of the flows started; what it copies is under way from then on. An answer to a fetch
  /// arrives whole, so a rate that began with the first arrival would count bytes that came before it.
  private func firstStart(of selections: [MirrorSelection], before moment: Int64) -> Int64 {
    for entry in record.journal.entries where entry.at.nanoseconds <= moment {
      guard case .machine(.worker(.taskStarted(let task))) = entry.happening,
        case .worker(let worker) = cast.role(of: entry.process)
      else { continue }
      let isMeant = selections.contains { selection in
        let flow = mirrors[selection.reading].flow
        let reference = ConnectorRef(cluster: flow.cluster, connector: flow.connector)
        return record.plan.workers[worker].herders.contains(flow.cluster)
          && task.connector == name(ofConnector: reference)
      }
      if isMeant { return entry.at.nanoseconds }
    }
    return 0
  }

  // MARK: Gaps.

  /// Times without arrival, in order, from the first arrival on; the last one is open while records wait at the end.
  func mirrorGaps(_ selections: [MirrorSelection]) -> [WriteGap] {
    var times: [Int64] = []
    forEachChunk(selections) { chunk, _ in times.append(chunk.at) }
    times.sort()
    var gaps: [WriteGap] = []
    for (time, next) in zip(times, times.dropFirst()) where next > time {
      gaps.append(WriteGap(begins: time, ends: next, isOver: true))
    }
    var isWaiting = false
    forEachOrigin(selections) { dense, reading in
      if reading.isWaiting(dense, origins) { isWaiting = true }
    }
    let begins = times.last ?? record.origin.nanoseconds
    if isWaiting, record.end.nanoseconds > begins {
      gaps.append(WriteGap(begins: begins, ends: record.end.nanoseconds, isOver: false))
    }
    return gaps
  }

  /// Gaps above a second at whose end a record arrives that took longer than that, each with when the first of these was
  /// sent: a pause of the load is none.
  func waits(_ selections: [MirrorSelection]) -> [(gap: WriteGap, from: Int64)] {
    let gaps = mirrorGaps(selections).filter { $0.length > Availability.threshold }
    var from = [Int64?](repeating: nil, count: gaps.count)
    func wait(in gap: Int, since sent: Int64) {
      from[gap] = min(from[gap] ?? .max, max(sent, gaps[gap].begins))
    }
    forEachChunk(selections) { chunk, reading in
      var (low, high) = (0, gaps.count)
      while low < high {
        let middle = (low + high) / 2
        if gaps[middle].ends < chunk.at { low = middle + 1 } else { high = middle }
      }
      guard low < gaps.count, gaps[low].ends == chunk.at else { return }
      let sent = origins.sentAt[Int(reading.records[chunk.start])]
      if mirrorLatency(from: sent, to: chunk.at) > Availability.threshold {
        wait(in: low, since: sent)
      }
    }
    if let last = gaps.indices.last, !gaps[last].isOver {
      forEachOrigin(selections) { dense, reading in
        if reading.isWaiting(dense, origins) { wait(in: last, since: origins.sentAt[dense]) }
      }
    }
    return zip(gaps, from).compactMap { gap, from in from.map { (gap, $0) } }
  }

  func mirrorGap(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    guard let longest = longest(of: mirrorGaps(selections), in: window) else {
      return .none(.nothingToMeasure)
    }
    switch figure {
    case .mirrorGap: return .time(longest.length)
    case .mirrorGapBegins: return time(longest.begins, in: window)
    case _: return longest.isOver ? time(longest.ends, in: window) : .none(.notOver)
    }
  }

  // MARK: Positions.

  /// Moves of a task's consumer that no record explains: truncation found, out of range, or nothing stored.
  func mirrorJump(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    for entry in record.journal.entries where window.includes(entry.at.nanoseconds) {
      guard case .worker(let worker) = cast.role(of: entry.process),
        case .machine(
          .worker(
            .client(
              let cluster, .consumer(.positionMoved(let partition, let from, let to, let why))))) =
          entry.happening, why != .sought, from != .none,
        let reference = places.reference(partition, in: cluster)
      else { continue }
      let isMeant = selections.contains { selection in
        let flow = mirrors[selection.reading].flow
        return flow.source == cluster && selection.places[places[reference]]
          && record.plan.workers[worker].herders.contains(flow.cluster)
          && (selection.worker.map { $0 == worker } ?? true)
      }
      guard isMeant else { continue }
      switch figure {
      case .mirrorJumpedFrom: return .count(from.raw)
      case .mirrorJumpedTo: return .count(to.raw)
      case _: return time(entry.at.nanoseconds, in: window)
      }
    }
    return .none(.neverHappened)
  }
}
