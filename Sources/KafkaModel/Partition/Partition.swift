/// One partition on one of its brokers: the replica's log, and its part as leader or follower.
///
/// Reassignment and log directories are not modelled. Source: `kafka.cluster.Partition`.
package struct Partition: Sendable {
  package let id: TopicPartition
  /// The broker this replica is on.
  package let broker: NodeID
  package let behaviour: BrokerBehaviour
  /// `replica.lag.time.max.ms`
  package let replicaLagTimeMax: Milliseconds
  package var log: ReplicaLog
  package internal(set) var leaderEpoch = LeaderEpoch.none
  package internal(set) var partitionEpoch = PartitionEpoch(0)
  package internal(set) var leader: NodeID?
  /// Present while this broker leads.
  package internal(set) var leadership: Leadership?

  /// What only a leader keeps.
  package struct Leadership: Hashable, Sendable {
    /// The log end when this leader epoch began.
    package internal(set) var epochStart: Offset
    package internal(set) var isr: IsrState
    /// The other replicas, in the order of the assignment.
    package internal(set) var followers: [FollowerState]
  }

  package init(
    _ id: TopicPartition, broker: NodeID, behaviour: BrokerBehaviour,
    replicaLagTimeMax: Milliseconds, log: ReplicaLog
  ) {
    self.id = id
    self.broker = broker
    self.behaviour = behaviour
    self.replicaLagTimeMax = replicaLagTimeMax
    self.log = log
  }

  package var isLeader: Bool { leadership != nil }

  /// `min.insync.replicas`, since 3.7 at most the number of replicas.
  package var effectiveMinIsr: Int {
    let setting = Int(log.settings.minInsyncReplicas)
    guard behaviour.minIsrCappedByReplicas, let leadership else { return setting }
    return min(setting, leadership.followers.count + 1)
  }

  package var isUnderMinIsr: Bool {
    guard let leadership else { return false }
    return leadership.isr.committed.count < effectiveMinIsr
  }

  /// Checks a request's leader epoch, then whether this broker leads (`localLogWithEpochOrThrow`); NONE passes.
  package func check(currentLeaderEpoch: LeaderEpoch, onlyLeader: Bool) -> ErrorCode {
    if currentLeaderEpoch != .none {
      if currentLeaderEpoch < leaderEpoch { return .fencedLeaderEpoch }
      if currentLeaderEpoch > leaderEpoch { return .unknownLeaderEpoch }
    }
    return onlyLeader && !isLeader ? .notLeaderOrFollower : .none
  }
}
