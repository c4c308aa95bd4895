extension Partition {
  /// Appends a client's batch on the leader (`appendRecordsToLeader`), unless its timestamps are ahead of the broker's clock by
  /// more than the topic allows (`LogValidator.validateTimestamp`).
  ///
  /// A caller with acks=all waits until `acksAll(required:)` is reached for the last offset + 1.
  package mutating func append(
    _ batch: RecordBatch, acks: Acks, context: PartitionContext,
    effects: inout [PartitionEffect]
  ) -> LogAppend {
    guard isLeader else { return .refused(.notLeaderOrFollower) }
    if acks == .all, isUnderMinIsr { return .refused(.notEnoughReplicas) }
    if let limit = log.settings.timestampAfterMax, batch.maxTimestamp - context.now > limit {
      return .refused(.invalidTimestamp)
    }
    log.noteDirty(now: context.now)
    var batch = batch
    batch.appendedAt = LogAppendTime(context.now)
    let outcome = log.appendAsLeader(batch, epoch: leaderEpoch)
    switch outcome {
    case .appended:
      effects.append(.logEndMoved(id, to: log.logEnd))
      incrementHighWatermark(context: context, effects: &effects)
    case .duplicate:
      incrementHighWatermark(context: context, effects: &effects)
    case .refused:
      break
    }
    return outcome
  }
}
