import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures that count records by their fate.
extension Evidence {
  /// One record and the columns it stands in.
  struct Row {
    var producer: Int
    var number: Int
  }

  /// Calls `body` with every record that the selection takes, by producer and in order of sending.
  ///
  /// The columns are handed on, so that millions of records cost no counting of references.
  func forEachRecord(
    _ selection: Selection, _ body: (_ row: Row, _ ledger: RecordLedger, _ copies: Copies) -> Void
  ) {
    for producer in selection.producers {
      let columns = record.producers[producer]
      let copies = copies[producer]
      let topic = selection.topic.map { topicNumbers[$0] }
      for number in 0..<columns.ledger.count
      where selection.includes(number, columns.ledger, columns.acknowledgedBy, topic) {
        body(Row(producer: producer, number: number), columns.ledger, copies)
      }
    }
  }

  func recordCount(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> Int64 {
    var count: Int64 = 0
    forEachRecord(selection) { row, ledger, copies in
      let number = row.number
      let sent = window.includes(ledger[number].sentAt)
      let completed = window.includes(ledger[number].completedAt)
      let isFailed =
        if case .failed = ledger[number].outcome { true } else { false }
      let isAcknowledged = ledger[number].outcome == .acknowledged
      switch figure {
      case .sent: count += sent ? 1 : 0
      case .acked: count += isAcknowledged && completed ? 1 : 0
      case .failed: count += isFailed && completed ? 1 : 0
      case .unresolved: count += ledger[number].outcome == .open && sent ? 1 : 0
      case .inLog: count += copies.count[number] > 0 && sent ? 1 : 0
      case .acknowledgedLost:
        count += isAcknowledged && completed && copies.count[number] == 0 ? 1 : 0
      case .failedButInLog: count += isFailed && completed && copies.count[number] > 0 ? 1 : 0
      case .duplicated: count += sent && copies.count[number] > 1 ? 1 : 0
      case .extraCopies: count += sent ? max(0, Int64(copies.count[number]) - 1) : 0
      case .outOfOrder: count += sent && copies.isBehind[number] ? 1 : 0
      case _:
        preconditionFailure("\(figure.rawValue) counts no records")
      }
    }
    return count
  }

  func lostRuns(_ selection: Selection, _ window: Window) -> Int64 {
    var runs: Int64 = 0
    var last = (producer: -1, wasLost: false)
    forEachRecord(selection) { row, ledger, copies in
      let (producer, number) = (row.producer, row.number)
      let lost =
        ledger[number].outcome == .acknowledged && copies.count[number] == 0
        && window.includes(ledger[number].completedAt)
      if lost, !(last.wasLost && last.producer == producer) { runs += 1 }
      last = (producer, lost)
    }
    return runs
  }

  func errorTime(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    var completed: (first: Int64, last: Int64)?
    var sent: (first: Int64, last: Int64)?
    forEachRecord(selection) { row, ledger, _ in
      let number = row.number
      guard case .failed = ledger[number].outcome,
        window.includes(ledger[number].completedAt)
      else { return }
      let (done, began) = (ledger[number].completedAt, ledger[number].sentAt)
      completed = completed.map { (min($0.first, done), max($0.last, done)) } ?? (done, done)
      sent = sent.map { (min($0.first, began), max($0.last, began)) } ?? (began, began)
    }
    switch figure {
    case .firstErrorAfter: return time(completed?.first, in: window)
    case .lastErrorAfter: return time(completed?.last, in: window)
    case .firstFailedSentAfter: return time(sent?.first, in: window)
    case _: return time(sent?.last, in: window)
    }
  }

  func blocking(
    _ figure: Scenario.Figure, _ selection: Selection, _ window: Window
  ) -> FigureValue {
    let blocks = selection.producers.flatMap { record.producers[$0].blocks }
      .filter { window.includes($0.began.nanoseconds) }
    let lengths = blocks.map { $0.ended.nanoseconds - $0.began.nanoseconds }
    switch figure {
    case .sendBlocked: return .count(Int64(blocks.count))
    case .sendBlockedTotal: return .time(lengths.reduce(0, +))
    case .sendBlockedLongest: return .time(lengths.max() ?? 0)
    case _: return time(blocks.map(\.began.nanoseconds).min(), in: window)
    }
  }
}
