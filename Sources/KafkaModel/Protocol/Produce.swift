/// Which replicas must have a record before the leader answers (`acks`).
package enum Acks: Int16, Hashable, Sendable {
  case zero = 0
  case leader = 1
  case all = -1
}

/// Produce: at most one batch per partition.
package struct ProduceRequest: Hashable, Sendable {
  package var acks: Acks
  /// The longest wait in the produce purgatory: the client's `request.timeout.ms`.
  package var timeout: Milliseconds
  package var partitions: Few<ProducePartition>

  package init(acks: Acks, timeout: Milliseconds, partitions: Few<ProducePartition>) {
    self.acks = acks
    self.timeout = timeout
    self.partitions = partitions
  }
}

package struct ProducePartition: Hashable, Sendable {
  package var partition: TopicPartition
  package var batch: RecordBatch

  package init(_ partition: TopicPartition, _ batch: RecordBatch) {
    self.partition = partition
    self.batch = batch
  }
}

package struct ProducePartitionResponse: Hashable, Sendable {
  package var partition: TopicPartition
  package var error: ErrorCode
  package var baseOffset: Offset
  package var logStart: Offset
  /// The new leader with its epoch, on NOT_LEADER_OR_FOLLOWER (KIP-951, brokers and clients from 3.7).
  package var currentLeader: CurrentLeader?

  package init(
    _ partition: TopicPartition, error: ErrorCode, baseOffset: Offset = .none,
    logStart: Offset = .none, currentLeader: CurrentLeader? = nil
  ) {
    self.partition = partition
    self.error = error
    self.baseOffset = baseOffset
    self.logStart = logStart
    self.currentLeader = currentLeader
  }
}

package struct CurrentLeader: Hashable, Sendable {
  package var leader: NodeID
  package var epoch: LeaderEpoch

  package init(leader: NodeID, epoch: LeaderEpoch) {
    self.leader = leader
    self.epoch = epoch
  }
}
