extension Partition {
  /// Serves a fetch; a follower's fetch also says how far it is and may move ISR and high watermark
  /// (`fetchRecords`).
  package mutating func fetch(
    _ request: FetchPartition, by reader: PartitionReader, maxBytes: Int32, minOneMessage: Bool,
    context: PartitionContext, effects: inout [PartitionEffect]
  ) -> PartitionRead {
    let error = check(currentLeaderEpoch: request.currentLeaderEpoch, onlyLeader: true)
    guard error == .none else { return .refused(error) }
    switch reader {
    case .consumer:
      return read(
        request, upTo: log.highWatermark, maxBytes: maxBytes, minOneMessage: minOneMessage)
    case .follower(let replica, let updatesState):
      guard let index = leadership?.followers.firstIndex(where: { $0.id == replica.id }) else {
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

  /// Where a reader's last epoch ends in this log, if that proves that the logs differ; nil if they agree.
  package func divergence(of request: FetchPartition) -> EpochEndOffset? {
    guard request.lastFetchedEpoch != .none,
      let end = log.endOffset(of: request.lastFetchedEpoch),
      end.epoch < request.lastFetchedEpoch || end.endOffset < request.fetchOffset
    else { return nil }
    return end
  }

  private func read(
    _ request: FetchPartition, upTo bound: Offset, maxBytes: Int32, minOneMessage: Bool
  ) -> PartitionRead {
    let (highWatermark, logStart) = (log.highWatermark, log.logStart)
    if request.lastFetchedEpoch != .none {
      if log.endOffset(of: request.lastFetchedEpoch) == nil || request.fetchOffset < logStart {
        return .refused(.offsetOutOfRange)
      }
      if let end = divergence(of: request) {
        return .diverging(end, highWatermark: highWatermark, logStart: logStart)
      }
    }
    guard
      let data = log.read(
        from: request.fetchOffset, upTo: bound, maxBytes: maxBytes, minOneMessage: minOneMessage)
    else { return .refused(.offsetOutOfRange) }
    return .read(data, highWatermark: highWatermark, logStart: logStart)
  }

  /// Source: `updateFollowerFetchState`.
  private mutating func followerFetched(
    _ request: FetchPartition, by replica: FetchRequest.ReplicaState, at index: Int,
    context: PartitionContext, effects: inout [PartitionEffect]
  ) {
    guard let before = leadership?.followers[index] else { return }
    leadership?.followers[index].fetched(
      from: request.fetchOffset, logStart: request.logStart, brokerEpoch: replica.epoch,
      leaderEnd: log.logEnd, now: context.now)
    guard let after = leadership?.followers[index] else { return }
    expandIsr(with: after, context: context, effects: &effects)
    var moved = false
    if before.logEnd != after.logEnd {
      moved = incrementHighWatermark(context: context, effects: &effects)
    }
    if !moved, before.logStart != after.logStart { effects.append(.lowWatermarkMoved(id)) }
  }
}
