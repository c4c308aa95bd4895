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
    guard !asksMirrors(question) else { return mirrorFigure(question, window) }
    guard !question.figure.isOfGroups else { return groupFigure(question, window) }
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
    case .leader, .isr, .isrSize, .leaderEpoch, .logStartOffset, .logEndOffset, .highWatermark:
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
    case _: preconditionFailure("\(question.figure.rawValue) is a figure of groups")
    }
  }

  /// Figures of consumer groups, summed over the groups of the question or the first or largest of them.
  private func groupFigure(_ question: Question, _ window: Window) -> FigureValue {
    let moment: Int64
    do {
      moment = try self.moment(of: question)
    } catch {
      return .none(.stepNotFired(error.step))
    }
    let owning = question.figure.isState ? moment : window.from ?? record.end.nanoseconds
    let groups = groups(of: question, at: owning)
    switch question.figure {
    case .delivered, .deliveredDistinct, .deliveredAgain, .reRead, .phantoms,
      .deliveredBelowLogStart, .deliveredUntold, .deliveredUntoldAgain, .processed,
      .processedTwice:
      return .count(groups.reduce(0) { $0 + readCount(question.figure, $1, window) })
    case .skipped, .neverDelivered, .neverProcessed:
      return .count(groups.reduce(0) { $0 + missed(question.figure, $1, window) })
    case .failoverReRead: return .count(groups.reduce(0) { $0 + failoverReRead($1, window) })
    case .failoverSkipped: return .count(groups.reduce(0) { $0 + failoverSkipped($1, window) })
    case .divergenceOffset: return divergence(groups, window)
    case .deliveryGap, .deliveryGapBegins, .deliveryGapEnds:
      return deliveryGap(question.figure, groups, window)
    case .deliveryStall: return deliveryStall(groups, window)
    case .deliveryPauses, .deliveryPaused:
      return pauses(question.figure, groups, window, over: question.over?.nanoseconds ?? 0)
    case .unreadPartitions: return unread(groups, over: question.over?.nanoseconds ?? 0)
    case .firstDeliveryAfter, .firstOffsetDelivered:
      return firstDelivery(question.figure, groups, window)
    case .jumpedFrom, .jumpedTo, .jumpedAfter: return jump(question.figure, groups, window)
    case .deliveryAgeP50: return deliveryAge(perMille: 500, question, groups, window)
    case .deliveryAgeP99: return deliveryAge(perMille: 990, question, groups, window)
    case .deliveryAgeMax: return deliveryAge(perMille: 1_000, question, groups, window)
    case .assignedAfter, .lastAssignedAfter, .revokedAfter, .lostAfter, .callbackAfter,
      .assignments, .revocations, .losses, .rebalanceCallbacks:
      return callbacks(question.figure, groups, window)
    case .ownedPartitions: return .count(owned(groups, before: moment))
    case .rebalances, .generations, .generationAfter, .rebalanceLongest:
      return rebalances(question.figure, groups, window)
    case .memberErrors, .memberErrorAfter:
      return memberErrors(question, groups, window)
    case .commitSyncLongest, .commitSyncEnds, .closeTook, .closedAfter:
      return calls(question.figure, groups, window)
    case .position: return position(groups, at: moment)
    case .committedOffset, .lastCommitAge: return committed(question.figure, groups, at: moment)
    case .offsetsGoneAfter, .offsetsSeenUntil: return offsetsGone(question.figure, groups, window)
    case .groupLag: return groupLag(groups, at: moment, isEnd: question.moment == nil)
    case .recordsLag, .recordsLead, .recordsLagMax:
      return clientLag(question.figure, groups, at: moment)
    case .largestGroupLag, .smallestGroupLag, .largestRecordsLag, .largestRecordsLagMax,
      .smallestRecordsLead:
      return lagExtreme(question.figure, groups, window)
    case _: preconditionFailure("\(question.figure.rawValue) is no figure of groups")
    }
  }

  /// A time counted from the window's step.
  func time(_ time: Int64?, in window: Window) -> FigureValue {
    guard let time else { return .none(.neverHappened) }
    return .time(time - (window.from ?? record.origin.nanoseconds))
  }

  /// The value that so many of 1000 do not exceed (nearest rank).
  func rank(_ perMille: Int, of values: [Int64]) -> FigureValue {
    guard !values.isEmpty else { return .none(.nothingToMeasure) }
    let sorted = values.sorted()
    let rank = (sorted.count * perMille + 999) / 1_000
    return .time(sorted[max(rank, 1) - 1])
  }
}
