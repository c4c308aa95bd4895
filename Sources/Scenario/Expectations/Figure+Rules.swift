extension Scenario.Figure {
  /// Kinds of subjects.
  package enum SubjectKind: String, Hashable, Sendable, CaseIterable {
    case estate
    case cluster
    case topic
    case partition
    case broker
    case producer
    case group
    case member
    case mirror
    case connector
    case task
    case worker
  }

  /// What can be asked of a figure, and how.
  private struct Rule {
    var unit: Unit
    var subjects: [SubjectKind]
    var kind = Kind.counted
    var isSigned = false
    var needsThreshold = false

    init(
      _ unit: Unit, of subjects: [SubjectKind], _ kind: Kind = .counted, isSigned: Bool = false,
      needsThreshold: Bool = false
    ) {
      self.unit = unit
      self.subjects = subjects
      self.kind = kind
      self.isSigned = isSigned
      self.needsThreshold = needsThreshold
    }

    enum Kind {
      /// Between two steps, or over the whole run.
      case counted
      /// A time since the step `from`, which must be there.
      case fromStep
      /// At one moment.
      case state
    }
  }

  /// What the figure is counted in.
  package var unit: Unit { rule.unit }

  /// What the figure can be asked of.
  package var subjects: [SubjectKind] { rule.subjects }

  /// Whether the figure is counted from a step, so that `from` must be there.
  package var needsFrom: Bool {
    switch rule.kind {
    case .fromStep: true
    case .counted, .state: false
    }
  }

  /// Whether the figure is a state, which has a moment (`at`, or `after` a step and `plus`).
  package var isState: Bool {
    switch rule.kind {
    case .state: true
    case .counted, .fromStep: false
    }
  }

  /// Whether a count can be below zero.
  package var isSigned: Bool { rule.isSigned }

  /// Whether only times longer than `over` count.
  package var needsThreshold: Bool { rule.needsThreshold }

  /// Whether the figure is one of consumer groups.
  package var isOfGroups: Bool {
    rule.subjects.contains(.group) || rule.subjects.contains(.member)
  }

  /// Whether the figure is one of mirrors or of the Connect clusters that run them.
  package var isOfMirrors: Bool { rule.subjects.contains(.mirror) }

  private static let written: [SubjectKind] = [.estate, .cluster, .topic, .partition, .producer]
  private static let kept: [SubjectKind] = [.estate, .cluster, .topic, .partition]
  private static let read: [SubjectKind] = kept + [.group, .member, .connector, .task]
  private static let called: [SubjectKind] = [.estate, .cluster, .group, .member]
  private static let coordinated: [SubjectKind] = [.estate, .cluster, .group, .mirror]
  private static let copied: [SubjectKind] = [.estate, .topic, .partition, .mirror, .connector]
  private static let run: [SubjectKind] = [.estate, .mirror, .connector, .task, .worker]
  private static let joined: [SubjectKind] = [.estate, .mirror, .worker]

  private var rule: Rule {
    switch self {
    case .sent, .acked, .failed, .unresolved, .inLog, .acknowledgedLost, .lostRuns,
      .failedButInLog, .duplicated, .extraCopies, .outOfOrder:
      Rule(.count, of: Self.written)
    case .writeGap, .latencyP50, .latencyP90, .latencyP99, .latencyMax:
      Rule(.time, of: Self.written)
    case .gapBegins, .gapEnds, .firstAck, .firstErrorAfter, .lastErrorAfter,
      .firstFailedSentAfter, .lastFailedSentAfter:
      Rule(.time, of: Self.written, .fromStep)
    case .sendBlocked: Rule(.count, of: [.estate, .producer])
    case .sendBlockedTotal, .sendBlockedLongest: Rule(.time, of: [.estate, .producer])
    case .sendBlockedAfter: Rule(.time, of: [.estate, .producer], .fromStep)
    case .partitionShare: Rule(.share, of: [.partition])
    case .largestShare, .smallestShare: Rule(.share, of: [.topic])
    case .runLength: Rule(.decimal, of: [.topic, .producer])
    case .leader: Rule(.node, of: [.partition], .state)
    case .isr: Rule(.nodes, of: [.partition], .state)
    case .isrSize, .leaderEpoch, .logEndOffset, .highWatermark, .logStartOffset:
      Rule(.count, of: [.partition], .state)
    case .leadersMoved, .shrinksAskedByLeader: Rule(.count, of: Self.kept)
    case .electionAfter, .leaderAppliedAfter, .isrShrunkAfter, .isrFullAfter:
      Rule(.time, of: Self.kept, .fromStep)
    case .leaderLearnedAfter: Rule(.time, of: [.producer], .fromStep)
    case .fencedAfter, .unfencedAfter, .exitedAfter: Rule(.time, of: [.broker], .fromStep)
    case .truncations: Rule(.count, of: [.estate, .cluster, .topic, .partition, .broker])
    case .truncatedTo: Rule(.count, of: [.partition])
    case .delivered, .deliveredDistinct, .deliveredAgain, .reRead, .skipped, .neverDelivered,
      .phantoms, .divergenceOffset, .deliveredBelowLogStart, .deliveredUntold,
      .deliveredUntoldAgain, .processed, .processedTwice, .neverProcessed, .firstOffsetDelivered,
      .jumpedFrom, .jumpedTo, .assignments, .revocations, .losses, .largestRecordsLag,
      .largestRecordsLagMax, .smallestRecordsLead:
      Rule(.count, of: Self.read)
    case .failoverReRead: Rule(.count, of: Self.read, .fromStep)
    case .failoverSkipped: Rule(.count, of: Self.read)
    case .deliveryPauses, .unreadPartitions: Rule(.count, of: Self.read, needsThreshold: true)
    case .deliveryPaused: Rule(.time, of: Self.read, needsThreshold: true)
    case .deliveryGap, .deliveryStall, .deliveryAgeP50, .deliveryAgeP99, .deliveryAgeMax:
      Rule(.time, of: Self.read)
    case .deliveryGapBegins, .deliveryGapEnds, .firstDeliveryAfter, .jumpedAfter, .assignedAfter,
      .lastAssignedAfter, .revokedAfter, .lostAfter, .offsetsGoneAfter, .offsetsSeenUntil:
      Rule(.time, of: Self.read, .fromStep)
    case .callbackAfter, .memberErrorAfter, .commitSyncEnds, .closedAfter:
      Rule(.time, of: Self.called, .fromStep)
    case .rebalanceCallbacks, .memberErrors: Rule(.count, of: Self.called)
    case .commitSyncLongest, .closeTook: Rule(.time, of: Self.called)
    case .rebalances, .generations: Rule(.count, of: Self.coordinated)
    case .generationAfter: Rule(.time, of: Self.coordinated, .fromStep)
    case .rebalanceLongest: Rule(.time, of: Self.coordinated)
    case .ownedPartitions, .position, .committedOffset, .recordsLag, .recordsLead, .recordsLagMax:
      Rule(.count, of: Self.read, .state)
    case .lastCommitAge: Rule(.time, of: Self.read, .state)
    case .groupLag: Rule(.count, of: Self.read, .state, isSigned: true)
    case .largestGroupLag, .smallestGroupLag: Rule(.count, of: Self.read, isSigned: true)
    case .mirrored, .mirrorLost, .mirrorPhantoms, .mirrorDuplicated, .mirrorExtraCopies,
      .mirrorCopiesMax, .mirrorOutOfOrder, .mirrorReturned, .mirrorArrivals, .mirrorJumpedFrom,
      .mirrorJumpedTo:
      Rule(.count, of: Self.copied)
    case .mirrorGap, .mirrorLatencyMin, .mirrorLatencyMean, .mirrorLatencyP50, .mirrorLatencyP90,
      .mirrorLatencyP99, .mirrorLatencyMax:
      Rule(.time, of: Self.copied)
    case .firstMirrorLostSentAfter, .lastMirrorLostSentAfter, .firstMirrorDuplicateSentAfter,
      .lastMirrorDuplicateSentAfter, .firstMirrorDuplicateAfter, .lastMirrorDuplicateAfter,
      .mirrorGapBegins, .mirrorGapEnds, .firstArrivalAfter, .lastArrivalAfter, .caughtUpAfter,
      .backlogCopiedAfter, .firstMirrorReadAfter, .lastMirrorReadAfter, .mirrorJumpedAfter:
      Rule(.time, of: Self.copied, .fromStep)
    case .mirrorBacklog: Rule(.count, of: Self.copied, .state)
    case .mirrorBacklogAge: Rule(.time, of: Self.copied, .state)
    case .recoveryPointRecords: Rule(.count, of: Self.copied, .fromStep)
    case .recoveryPointAge: Rule(.time, of: Self.copied, .fromStep)
    case .mirrorThroughput: Rule(.bandwidth, of: Self.copied)
    case .mirrorRecordsPerBatch: Rule(.decimal, of: Self.copied)
    case .connectorState: Rule(.word, of: [.estate, .mirror, .connector], .state)
    case .taskState: Rule(.word, of: [.estate, .mirror, .connector, .task], .state)
    case .tasksFailed, .offsetCommits, .offsetCommitsFailed: Rule(.count, of: Self.run)
    case .taskFailedAfter, .taskStartedAfter, .lastTaskStartedAfter, .taskStoppedAfter,
      .taskStopFailedAfter, .offsetCommitAfter:
      Rule(.time, of: Self.run, .fromStep)
    case .sourceOffsetAge: Rule(.time, of: Self.run, .state)
    case .workerLostCoordinatorAfter, .assignmentGivenUpAfter, .workerJoinedAfter,
      .lastWorkerJoinedAfter:
      Rule(.time, of: Self.joined, .fromStep)
    case .rebalanceDelayLongest: Rule(.time, of: Self.joined)
    }
  }
}
