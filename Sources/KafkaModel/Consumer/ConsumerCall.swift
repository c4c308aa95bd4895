/// What the application calls on its consumer; one call at a time, from one thread (`KafkaConsumer`).
///
/// Every call ends in one `ConsumerEffect.returned`, at once or after the consumer has waited.
package enum ConsumerCall: Hashable, Sendable {
  /// `subscribe(topics)`; an empty list is `unsubscribe()`.
  case subscribe([String])
  /// `subscribe(pattern)`: topics whose whole names match.
  case subscribePattern(TopicPattern)
  /// `assign(partitions)` of topics by name; no group membership.
  case assign([NamedPartition])
  case poll(timeout: Milliseconds)
  /// `commitSync()`: the positions of all assigned partitions.
  case commitSync
  /// `commitSync(offsets)`; the epoch is what the application gives, `.none` for a bare offset.
  case commitSyncOffsets([PartitionOffset])
  /// `commitAsync()`: returns at once; the outcome is `ConsumerEffect.committed`.
  case commitAsync
  case commitAsyncOffsets([PartitionOffset])
  case seek(TopicPartition, OffsetAndEpoch)
  case seekToBeginning([TopicPartition])
  case seekToEnd([TopicPartition])
  /// `position` of each of these: waits until all are known, for `default.api.timeout.ms` at most.
  case positions([TopicPartition])
  case pause([TopicPartition])
  case resume([TopicPartition])
  /// `close(timeout)`
  case close(timeout: Milliseconds)
}

/// A partition of a topic by its name, as applications know it.
package struct NamedPartition: Hashable, Sendable {
  package var topic: String
  package var partition: PartitionIndex

  package init(topic: String, partition: PartitionIndex) {
    self.topic = topic
    self.partition = partition
  }
}

/// How a call ended for the application.
package enum ConsumerAnswer: Hashable, Sendable {
  case done
  /// `poll`: the records, in the order in which the application sees them; empty when its time ran out.
  case records([DeliveredBatch])
  case failed(ConsumerException)
}

/// Consecutive records of one batch as a poll hands them out.
package struct DeliveredBatch: Hashable, Sendable {
  package var partition: TopicPartition
  package var content: BatchContent
  /// Offset of the first record handed out.
  package var firstOffset: Offset
  package var count: Int32
  /// The place of the first record handed out in its batch: 0 is the batch's first record.
  package var skippedInBatch: Int32
  package var leaderEpoch: LeaderEpoch

  package init(
    partition: TopicPartition, content: BatchContent, firstOffset: Offset, count: Int32,
    skippedInBatch: Int32, leaderEpoch: LeaderEpoch
  ) {
    self.partition = partition
    self.content = content
    self.firstOffset = firstOffset
    self.count = count
    self.skippedInBatch = skippedInBatch
    self.leaderEpoch = leaderEpoch
  }
}

/// What a consumer's methods throw.
package enum ConsumerException: Error, Hashable, Sendable {
  /// `CommitFailedException`: not a member of the group any more.
  case commitFailed
  /// `RebalanceInProgressException` out of a commit.
  case rebalanceInProgress
  /// `org.apache.kafka.common.errors.TimeoutException`
  case timeout
  /// `NoOffsetForPartitionException`
  case noOffsetForPartition([TopicPartition])
  /// `OffsetOutOfRangeException`
  case offsetOutOfRange(TopicPartition, Offset)
  /// `LogTruncationException`, with the offset at which the logs part, if it is known.
  case logTruncation(TopicPartition, divergence: OffsetAndEpoch?)
  /// `RetriableCommitFailedException`, told to the callback of an asynchronous commit.
  case retriableCommitFailed
  /// `WakeupException`: `wakeup()` ended the call.
  case wokenUp
  /// Any other error of the protocol.
  case error(ErrorCode)
}
