/// What a follower does after a fetch response.
package enum FollowerProgress: Hashable, Sendable {
  /// Go on fetching, from the log end.
  case fetching
  /// Ask the leader for its log start and log end, then call `outOfRange`.
  case needsLeaderOffsets
  /// Wait `replica.fetch.backoff.ms`.
  case backOff(ErrorCode)
  /// Stop until there is new leadership information (`markPartitionFailed`).
  case failed
}

extension Partition {
  /// Prepares a new follower for its first fetch; the fetch then starts at the log end.
  ///
  /// Without a leader epoch in its log it first truncates to its high watermark
  /// (`ReplicaManager.initialFetchOffset`, `AbstractFetcherThread.truncateToHighWatermark`).
  package mutating func beginFetching(now: Milliseconds, effects: inout [PartitionEffect]) {
    if behaviour.truncatesByLeaderEpoch, log.latestEpoch == nil {
      truncate(to: log.highWatermark, now: now, effects: &effects)
    }
  }

  /// The follower's entry in its next fetch.
  package func nextFetch(maxBytes: Int32) -> FetchPartition {
    FetchPartition(
      id, fetchOffset: log.logEnd, logStart: log.logStart, currentLeaderEpoch: leaderEpoch,
      lastFetchedEpoch: behaviour.truncatesByLeaderEpoch ? log.latestEpoch ?? .none : .none,
      maxBytes: maxBytes)
  }

  /// Takes in what the leader answered to a fetch of `sent`, one of its answers read where it lies; an answer to another
  /// position is void.
  package mutating func apply(
    _ answers: [FetchPartitionResponse], at place: Int, to sent: FetchPartition, now: Milliseconds,
    effects: inout [PartitionEffect]
  ) -> FollowerProgress {
    guard !isLeader, sent.currentLeaderEpoch == leaderEpoch, sent.fetchOffset == log.logEnd else {
      return .fetching
    }
    switch answers[place].error {
    case .none:
      if let diverging = answers[place].diverging {
        truncate(to: truncationOffset(for: diverging), now: now, effects: &effects)
        return .fetching
      }
      return append(answers, at: place, now: now, effects: &effects)
    case .offsetOutOfRange:
      return .needsLeaderOffsets
    case .fencedLeaderEpoch:
      return .failed
    case let error:
      return .backOff(error)
    }
  }

  /// The leader's log lies elsewhere: cuts off what it does not have, or starts again where it starts
  /// (`AbstractFetcherThread.fetchOffsetAndTruncate`).
  package mutating func outOfRange(
    leaderStart: Offset, leaderEnd: Offset, now: Milliseconds, effects: inout [PartitionEffect]
  ) {
    if leaderEnd < log.logEnd {
      truncate(to: leaderEnd, now: now, effects: &effects)
    } else if leaderStart > log.logEnd {
      let before = log.logEnd
      log.restart(at: leaderStart)
      effects.append(
        .journal(.truncated(id, from: before, to: leaderStart, epoch: leaderEpoch)))
    }
  }

  /// The offset to truncate to when the leader's epoch ends elsewhere (KIP-101, KIP-279); another round may follow.
  package func truncationOffset(for leaderEnd: EpochEndOffset) -> Offset {
    guard let own = log.endOffset(of: leaderEnd.epoch) else {
      return min(leaderEnd.endOffset, log.logEnd)
    }
    if own.epoch != leaderEnd.epoch { return min(own.endOffset, log.logEnd) }
    return min(own.endOffset, leaderEnd.endOffset, log.logEnd)
  }

  /// Truncates and says so, if anything goes.
  mutating func truncate(to offset: Offset, now: Milliseconds, effects: inout [PartitionEffect]) {
    let before = log.logEnd
    if log.truncate(to: offset, now: now) {
      effects.append(.journal(.truncated(id, from: before, to: log.logEnd, epoch: leaderEpoch)))
    }
  }

  /// Source: `ReplicaFetcherThread.processPartitionData`.
  private mutating func append(
    _ answers: [FetchPartitionResponse], at place: Int, now: Milliseconds,
    effects: inout [PartitionEffect]
  ) -> FollowerProgress {
    let hasData = !answers[place].batches.isEmpty
    if hasData { log.noteDirty(now: now) }
    for index in answers[place].batches.indices {
      let batch = answers[place].batches[index]
      guard case .unexpectedOffset(let first, let last) = log.appendAsFollower(batch) else {
        continue
      }
      // The leader's log start lies inside its first batch: begin with that batch.
      guard log.logEnd == log.logStart, first < log.logEnd, last >= log.logEnd else {
        return .failed
      }
      log.restart(at: first)
      _ = log.appendAsFollower(batch)
    }
    // Nothing else lets a reader of a follower go on (`ReplicaFetcherThread.partitionsWithNewHighWatermark`).
    if log.updateHighWatermark(to: answers[place].highWatermark) {
      effects.append(.highWatermarkMoved(id, to: log.highWatermark))
    }
    _ = log.raiseLogStart(to: answers[place].logStart)
    return .fetching
  }
}
