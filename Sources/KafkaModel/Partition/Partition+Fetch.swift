extension Partition {
  /// Serves a fetch; a follower's fetch also says how far it is and may move ISR and high watermark
  /// (`fetchRecords`).
  package mutating func fetch(
    _ request: FetchPartition, by reader: PartitionReader, maxBytes: Int32, minOneMessage: Bool,
    context: PartitionContext, effects: inout [PartitionEffect]
  ) -> PartitionRead {
    let error = check(
      currentLeaderEpoch: request.currentLeaderEpoch, onlyLeader: reader != .consumer)
    guard error == .none else { return .refused(error) }
    switch reader {
    case .consumer:
      // Followers serve consumers too, up to their own high watermark (KIP-392).
      return read(
        request, upTo: log.highWatermark, maxBytes: maxBytes, minOneMessage: minOneMessage)
    case .follower(let replica, let updatesState):
      guard let index = lead.position(of: replica.id) else {
        return .refused(
          request.currentLeaderEpoch == .none ? .notLeaderOrFollower : .unknownLeaderEpoch)
      }
      let answer = read(
        request, upTo: log.logEnd, maxBytes: maxBytes, minOneMessage: minOneMessage)
      guard case .read = answer, updatesState else { return answer }
      if replica.epoch != .none, let alive = context.brokers.aliveEpoch(of: replica.id),
        alive > replica.epoch
      {
        return .refused(.notLeaderOrFollower)
      }
      followerFetched(request, by: replica, at: index, context: context, effects: &effects)
      return answer
    }
  }

  /// Whether a fetch finds nothing because its reader has all there is. Inlined, so that nothing is copied.
  @inline(__always)
  func isReadToEnd(_ request: FetchPartition, isFollower: Bool) -> Bool {
    guard isLeader, request.currentLeaderEpoch == leaderEpoch else { return false }
    guard isFollower else {
      return request.fetchOffset == log.highWatermark && request.lastFetchedEpoch == .none
    }
    return request.fetchOffset == log.logEnd
      && (request.lastFetchedEpoch == .none
        || request.lastFetchedEpoch == log.leaderEpochs.latestEpoch)
  }

  /// What became of noting a follower's fetch that is read to the end.
  enum EndNoted {
    /// `fetch` must refuse it; nothing is noted.
    case refused
    case noted
    /// The same fetch would note nothing but its time if it came again: the high watermark waits for this replica.
    case settled
  }

  /// Takes note of a follower whose fetch is read to the end.
  mutating func followerFetchedAtEnd(
    _ request: FetchPartition, by replica: FetchRequest.ReplicaState, context: PartitionContext,
    effects: inout [PartitionEffect]
  ) -> EndNoted {
    guard let index = lead.position(of: replica.id) else { return .refused }
    if replica.epoch != .none, let alive = context.brokers.aliveEpoch(of: replica.id),
      alive > replica.epoch
    {
      return .refused
    }
    let counts = followerFetched(
      request, by: replica, at: index, context: context, effects: &effects)
    return counts ? .settled : .noted
  }

  /// A settled follower has fetched again, last at this time.
  mutating func followerFetchedAgain(_ follower: NodeID, now: Milliseconds) {
    guard let index = lead.position(of: follower) else { return }
    lead.followers[index].fetchedAgain(now: now)
  }

  /// The newest batch, if that is all that `fetch` would find for a follower whose state it does not update.
  @inline(__always)
  func newestBatch(for request: FetchPartition, of follower: NodeID) -> RecordBatch? {
    guard isLeader, request.currentLeaderEpoch == leaderEpoch,
      request.fetchOffset >= log.logStart,
      request.lastFetchedEpoch == .none
        || request.lastFetchedEpoch == log.leaderEpochs.latestEpoch,
      lead.position(of: follower) != nil
    else { return nil }
    return log.newestBatch(from: request.fetchOffset, upTo: log.logEnd)
  }

  /// Where a reader's last epoch ends in this log, if that proves that the logs differ; nil if they agree.
  package func divergence(of request: FetchPartition) -> EpochEndOffset? {
    guard request.lastFetchedEpoch != .none,
      let end = log.endOffset(of: request.lastFetchedEpoch), Self.diverges(request, from: end)
    else { return nil }
    return end
  }

  private static func diverges(_ request: FetchPartition, from end: EpochEndOffset) -> Bool {
    end.epoch < request.lastFetchedEpoch || end.endOffset < request.fetchOffset
  }

  /// What a parked fetch would find here (`DelayedFetch.tryComplete`); nil if it must be answered whatever it
  /// finds. No more than `wanted` need be told. Changes nothing: it is mutating so that a partition is asked where it
  /// lies and never copied.
  mutating func readableBytes(
    _ asked: FetchPartition, isFollower: Bool, wanted: Int64
  ) -> Int64? {
    guard
      check(currentLeaderEpoch: asked.currentLeaderEpoch, onlyLeader: isFollower) == .none
    else { return nil }
    let end = isFollower ? log.logEnd : log.highWatermark
    if asked.fetchOffset > end {
      return log.isInOlderSegment(end, than: asked.fetchOffset) ? nil : 0
    }
    if asked.lastFetchedEpoch != log.latestEpoch ?? .none, divergence(of: asked) != nil {
      return nil
    }
    if asked.fetchOffset == end { return 0 }
    if wanted <= 1, isFollower, asked.maxBytes > 0, log.hasBatch(from: asked.fetchOffset) {
      return 1
    }
    if log.isInOlderSegment(asked.fetchOffset, than: end) { return nil }
    return min(log.bytes(from: asked.fetchOffset, upTo: end), Int64(asked.maxBytes))
  }

  private mutating func read(
    _ request: FetchPartition, upTo bound: Offset, maxBytes: Int32, minOneMessage: Bool
  ) -> PartitionRead {
    let (highWatermark, logStart) = (log.highWatermark, log.logStart)
    if request.fetchOffset == log.logEnd, request.lastFetchedEpoch == log.latestEpoch ?? .none {
      return .read(.nothing, highWatermark: highWatermark, logStart: logStart)
    }
    if request.lastFetchedEpoch != .none {
      guard request.fetchOffset >= logStart, let end = log.endOffset(of: request.lastFetchedEpoch)
      else { return .refused(.offsetOutOfRange) }
      if Self.diverges(request, from: end) {
        return .diverging(end, highWatermark: highWatermark, logStart: logStart)
      }
    }
    guard
      let data = log.read(
        from: request.fetchOffset, upTo: bound, maxBytes: maxBytes, minOneMessage: minOneMessage)
    else { return .refused(.offsetOutOfRange) }
    return .read(data, highWatermark: highWatermark, logStart: logStart)
  }

  /// True if the high watermark waits for the follower. Source: `updateFollowerFetchState`.
  @discardableResult
  @inline(__always)
  private mutating func followerFetched(
    _ request: FetchPartition, by replica: FetchRequest.ReplicaState, at index: Int,
    context: PartitionContext, effects: inout [PartitionEffect]
  ) -> Bool {
    let logEndBefore = lead.followers[index].logEnd
    let logStartBefore = lead.followers[index].logStart
    lead.followers[index].fetched(
      from: request.fetchOffset, logStart: request.logStart, brokerEpoch: replica.epoch,
      leaderEnd: log.logEnd, now: context.now)
    var counts = lead.maximalContains(replica.id)
    if !counts, !lead.isChanging {
      expandIsr(with: lead.followers[index], context: context, effects: &effects)
      counts = lead.maximalContains(replica.id)
    }
    var moved = false
    if logEndBefore != request.fetchOffset {
      moved = incrementHighWatermark(context: context, effects: &effects)
    }
    if !moved, logStartBefore != request.logStart { effects.append(.lowWatermarkMoved(id)) }
    return counts
  }
}
