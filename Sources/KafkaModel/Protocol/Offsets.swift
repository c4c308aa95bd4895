/// ListOffsets, to the leaders of the partitions.
package struct ListOffsetsRequest: Hashable, Sendable {
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var currentLeaderEpoch: LeaderEpoch
    package var timestamp: OffsetSpec

    package init(
      _ partition: TopicPartition, currentLeaderEpoch: LeaderEpoch, timestamp: OffsetSpec
    ) {
      self.partition = partition
      self.currentLeaderEpoch = currentLeaderEpoch
      self.timestamp = timestamp
    }
  }

  package init(partitions: [Partition]) { self.partitions = partitions }
}

/// Which offset of a partition is asked for (`ListOffsetsRequest` timestamps -2, -1 and times).
package enum OffsetSpec: Hashable, Sendable {
  case earliest
  /// The high watermark, not the log end.
  case latest
  /// The first record that is as young as this or younger.
  case timestamp(Milliseconds)
}

package struct ListOffsetsResponse: Hashable, Sendable {
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var error: ErrorCode
    package var offset: Offset
    package var leaderEpoch: LeaderEpoch

    package init(
      _ partition: TopicPartition, error: ErrorCode, offset: Offset = .none,
      leaderEpoch: LeaderEpoch = .none
    ) {
      self.partition = partition
      self.error = error
      self.offset = offset
      self.leaderEpoch = leaderEpoch
    }
  }

  package init(partitions: [Partition]) { self.partitions = partitions }
}

/// OffsetForLeaderEpoch by a consumer (KIP-320).
package struct OffsetForLeaderEpochRequest: Hashable, Sendable {
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var currentLeaderEpoch: LeaderEpoch
    package var leaderEpoch: LeaderEpoch

    package init(
      _ partition: TopicPartition, currentLeaderEpoch: LeaderEpoch, leaderEpoch: LeaderEpoch
    ) {
      self.partition = partition
      self.currentLeaderEpoch = currentLeaderEpoch
      self.leaderEpoch = leaderEpoch
    }
  }

  package init(partitions: [Partition]) { self.partitions = partitions }
}

package struct OffsetForLeaderEpochResponse: Hashable, Sendable {
  package var partitions: [Partition]

  package struct Partition: Hashable, Sendable {
    package var partition: TopicPartition
    package var error: ErrorCode
    /// Epoch `.none` and offset `.none` where the leader cannot tell.
    package var end: EpochEndOffset

    package init(_ partition: TopicPartition, error: ErrorCode, end: EpochEndOffset) {
      self.partition = partition
      self.error = error
      self.end = end
    }
  }

  package init(partitions: [Partition]) { self.partitions = partitions }
}
