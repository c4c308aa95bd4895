/// What a machine reports as significant; the shell stamps time, process and cause.
///
/// Only what changes fates or explains them: a journal of a healthy minute is nearly empty.
package enum JournalEvent: Hashable, Sendable {
  // The controller.
  case brokerRegistered(NodeID, epoch: BrokerEpoch)
  case brokerFenced(NodeID)
  case brokerUnfenced(NodeID)
  case leaderElected(
    TopicPartition, leader: NodeID?, epoch: LeaderEpoch, isr: [NodeID], kind: ElectedHow)
  case isrChanged(TopicPartition, isr: [NodeID], partitionEpoch: PartitionEpoch)
  // A broker.
  case becameLeader(TopicPartition, epoch: LeaderEpoch, logEnd: Offset, highWatermark: Offset)
  case becameFollower(TopicPartition, epoch: LeaderEpoch, leader: NodeID?)
  case isrShrinkAsked(TopicPartition, isr: [NodeID])
  case isrExpandAsked(TopicPartition, isr: [NodeID])
  case truncated(TopicPartition, from: Offset, to: Offset, epoch: LeaderEpoch)
  case recovered(TopicPartition, logEnd: Offset, lost: Int64)
  case fetchRefused(TopicPartition, leader: NodeID, error: ErrorCode)
  case produceRefused(TopicPartition, error: ErrorCode)
  case shutdownGranted
  case stopped
  // A producer.
  case disconnected(node: NodeID)
  case requestTimedOut(node: NodeID)
  case learnedLeader(TopicPartition, leader: NodeID?, epoch: LeaderEpoch)
  case epochBumped(ProducerEpoch)
}

/// How a partition came by its leader.
package enum ElectedHow: Hashable, Sendable {
  case created
  case clean
  case unclean
  case preferred
  case none
}
