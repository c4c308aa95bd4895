/// Fetch, by a follower (`replica` set) or by a consumer.
package struct FetchRequest: Hashable, Sendable {
  package var replica: ReplicaState?
  package var maxWait: Milliseconds
  package var minBytes: Int32
  package var maxBytes: Int32
  package var session: FetchSessionMetadata
  /// All partitions of a full fetch; of an incremental one those that are new to its session or changed.
  package var partitions: Few<FetchPartition>
  /// Partitions that leave the session.
  package var forgotten: Few<TopicPartition>
  /// The consumer's `client.rack`; nil for followers and for consumers that name none.
  package var rack: String?

  /// Who the fetching follower is (KIP-903).
  package struct ReplicaState: Hashable, Sendable {
    package var id: NodeID
    package var epoch: BrokerEpoch

    package init(id: NodeID, epoch: BrokerEpoch) {
      self.id = id
      self.epoch = epoch
    }
  }

}

extension FetchRequest {
  /// Through the memberwise one: what is assigned field by field is copied as a whole at the end.
  package init(
    replica: ReplicaState?, maxWait: Milliseconds, minBytes: Int32, maxBytes: Int32,
    partitions: Few<FetchPartition>, session: FetchSessionMetadata = .sessionless,
    forgotten: Few<TopicPartition> = .none, rack: String? = nil
  ) {
    self.init(
      replica: replica, maxWait: maxWait, minBytes: minBytes, maxBytes: maxBytes,
      session: session, partitions: partitions, forgotten: forgotten, rack: rack)
  }
}

package struct FetchPartition: Hashable, Sendable {
  package var partition: TopicPartition
  package var fetchOffset: Offset
  package var logStart: Offset
  package var currentLeaderEpoch: LeaderEpoch
  /// Epoch of the fetcher's last batch; `.none` when not sent (KIP-595 divergence check).
  package var lastFetchedEpoch: LeaderEpoch
  package var maxBytes: Int32

  package init(
    _ partition: TopicPartition, fetchOffset: Offset, logStart: Offset,
    currentLeaderEpoch: LeaderEpoch, lastFetchedEpoch: LeaderEpoch, maxBytes: Int32
  ) {
    self.partition = partition
    self.fetchOffset = fetchOffset
    self.logStart = logStart
    self.currentLeaderEpoch = currentLeaderEpoch
    self.lastFetchedEpoch = lastFetchedEpoch
    self.maxBytes = maxBytes
  }
}

/// The answer to a fetch; in a session only of partitions with data, an error, or other bounds than the last told.
package struct FetchResponse: Hashable, Sendable {
  /// FETCH_SESSION_ID_NOT_FOUND or INVALID_FETCH_SESSION_EPOCH; then there are no partitions.
  package var error: ErrorCode
  /// The session of the next fetch; none if the broker keeps none.
  package var session: FetchSessionID
  package var partitions: [FetchPartitionResponse]

  package init(
    partitions: [FetchPartitionResponse], session: FetchSessionID = .none,
    error: ErrorCode = .none
  ) {
    self.error = error
    self.session = session
    self.partitions = partitions
  }
}

extension FetchResponse {
  var sizeOnTheWire: Int32 {
    var bytes = Int32(40 + partitions.count * 60)
    for place in partitions.indices {
      switch partitions[place].batches {
      case .none: break
      case .one(let batch): bytes += batch.sizeInBytes
      case .many(let batches): bytes = batches.reduce(bytes) { $0 + $1.sizeInBytes }
      }
    }
    return bytes
  }
}

package struct FetchPartitionResponse: Hashable, Sendable {
  package var partition: TopicPartition
  package var error: ErrorCode
  package var highWatermark: Offset
  package var logStart: Offset
  package var batches: Few<RecordBatch>
  package var diverging: EpochEndOffset?
  package var currentLeader: CurrentLeader?
  /// The replica in the consumer's rack that it should read from (KIP-392); then there are no batches.
  package var preferredReadReplica: NodeID?

  package init(
    _ partition: TopicPartition, error: ErrorCode, highWatermark: Offset = .none,
    logStart: Offset = .none, batches: Few<RecordBatch> = .none, diverging: EpochEndOffset? = nil,
    currentLeader: CurrentLeader? = nil, preferredReadReplica: NodeID? = nil
  ) {
    self.partition = partition
    self.error = error
    self.highWatermark = highWatermark
    self.logStart = logStart
    self.batches = batches
    self.diverging = diverging
    self.currentLeader = currentLeader
    self.preferredReadReplica = preferredReadReplica
  }
}

/// The end offset of a leader epoch in a log, as OffsetsForLeaderEpoch and diverging fetches answer it.
package struct EpochEndOffset: Hashable, Sendable {
  package var epoch: LeaderEpoch
  package var endOffset: Offset

  package init(epoch: LeaderEpoch, endOffset: Offset) {
    self.epoch = epoch
    self.endOffset = endOffset
  }
}
