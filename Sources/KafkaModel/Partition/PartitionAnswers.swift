/// Who reads from a partition.
package enum PartitionReader: Hashable, Sendable {
  /// Up to the high watermark.
  case consumer
  /// Up to the log end; `updatesState` is false when a parked fetch is completed, which is no new fetch.
  case follower(FetchRequest.ReplicaState, updatesState: Bool)
}

/// A partition's answer to a fetch.
package enum PartitionRead: Hashable, Sendable {
  case refused(ErrorCode)
  /// The reader's last epoch ends elsewhere in this log: no data, truncate first (KIP-595).
  case diverging(EpochEndOffset, highWatermark: Offset, logStart: Offset)
  /// High watermark and log start are those from before this fetch was taken into account.
  case read(LogRead, highWatermark: Offset, logStart: Offset)
}

/// How a produce request with acks=all stands at a partition.
package enum AcksAllProgress: Hashable, Sendable {
  case waiting
  /// The high watermark is there: NONE, or NOT_ENOUGH_REPLICAS_AFTER_APPEND.
  case reached(ErrorCode)
  case notLeader
}

/// A partition leader's answer to DeleteRecords.
package enum RecordDeletion: Hashable, Sendable {
  case refused(ErrorCode)
  /// Done when the low watermark, the smallest log start of all live replicas, reaches `offset`.
  case deleted(offset: Offset, lowWatermark: Offset)
}

/// What the controller answered to a proposed ISR.
package enum AlterPartitionAnswer: Hashable, Sendable {
  case accepted(leaderEpoch: LeaderEpoch, partitionEpoch: PartitionEpoch, isr: [NodeID])
  case refused(ErrorCode)
}
