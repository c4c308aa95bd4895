/// The records of a batch by identity: the producer that made them and the batch's number in that producer's own table.
///
/// A retry, a duplicate and a replica's copy carry the same content; that is how the ledger knows them as copies.
package struct BatchContent: Hashable, Sendable {
  package var producer: Int32
  package var index: Int32

  package init(producer: Int32, index: Int32) {
    self.producer = producer
    self.index = index
  }

  /// Records of `__consumer_offsets`: what a broker's coordinator wrote.
  package init(groupLogOf writer: NodeID, index: Int32) {
    self.init(producer: -2 - writer.raw, index: index)
  }

  /// The broker whose coordinator wrote the records; nil for all other records.
  package var groupLogWriter: NodeID? { producer <= -2 ? NodeID(-2 - producer) : nil }

  /// Records that no modelled producer made: preloaded or scripted ones.
  package static let anonymous = BatchContent(producer: -1, index: -1)
}

/// Milliseconds of a broker's clock in 32 bits, which lie in a batch's padding: seven weeks, and the last of them for
/// all that is later.
package struct LogAppendTime: Hashable, Sendable {
  private var raw: UInt32

  private init(raw: UInt32) { self.raw = raw }

  package init(_ time: Milliseconds) { raw = UInt32(clamping: time.raw) }

  package var time: Milliseconds { Milliseconds(Int64(raw)) }

  /// On the way to a leader.
  package static let never = LogAppendTime(raw: 0)
}

/// A record batch (magic 2) as it travels and as a log keeps it; records themselves stay in the ledger.
///
/// Source: `org.apache.kafka.common.record.DefaultRecordBatch`.
package struct RecordBatch: Hashable, Sendable {
  package var content: BatchContent
  /// Offset of the first record; set by the leader's append, 0 on the way to it.
  package var baseOffset: Offset
  package var recordCount: Int32
  /// The whole batch on the wire and in the segment, header included.
  package var sizeInBytes: Int32
  /// `partitionLeaderEpoch`, stamped by the leader's append.
  package var leaderEpoch: LeaderEpoch
  /// When the leader appended it, by the leader's clock; replicas keep it. Not a field of Kafka's batch: it is what
  /// `message.timestamp.type=LogAppendTime` would have put in place of the records' own times.
  package var appendedAt = LogAppendTime.never
  package var producerID: ProducerID
  package var producerEpoch: ProducerEpoch
  package var baseSequence: SequenceNumber
  package var maxTimestamp: Milliseconds

  package init(
    content: BatchContent, recordCount: Int32, sizeInBytes: Int32,
    maxTimestamp: Milliseconds, baseOffset: Offset = .zero, leaderEpoch: LeaderEpoch = .none,
    producerID: ProducerID = .none, producerEpoch: ProducerEpoch = .none,
    baseSequence: SequenceNumber = .none
  ) {
    self.content = content
    self.baseOffset = baseOffset
    self.recordCount = recordCount
    self.sizeInBytes = sizeInBytes
    self.leaderEpoch = leaderEpoch
    self.producerID = producerID
    self.producerEpoch = producerEpoch
    self.baseSequence = baseSequence
    self.maxTimestamp = maxTimestamp
  }

  /// Offset of the last record.
  package var lastOffset: Offset { baseOffset + Int64(recordCount - 1) }
  /// Offset after the last record.
  package var nextOffset: Offset { baseOffset + Int64(recordCount) }
  package var lastSequence: SequenceNumber {
    producerID == .none ? .none : baseSequence.advanced(by: recordCount - 1)
  }
}
