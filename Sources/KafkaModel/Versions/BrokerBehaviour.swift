/// Rules of brokers and controllers that changed between versions, one flag each, named by KIP or issue.
package struct BrokerBehaviour: Hashable, Sendable {
  /// KAFKA-15583 (3.7): the high watermark stands still while the ISR is below the effective minimum.
  package var strictMinIsr: Bool
  /// 3.7: min.insync.replicas counts at most the number of replicas.
  package var minIsrCappedByReplicas: Bool
  /// KIP-101 / KIP-595: replicas truncate by leader epoch; off truncates to the high watermark, as before 0.11.
  package var truncatesByLeaderEpoch: Bool
  /// 3.9: unclean.leader.election.enable is honoured in KRaft mode.
  package var uncleanElectionInKRaft: Bool
  /// KIP-951 (3.7): produce and fetch errors carry the new leader.
  package var leaderDiscoveryInResponses: Bool
  /// KIP-966: eligible leader replicas; no version runs with it yet.
  package var eligibleLeaderReplicas: Bool
  /// KAFKA-17793 (4.0): the controller looks for silent brokers and for elections at fixed intervals.
  package var periodicControllerTasks = false
  /// KAFKA-19294 (4.1): heartbeats are given up, and tried again, after their interval.
  package var heartbeatRetriesByInterval = false
  /// Before KAFKA-15021 (3.6): a shrinking ISR raises the leader epoch too.
  package var raisesLeaderEpochOnShrink = false

  package init(
    strictMinIsr: Bool, minIsrCappedByReplicas: Bool, truncatesByLeaderEpoch: Bool,
    uncleanElectionInKRaft: Bool, leaderDiscoveryInResponses: Bool, eligibleLeaderReplicas: Bool
  ) {
    self.strictMinIsr = strictMinIsr
    self.minIsrCappedByReplicas = minIsrCappedByReplicas
    self.truncatesByLeaderEpoch = truncatesByLeaderEpoch
    self.uncleanElectionInKRaft = uncleanElectionInKRaft
    self.leaderDiscoveryInResponses = leaderDiscoveryInResponses
    self.eligibleLeaderReplicas = eligibleLeaderReplicas
  }
}
