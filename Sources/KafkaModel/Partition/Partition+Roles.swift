extension Partition {
  /// Takes the lead, or new leadership information while leading; true if it did not lead before.
  ///
  /// Whatever ISR change was under way is forgotten for the committed one. Information with an older partition
  /// epoch is ignored.
  @discardableResult
  package mutating func makeLeader(
    _ state: PartitionRegistration, context: PartitionContext, effects: inout [PartitionEffect]
  ) -> Bool {
    guard state.partitionEpoch >= partitionEpoch else { return false }
    let isNewLeader = !isLeader
    let isNewEpoch = state.leaderEpoch > leaderEpoch
    var next = Leadership(
      epochStart: leadership?.epochStart ?? log.logEnd, isr: .committed(state.isr), followers: [])
    for replica in state.replicas where replica != broker {
      let known = leadership?.followers.first { $0.id == replica }
      next.followers.append(known ?? FollowerState(id: replica))
    }
    if isNewEpoch {
      next.epochStart = log.logEnd
      log.assignEpoch(state.leaderEpoch, startingAt: log.logEnd)
      for index in next.followers.indices {
        next.followers[index].reset(
          now: context.now, leaderEnd: log.logEnd, isNewLeader: isNewLeader,
          isInSync: state.isr.contains(next.followers[index].id))
      }
      leaderEpoch = state.leaderEpoch
      effects.append(
        .journal(
          .becameLeader(
            id, epoch: leaderEpoch, logEnd: log.logEnd, highWatermark: log.highWatermark)))
    }
    leadership = next
    partitionEpoch = state.partitionEpoch
    leader = broker
    incrementHighWatermark(context: context, effects: &effects)
    return isNewLeader
  }

  /// Follows another broker, or none; true if the leader epoch is new, so that fetching must start afresh.
  ///
  /// Replicas that do not truncate by leader epoch fall back to their high watermark when they get another
  /// leader, as before KIP-101.
  @discardableResult
  package mutating func makeFollower(
    _ state: PartitionRegistration, now: Milliseconds, effects: inout [PartitionEffect]
  ) -> Bool {
    guard state.partitionEpoch >= partitionEpoch else { return false }
    let isNewEpoch = state.leaderEpoch > leaderEpoch
    let led = isLeader
    let isNewLeader = state.leader != nil && state.leader != leader
    leader = state.leader
    leaderEpoch = state.leaderEpoch
    partitionEpoch = state.partitionEpoch
    leadership = nil
    if led { effects.append(.leadershipLost(id)) }
    if isNewEpoch {
      effects.append(.journal(.becameFollower(id, epoch: leaderEpoch, leader: leader)))
      if !behaviour.truncatesByLeaderEpoch, isNewLeader {
        truncate(to: log.highWatermark, now: now, effects: &effects)
      }
    }
    return isNewEpoch
  }

  /// The broker's process starts again: nothing is known of leaders, and the log is loaded from disk.
  package mutating func restart(
    after closing: LogClosing, now: Milliseconds, effects: inout [PartitionEffect]
  ) {
    leader = nil
    leadership = nil
    leaderEpoch = .none
    partitionEpoch = PartitionEpoch(0)
    let lost = log.reload(after: closing, now: now)
    effects.append(.journal(.recovered(id, logEnd: log.logEnd, lost: lost)))
  }
}
