import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of mirrors and of the Connect clusters that run them.
extension Evidence {
  /// Whether the question is one of mirrors; figures that groups have too are a mirror's if it is named.
  func asksMirrors(_ question: Question) -> Bool {
    guard question.figure.isOfMirrors else { return false }
    guard question.figure.isOfGroups else { return true }
    if case .mirror = question.subject { return true }
    return question.filter.mirror != nil
  }

  func mirrorFigure(_ question: Question, _ window: Window) -> FigureValue {
    let moment: Int64
    do {
      moment = try self.moment(of: question)
    } catch {
      return .none(.stepNotFired(error.step))
    }
    let figure = question.figure
    switch figure {
    case .connectorState, .taskState, .tasksFailed, .taskFailedAfter, .taskStartedAfter,
      .lastTaskStartedAfter, .taskStoppedAfter, .taskStopFailedAfter, .offsetCommits,
      .offsetCommitsFailed, .offsetCommitAfter, .sourceOffsetAge, .workerLostCoordinatorAfter,
      .assignmentGivenUpAfter, .workerJoinedAfter, .lastWorkerJoinedAfter, .rebalanceDelayLongest,
      .rebalances, .generations, .generationAfter, .rebalanceLongest:
      return connectFigure(question, window, moment)
    case _: break
    }
    let selections = mirrors(of: question)
    guard !selections.isEmpty else { return .none(.nothingToMeasure) }
    switch figure {
    case .mirrored, .mirrorLost, .firstMirrorLostSentAfter, .lastMirrorLostSentAfter:
      return sourceFigure(figure, selections, window)
    case .mirrorPhantoms, .mirrorDuplicated, .mirrorExtraCopies, .mirrorCopiesMax,
      .mirrorOutOfOrder, .mirrorReturned, .firstMirrorDuplicateSentAfter,
      .lastMirrorDuplicateSentAfter,
      .firstMirrorDuplicateAfter, .lastMirrorDuplicateAfter, .mirrorRecordsPerBatch,
      .mirrorArrivals, .firstArrivalAfter, .lastArrivalAfter, .firstMirrorReadAfter,
      .lastMirrorReadAfter, .mirrorThroughput:
      return copyFigure(figure, selections, window)
    case .mirrorGap, .mirrorGapBegins, .mirrorGapEnds:
      return mirrorGap(figure, selections, window)
    case .caughtUpAfter: return caughtUp(selections, window)
    case .backlogCopiedAfter: return backlogCopied(selections, window)
    case .mirrorBacklog, .mirrorBacklogAge: return backlog(figure, selections, at: moment)
    case .recoveryPointRecords, .recoveryPointAge: return recoveryPoint(figure, selections, window)
    case .mirrorLatencyMin, .mirrorLatencyMean, .mirrorLatencyP50, .mirrorLatencyP90,
      .mirrorLatencyP99, .mirrorLatencyMax:
      return mirrorLatency(figure, selections, window)
    case .mirrorJumpedFrom, .mirrorJumpedTo, .mirrorJumpedAfter:
      return mirrorJump(figure, selections, window)
    case _: preconditionFailure("\(figure.rawValue) is no figure of mirrors")
    }
  }

  // MARK: Records of the source.

  /// Calls `body` with every record of the selected partitions of the source.
  func forEachOrigin(
    _ selections: [MirrorSelection], _ body: (_ dense: Int, _ reading: MirrorReading) -> Void
  ) {
    for selection in selections {
      let reading = mirrors[selection.reading]
      for dense in 0..<origins.count {
        let place = Int(origins.place[dense])
        if place >= 0, selection.places[place] { body(dense, reading) }
      }
    }
  }

  private func sourceFigure(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    var count: Int64 = 0
    var sent: (first: Int64, last: Int64)?
    forEachOrigin(selections) { dense, reading in
      if case .mirrored = figure {
        count += reading.copies[dense] > 0 && window.includes(origins.sentAt[dense]) ? 1 : 0
      } else if reading.isLost(dense, origins), window.includes(origins.sentAt[dense]) {
        let time = origins.sentAt[dense]
        count += 1
        sent = (min(sent?.first ?? time, time), max(sent?.last ?? time, time))
      }
    }
    switch figure {
    case .firstMirrorLostSentAfter: return time(sent?.first, in: window)
    case .lastMirrorLostSentAfter: return time(sent?.last, in: window)
    case _: return .count(count)
    }
  }

  func backlog(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], at moment: Int64
  ) -> FigureValue {
    var count: Int64 = 0
    var oldest = moment
    forEachOrigin(selections) { dense, reading in
      let acknowledged = origins.acknowledgedAt[dense]
      guard acknowledged >= 0, acknowledged <= moment, reading.arrivedAt[dense] > moment else {
        return
      }
      count += 1
      oldest = min(oldest, acknowledged)
    }
    return figure == .mirrorBacklog ? .count(count) : .time(moment - oldest)
  }

  private func backlogCopied(_ selections: [MirrorSelection], _ window: Window) -> FigureValue {
    let from = window.begins ?? record.origin.nanoseconds
    var latest = from
    var isWaiting = false
    forEachOrigin(selections) { dense, reading in
      let acknowledged = origins.acknowledgedAt[dense]
      guard acknowledged >= 0, acknowledged <= from else { return }
      if reading.copies[dense] > 0 {
        latest = max(latest, reading.arrivedAt[dense])
      } else if reading.isWaiting(dense, origins) {
        isWaiting = true
      }
    }
    return isWaiting ? .none(.notOver) : time(latest, in: window)
  }

  // MARK: Times.

  /// Between a record's timestamp and that of its append, both in whole milliseconds, as those of Kafka are.
  func mirrorLatency(from sent: Int64, to arrived: Int64) -> Int64 {
    arrived - sent / 1_000_000 * 1_000_000
  }

  private func mirrorLatency(
    _ figure: Scenario.Figure, _ selections: [MirrorSelection], _ window: Window
  ) -> FigureValue {
    var times: [Int64] = []
    forEachOrigin(selections) { dense, reading in
      let sent = origins.sentAt[dense]
      guard reading.copies[dense] > 0, window.includes(sent) else { return }
      times.append(mirrorLatency(from: sent, to: reading.arrivedAt[dense]))
    }
    guard !times.isEmpty else { return .none(.nothingToMeasure) }
    switch figure {
    case .mirrorLatencyMin: return .time(times.min() ?? 0)
    case .mirrorLatencyMean: return .time(times.reduce(0, +) / Int64(times.count))
    case .mirrorLatencyP50: return rank(500, of: times)
    case .mirrorLatencyP90: return rank(900, of: times)
    case .mirrorLatencyP99: return rank(990, of: times)
    case _: return rank(1_000, of: times)
    }
  }

  /// A record that takes longer than this is late.
  private static let late: Int64 = 1_000_000_000

  func caughtUp(_ selections: [MirrorSelection], _ window: Window) -> FigureValue {
    let from = window.begins ?? record.origin.nanoseconds
    let until = min(window.until ?? .max, record.end.nanoseconds)
    var latest = from
    var isWaiting = false
    forEachOrigin(selections) { dense, reading in
      let (sent, arrived) = (origins.sentAt[dense], reading.arrivedAt[dense])
      if arrived > from, arrived <= until, mirrorLatency(from: sent, to: arrived) > Self.late {
        latest = max(latest, arrived)
      }
      let isOpen = reading.copies[dense] > 0 ? arrived > until : reading.isWaiting(dense, origins)
      if isOpen, sent < until - Self.late { isWaiting = true }
    }
    return isWaiting ? .none(.notOver) : time(latest, in: window)
  }
}
