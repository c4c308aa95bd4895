/// A record of the cluster's metadata log, as brokers apply it (`metadata/src/main/resources/common/metadata`).
package enum MetadataRecord: Hashable, Sendable {
  case registerBroker(
    id: NodeID, epoch: BrokerEpoch, incarnation: Int32, fenced: Bool, rack: String?)
  /// BrokerRegistrationChangeRecord; nil leaves a field as it is.
  case brokerRegistrationChange(
    id: NodeID, epoch: BrokerEpoch, fenced: Bool?, inControlledShutdown: Bool?)
  case topic(TopicIndex, name: String, settings: TopicSettings)
  case partition(TopicPartition, PartitionRegistration)
  case partitionChange(TopicPartition, PartitionRegistration)
  case config(TopicIndex, TopicSettings)
  case removeTopic(TopicIndex)
  /// Written when nothing else was for `metadata.max.idle.interval.ms` (500 ms).
  case noOp
}

/// The state of one partition as the controller keeps it (`PartitionRegistration`).
package struct PartitionRegistration: Hashable, Sendable {
  package var replicas: [NodeID]
  package var isr: [NodeID]
  package var leader: NodeID?
  package var leaderEpoch: LeaderEpoch
  package var partitionEpoch: PartitionEpoch
  /// True after an unclean election, until the ISR has grown again (`LeaderRecoveryState.RECOVERING`).
  package var recovering = false

  package init(
    replicas: [NodeID], isr: [NodeID], leader: NodeID?, leaderEpoch: LeaderEpoch,
    partitionEpoch: PartitionEpoch
  ) {
    self.replicas = replicas
    self.isr = isr
    self.leader = leader
    self.leaderEpoch = leaderEpoch
    self.partitionEpoch = partitionEpoch
  }
}
