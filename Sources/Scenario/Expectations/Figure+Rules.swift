extension Scenario.Figure {
  /// Kinds of subjects.
  package enum SubjectKind: String, Hashable, Sendable, CaseIterable {
    case estate
    case cluster
    case topic
    case partition
    case broker
    case producer
  }

  package var unit: Unit {
    switch self {
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .lostRuns,
      .failedButInLog, .duplicated, .extraCopies, .outOfOrder, .isrSize, .leaderEpoch,
      .logEndOffset, .highWatermark, .leadersMoved, .shrinksAskedByLeader, .truncations,
      .truncatedTo, .sendBlocked:
      .count
    case .runLength: .decimal
    case .writeGap, .gapBegins, .gapEnds, .firstAck, .latencyP50, .latencyP90, .latencyP99,
      .latencyMax, .electionAfter, .leaderAppliedAfter, .leaderLearnedAfter, .isrShrunkAfter,
      .isrFullAfter, .fencedAfter, .unfencedAfter, .exitedAfter, .firstErrorAfter,
      .lastErrorAfter, .firstFailedSentAfter, .lastFailedSentAfter, .sendBlockedTotal,
      .sendBlockedLongest, .sendBlockedAfter:
      .time
    case .partitionShare, .largestShare, .smallestShare: .share
    case .leader: .node
    case .isr: .nodes
    }
  }

  /// What the figure can be asked of.
  package var subjects: [SubjectKind] {
    switch self {
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .lostRuns,
      .failedButInLog, .duplicated, .extraCopies, .outOfOrder, .writeGap, .gapBegins, .gapEnds,
      .firstAck, .latencyP50, .latencyP90, .latencyP99, .latencyMax, .firstErrorAfter,
      .lastErrorAfter, .firstFailedSentAfter, .lastFailedSentAfter:
      [.estate, .cluster, .topic, .partition, .producer]
    case .sendBlocked, .sendBlockedTotal, .sendBlockedLongest, .sendBlockedAfter:
      [.estate, .producer]
    case .partitionShare: [.partition]
    case .largestShare, .smallestShare: [.topic]
    case .runLength: [.topic, .producer]
    case .leader, .isr, .isrSize, .leaderEpoch, .logEndOffset, .highWatermark: [.partition]
    case .leadersMoved, .electionAfter, .leaderAppliedAfter, .isrShrunkAfter, .isrFullAfter,
      .shrinksAskedByLeader:
      [.estate, .cluster, .topic, .partition]
    case .leaderLearnedAfter: [.producer]
    case .fencedAfter, .unfencedAfter, .exitedAfter: [.broker]
    case .truncations: [.estate, .cluster, .topic, .partition, .broker]
    case .truncatedTo: [.partition]
    }
  }

  /// Whether the figure is counted from a step, so that `from` must be there.
  package var needsFrom: Bool {
    switch self {
    case .gapBegins, .gapEnds, .firstAck, .electionAfter, .leaderAppliedAfter,
      .leaderLearnedAfter, .isrShrunkAfter, .isrFullAfter, .fencedAfter, .unfencedAfter,
      .exitedAfter, .firstErrorAfter, .lastErrorAfter, .firstFailedSentAfter,
      .lastFailedSentAfter, .sendBlockedAfter:
      true
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .lostRuns,
      .failedButInLog, .duplicated, .extraCopies, .outOfOrder, .writeGap, .latencyP50,
      .latencyP90, .latencyP99, .latencyMax, .partitionShare, .largestShare, .smallestShare,
      .runLength, .leader, .isr, .isrSize, .leaderEpoch, .logEndOffset, .highWatermark,
      .leadersMoved, .shrinksAskedByLeader, .truncations, .truncatedTo, .sendBlocked,
      .sendBlockedTotal, .sendBlockedLongest:
      false
    }
  }

  /// Whether the figure is a state, which has a moment (`at`, or `after` a step and `plus`).
  package var isState: Bool {
    switch self {
    case .leader, .isr, .isrSize, .leaderEpoch, .logEndOffset, .highWatermark: true
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .lostRuns,
      .failedButInLog, .duplicated, .extraCopies, .outOfOrder, .writeGap, .gapBegins, .gapEnds,
      .firstAck, .latencyP50, .latencyP90, .latencyP99, .latencyMax, .partitionShare,
      .largestShare, .smallestShare, .runLength, .leadersMoved, .electionAfter,
      .leaderAppliedAfter, .leaderLearnedAfter, .isrShrunkAfter, .isrFullAfter,
      .shrinksAskedByLeader, .fencedAfter, .unfencedAfter, .exitedAfter, .truncations,
      .truncatedTo, .firstErrorAfter, .lastErrorAfter, .firstFailedSentAfter,
      .lastFailedSentAfter, .sendBlocked, .sendBlockedTotal, .sendBlockedLongest,
      .sendBlockedAfter:
      false
    }
  }
}
