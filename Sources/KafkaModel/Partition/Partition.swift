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
  /// Whether this broker leads.
  package private(set) var isLeader = false
  /// What it keeps as leader; empty while it does not lead.
  ///
  /// It lies beside `isLeader` and not in an optional so that every request reads it in place.
  var lead = Leadership()

  /// Present while this broker leads.
  package internal(set) var leadership: Leadership? {
    get { isLeader ? lead : nil }
    set {
      isLeader = newValue != nil
      lead = newValue ?? Leadership()
    }
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

  /// `min.insync.replicas`, since 3.7 at most the number of replicas.
  package var effectiveMinIsr: Int {
    let setting = Int(log.settings.minInsyncReplicas)
    guard behaviour.minIsrCappedByReplicas, isLeader else { return setting }
    return min(setting, lead.followers.count + 1)
  }

  package var isUnderMinIsr: Bool {
    isLeader && lead.committedCount < effectiveMinIsr
  }

  /// Checks a request's leader epoch, then whether this broker leads (`localLogWithEpochOrThrow`); NONE passes.
  @inline(__always)
  package func check(currentLeaderEpoch: LeaderEpoch, onlyLeader: Bool) -> ErrorCode {
    if currentLeaderEpoch != .none {
      if currentLeaderEpoch < leaderEpoch { return .fencedLeaderEpoch }
      if currentLeaderEpoch > leaderEpoch { return .unknownLeaderEpoch }
    }
    return onlyLeader && !isLeader ? .notLeaderOrFollower : .none
  }
}
