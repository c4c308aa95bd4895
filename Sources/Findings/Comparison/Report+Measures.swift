import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures that only comparisons show.
extension Report {
  func value(of measure: ComparedFigure.Measure) -> FigureValue {
    switch measure {
    case .throughput: throughput
    case .outage: .time(availability.flatMap(\.gaps).map(\.felt).max() ?? 0)
    case .mirrorOutage: mirrorOutage
    case .catchUp: catchUp
    case .recoveryPoint: recoveryPoint
    case .recoveryTime: recoveryTime
    case .mirrorPoint: mirrorPoint(.mirrorBacklog)
    case .mirrorPointAge: mirrorPoint(.mirrorBacklogAge)
    case .movedWrites: movedWrites
    case .movedReads: movedReads
    case .movedReRead: movedReRead
    case .mirrorCatchUp: mirrorCatchUp
    }
  }

  private func mirrorPoint(_ figure: Scenario.Figure) -> FigureValue {
    let all = evidence.mirrors(of: Question(.mirrorBacklog, of: .estate))
    return evidence.backlog(figure, all, at: fired.first ?? record.end.nanoseconds)
  }

  private var mirrorOutage: FigureValue {
    .time(mirrors.flatMap(\.rows).flatMap(\.gaps).map(\.felt).max() ?? 0)
  }

  private var mirrorCatchUp: FigureValue {
    guard let last = fired.last else { return .none(.nothingToMeasure) }
    var window = Window()
    let undone = record.journal.entries.compactMap { entry -> Int64? in
      guard case .undone = entry.happening else { return nil }
      return entry.at.nanoseconds
    }
    window.begins = max(last, undone.max() ?? last)
    window.from = window.begins
    return evidence.caughtUp(
      evidence.mirrors(of: Question(.caughtUpAfter, of: .estate)), window)
  }

  private var throughput: FigureValue {
    var acknowledged: Int64 = 0
    var (first, last) = (Int64.max, Int64.min)
    for producer in record.producers {
      let ledger = producer.ledger
      for number in 0..<ledger.count {
        first = min(first, ledger[number].sentAt)
        guard ledger[number].outcome == .acknowledged else { continue }
        acknowledged += 1
        last = max(last, ledger[number].completedAt)
      }
    }
    guard acknowledged > 0, last > first else { return .none(.nothingToMeasure) }
    // Tenths of records each second: more digits would be noise.
    let (high, low) = acknowledged.multipliedFullWidth(by: 10_000_000_000)
    guard high < last - first else { return .none(.nothingToMeasure) }
    return .thousandths((last - first).dividingFullWidth((high, low)).quotient * 100)
  }

  /// When steps fired, ascending.
  private var fired: [Int64] { record.steps.compactMap { $0.firedAt?.nanoseconds }.sorted() }

  private var recoveryPoint: FigureValue {
    var longest: Int64 = 0
    for run in anomalies where run.kind == .lostWrite {
      guard let acknowledged = run.completed?.upperBound else { continue }
      longest = max(longest, acknowledged - run.sent.lowerBound)
    }
    return .time(longest)
  }

  /// Of gaps in which a step fired, longer than what the partition shows without one.
  ///
  /// An answer that was under way when the step fired ends what was before, so a gap may begin a moment after its step.
  private var recoveryTime: FigureValue {
    let fired = fired
    guard let first = fired.first else { return .none(.nothingToMeasure) }
    var longest: Int64 = 0
    for one in availability {
      let usual = one.gaps.filter { $0.gap.ends <= first }.map(\.felt).max() ?? 0
      for gap in one.gaps.filter({ $0.felt > usual }).map(\.gap) {
        let answered = gap.begins - Availability.threshold
        guard let step = fired.first(where: { $0 >= answered && $0 <= gap.ends }) else { continue }
        guard gap.isOver else { return .none(.notOver) }
        longest = max(longest, gap.ends - step)
      }
    }
    return .time(longest)
  }

  private var catchUp: FigureValue {
    guard let first = fired.first else { return .none(.nothingToMeasure) }
    var longest: Int64?
    for reading in evidence.readings {
      var wasHanded = [Bool](repeating: false, count: evidence.slots.count)
      var usual: Int64 = 0
      var late: (from: Int64, until: Int64)?
      var isLate = false
      for handed in reading.handed {
        let run = evidence.slots(of: handed)
        for index in 0..<run.count where run.number(index) != nil && !wasHanded[run[index]] {
          wasHanded[run[index]] = true
          let age = handed.at - evidence.sentAt(handed.batch.content, run, index)
          if handed.at < first {
            usual = max(usual, age)
          } else {
            isLate = age > usual + Availability.threshold
            if isLate { late = (late?.from ?? handed.at, handed.at) }
          }
        }
      }
      // A group that lags at the end has not caught up.
      if isLate { return .none(.notOver) }
      longest = max(longest ?? 0, late.map { $0.until - $0.from } ?? 0)
    }
    return longest.map { .time($0) } ?? .none(.nothingToMeasure)
  }
}
