/// Works out what a change of circumstances makes of a partition: its leader, ISR and epochs.
///
/// Without eligible leader replicas (KIP-966) the last ISR member stays, whatever happens to it.
/// Source: `org.apache.kafka.controller.PartitionChangeBuilder`.
package struct PartitionChange: Sendable {
  package enum Election: Hashable, Sendable {
    /// The preferred replica if it may lead, else as `online`.
    case preferred
    /// The present leader if it may stay, else the first replica that is in the ISR and may lead.
    case online
    /// As `online`, then any replica that may lead; records may be lost.
    case unclean
  }

  package var partition: PartitionRegistration
  package var targetIsr: [NodeID]
  package var election = Election.online
  package var targetRecovering: Bool
  /// KAFKA-15021, see `BrokerBehaviour`.
  package var raisesLeaderEpochOnShrink = false
  /// Replicas whose brokers are unfenced and not shutting down.
  package var acceptable: [NodeID]

  package init(_ partition: PartitionRegistration, acceptable: [NodeID]) {
    self.partition = partition
    self.targetIsr = partition.isr
    self.targetRecovering = partition.recovering
    self.acceptable = acceptable
  }

  /// The partition afterwards, or nil when nothing changes.
  package func build() -> PartitionRegistration? {
    var after = partition
    var raisesLeaderEpoch = false
    let (leader, isUnclean) = elect()
    if leader != partition.leader {
      after.leader = leader
      raisesLeaderEpoch = true
    }
    if isUnclean, let leader, raisesLeaderEpoch {
      after.isr = [leader]
      after.recovering = true
    } else if !targetIsr.isEmpty {
      after.isr = targetIsr
      if raisesLeaderEpochOnShrink, !partition.isr.allSatisfy(targetIsr.contains) {
        raisesLeaderEpoch = true
      }
    }
    if targetRecovering != partition.recovering { after.recovering = targetRecovering }
    if after == partition, !raisesLeaderEpoch { return nil }
    if raisesLeaderEpoch { after.leaderEpoch.raw += 1 }
    after.partitionEpoch.raw += 1
    return after
  }

  private func mayLead(_ replica: NodeID) -> Bool {
    targetIsr.contains(replica) && acceptable.contains(replica)
  }

  private func elect() -> (leader: NodeID?, isUnclean: Bool) {
    if election == .preferred, let first = partition.replicas.first, mayLead(first) {
      return (first, false)
    }
    if let leader = partition.leader, mayLead(leader) { return (leader, false) }
    if let leader = partition.replicas.first(where: mayLead) { return (leader, false) }
    if election == .unclean, let leader = partition.replicas.first(where: acceptable.contains) {
      return (leader, true)
    }
    return (nil, false)
  }
}

extension PartitionRegistration {
  /// Whether the first replica leads; a partition without leader is as imbalanced as one led by another.
  var hasPreferredLeader: Bool { leader != nil && leader == replicas.first }
}
