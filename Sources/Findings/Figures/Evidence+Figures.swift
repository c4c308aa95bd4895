import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

extension Evidence {
  /// What a figure came to, read from the ledger, the surviving logs and the journal.
  package func answer(to question: Question) -> FigureValue {
    let window: Window
    do {
      window = try Window(question, in: self)
    } catch {
      return .none(.stepNotFired(error.step))
    }
    let selection = Selection(question, in: self)
    switch question.figure {
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .failedButInLog,
      .duplicated, .extraCopies, .outOfOrder:
      return .count(recordCount(question.figure, selection, window))
    case .lostRuns: return .count(lostRuns(selection, window))
    case .writeGap, .gapBegins, .gapEnds, .firstAck:
      return flow(question.figure, selection, window)
    case .latencyP50: return latency(perMille: 500, selection, window)
    case .latencyP90: return latency(perMille: 900, selection, window)
    case .latencyP99: return latency(perMille: 990, selection, window)
    case .latencyMax: return latency(perMille: 1_000, selection, window)
    case .partitionShare, .largestShare, .smallestShare:
      return share(question.figure, selection, window)
    case .runLength: return runLength(selection, window)
    case .leader, .isr, .isrSize, .leaderEpoch, .logEndOffset, .highWatermark:
      return state(question, selection)
    case .leadersMoved: return .count(leadersMoved(selection, window))
    case .electionAfter: return electionAfter(selection, window)
    case .leaderAppliedAfter: return leaderAppliedAfter(selection, window)
    case .leaderLearnedAfter: return leaderLearnedAfter(selection, window)
    case .isrShrunkAfter: return isrShrunkAfter(selection, window)
    case .isrFullAfter: return isrFullAfter(selection, window)
    case .shrinksAskedByLeader, .truncations, .truncatedTo:
      return replicaFigure(question.figure, selection, window)
    case .fencedAfter, .unfencedAfter, .exitedAfter:
      return brokerFigure(question.figure, selection, window)
    case .firstErrorAfter, .lastErrorAfter, .firstFailedSentAfter, .lastFailedSentAfter:
      return errorTime(question.figure, selection, window)
    case .sendBlocked, .sendBlockedTotal, .sendBlockedLongest, .sendBlockedAfter:
      return blocking(question.figure, selection, window)
    }
  }

  /// A time counted from the window's step.
  func time(_ time: Int64?, in window: Window) -> FigureValue {
    guard let time else { return .none(.neverHappened) }
    return .time(time - (window.from ?? record.origin.nanoseconds))
  }
}
