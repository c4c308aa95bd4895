extension Partition {
  /// The ISR members that lag too far, none while a change is under way (`getOutOfSyncReplicas`).
  package func outOfSyncReplicas(now: Milliseconds) -> [NodeID] {
    guard let leadership, !leadership.isr.isInFlight else { return [] }
    return leadership.isr.committed.filter { member in
      guard member != broker else { return false }
      guard let follower = leadership.followers.first(where: { $0.id == member }) else {
        return true
      }
      return !follower.isCaughtUp(leaderEnd: log.logEnd, now: now, maxLag: replicaLagTimeMax)
    }
  }

  /// One run of the job `isr-expiration`, every half of `replica.lag.time.max.ms`: proposes to drop who lags.
  package mutating func shrinkIsr(context: PartitionContext, effects: inout [PartitionEffect]) {
    let lagging = outOfSyncReplicas(now: context.now)
    guard let committed = leadership?.isr.committed, !lagging.isEmpty else { return }
    let remaining = committed.filter { !lagging.contains($0) }
    let proposal = proposal(of: remaining, context: context)
    leadership?.isr = .shrinking(proposal: proposal, committed: committed)
    effects.append(.journal(.isrShrinkAsked(id, isr: remaining)))
    effects.append(.alterPartition(proposal))
  }

  /// Proposes a follower for the ISR that has reached the high watermark and the start of the leader's epoch.
  mutating func expandIsr(
    with follower: FollowerState, context: PartitionContext, effects: inout [PartitionEffect]
  ) {
    guard isLeader, !lead.isChanging, !lead.maximalContains(follower.id),
      follower.logEnd >= log.highWatermark, follower.logEnd >= lead.epochStart,
      isEligible(follower, context: context)
    else { return }
    let committed = lead.maximal
    let proposal = proposal(of: committed + [follower.id], context: context)
    lead.isr =
      .expanding(proposal: proposal, with: follower.id, committed: committed)
    effects.append(.journal(.isrExpandAsked(id, isr: committed + [follower.id])))
    effects.append(.alterPartition(proposal))
  }

  /// The controller has answered what was `sent`; an answer to anything but the pending change is void.
  package mutating func alterPartitionAnswered(
    _ answer: AlterPartitionAnswer, sent: AlterPartitionRequest.Partition,
    context: PartitionContext, effects: inout [PartitionEffect]
  ) {
    guard let isr = leadership?.isr, isr.proposal == sent else { return }
    switch answer {
    case .accepted(let leaderEpoch, let partitionEpoch, let members):
      guard leaderEpoch == self.leaderEpoch, partitionEpoch >= self.partitionEpoch else {
        effects.append(.isrMark(.failed))
        return
      }
      leadership?.isr = .committed(members)
      self.partitionEpoch = partitionEpoch
      if case .expanding = isr {
        effects.append(.isrMark(.expanded))
      } else {
        effects.append(.isrMark(.shrunk))
      }
      incrementHighWatermark(context: context, effects: &effects)
    case .refused(let error):
      effects.append(.isrMark(.failed))
      alterPartitionRefused(error, isr: isr, sent: sent, effects: &effects)
    }
  }

  /// Rolls back what was surely not applied, waits for metadata where it must be stale, else asks again.
  private mutating func alterPartitionRefused(
    _ error: ErrorCode, isr: IsrState, sent: AlterPartitionRequest.Partition,
    effects: inout [PartitionEffect]
  ) {
    if error == .operationNotAttempted || error == .ineligibleReplica {
      leadership?.isr = .committed(isr.committed)
      return
    }
    let staleness: [ErrorCode] = [
      .unknownTopicOrPartition, .unknownTopicID, .fencedLeaderEpoch, .invalidUpdateVersion,
      .invalidRequest, .newLeaderElected,
    ]
    if !staleness.contains(error) { effects.append(.alterPartition(sent)) }
  }

  private func proposal(
    of isr: [NodeID], context: PartitionContext
  ) -> AlterPartitionRequest.Partition {
    let members = isr.map { member in
      if member == broker { return IsrMember(id: member, epoch: context.brokerEpoch) }
      let follower = leadership?.followers.first { $0.id == member }
      return IsrMember(id: member, epoch: follower?.brokerEpoch ?? .none)
    }
    return AlterPartitionRequest.Partition(
      id, leaderEpoch: leaderEpoch, partitionEpoch: partitionEpoch, isr: members)
  }
}
