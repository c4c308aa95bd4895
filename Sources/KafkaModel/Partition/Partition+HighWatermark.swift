extension Partition {
  /// Raises the leader's high watermark to what all replicas that count have (`maybeIncrementLeaderHW`).
  ///
  /// Those are the maximal ISR and who is caught up and may join it. Since KAFKA-15583 nothing moves below min ISR.
  @discardableResult
  mutating func incrementHighWatermark(
    context: PartitionContext, effects: inout [PartitionEffect]
  ) -> Bool {
    let logEnd = log.logEnd
    guard isLeader, log.highWatermark < logEnd else { return false }
    if behaviour.strictMinIsr, isUnderMinIsr { return false }
    var mark = logEnd
    for index in lead.followers.indices where lead.followers[index].logEnd < mark {
      let follower = lead.followers[index]
      let counts =
        lead.maximalContains(follower.id)
        || (follower.isCaughtUp(leaderEnd: logEnd, now: context.now, maxLag: replicaLagTimeMax)
          && isEligible(follower, context: context))
      if counts { mark = follower.logEnd }
    }
    guard log.incrementHighWatermark(to: mark) else { return false }
    effects.append(.highWatermarkMoved(id, to: mark))
    return true
  }

  /// True for a follower that the controller would let into the ISR, as far as this broker knows
  /// (KIP-841, KIP-903): not fenced, not shutting down, and fetching under its present registration.
  func isEligible(_ follower: FollowerState, context: PartitionContext) -> Bool {
    guard let known = context.brokers[follower.id], !known.fenced, !known.inControlledShutdown,
      let epoch = follower.brokerEpoch
    else { return false }
    return epoch == .none || epoch == known.epoch
  }

  /// Up to where all replicas, in sync or not, have the log by their last fetches; nil if this broker does not lead.
  package var replicatedEnd: Offset? {
    guard isLeader else { return nil }
    return lead.followers.reduce(log.highWatermark) { min($0, $1.logEnd) }
  }

  /// How a produce request that waits for `required` to be committed stands (`checkEnoughReplicasReachOffset`).
  package func acksAll(required: Offset) -> AcksAllProgress {
    guard isLeader else { return .notLeader }
    guard log.highWatermark >= required else { return .waiting }
    return .reached(
      effectiveMinIsr <= lead.maximal.count ? .none : .notEnoughReplicasAfterAppend)
  }

  /// The smallest log start of the leader and all live followers; -1 before a live follower has fetched.
  package func lowWatermark(brokers: BrokerView) -> Offset {
    var mark = log.logStart
    for follower in leadership?.followers ?? [] where follower.logStart < mark {
      if brokers.aliveEpoch(of: follower.id) != nil { mark = follower.logStart }
    }
    return mark
  }

  /// DeleteRecords at the leader; -1 stands for the high watermark.
  package mutating func deleteRecords(before offset: Offset, brokers: BrokerView) -> RecordDeletion
  {
    guard isLeader else { return .refused(.notLeaderOrFollower) }
    let target = offset == .none ? log.highWatermark : offset
    guard target >= .zero, log.raiseLogStart(to: target) else { return .refused(.offsetOutOfRange) }
    return .deleted(offset: target, lowWatermark: lowWatermark(brokers: brokers))
  }
}
