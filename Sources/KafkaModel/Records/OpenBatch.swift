/// The sizes of a batch that still takes records: the accumulator's rule of room, uncompressed.
///
/// Source: `org.apache.kafka.common.record.MemoryRecordsBuilder` and `ProducerBatch`.
package struct OpenBatch: Hashable, Sendable {
  /// Bytes of `buffer.memory` charged for it, which is also its limit for further records:
  /// `batch.size` (0 counts as 1) or the first record's upper bound, whichever is larger.
  package let buffer: Int
  package private(set) var recordCount: Int32 = 0
  /// Header and records so far (`estimatedBytesWritten`).
  package private(set) var sizeInBytes = RecordBatch.headerBytes
  /// Timestamp of the first record; deltas count from it.
  package private(set) var baseTimestamp = Milliseconds.zero
  package private(set) var maxTimestamp = Milliseconds.zero
  /// Closed for appends: a record found no room, or the batch was drained.
  package private(set) var isClosed = false

  /// An empty batch, made for `first`, which always fits.
  package init(batchSize: Int32, first: RecordShape) {
    buffer = Self.buffer(batchSize: batchSize, first: first)
  }

  /// What a new batch for this record will be charged.
  package static func buffer(batchSize: Int32, first: RecordShape) -> Int {
    max(Int(max(1, batchSize)), first.upperBound)
  }

  /// Bytes that this record would add.
  package func growth(_ record: RecordShape, timestamp: Milliseconds) -> Int {
    let delta = recordCount == 0 ? 0 : timestamp.raw - baseTimestamp.raw
    return record.sizeInBytes(offsetDelta: recordCount, timestampDelta: delta)
  }

  /// Whether the record may still go in (`MemoryRecordsBuilder.hasRoomFor`).
  package func hasRoom(for record: RecordShape, timestamp: Milliseconds) -> Bool {
    if isClosed { return false }
    return recordCount == 0 || sizeInBytes + growth(record, timestamp: timestamp) <= buffer
  }

  /// Appends if there is room and says so; closes the batch otherwise (`ProducerBatch.tryAppend`).
  package mutating func append(_ record: RecordShape, timestamp: Milliseconds) -> Bool {
    let growth = growth(record, timestamp: timestamp)
    guard !isClosed, recordCount == 0 || sizeInBytes + growth <= buffer else {
      isClosed = true
      return false
    }
    sizeInBytes += growth
    if recordCount == 0 {
      baseTimestamp = timestamp
      maxTimestamp = timestamp
    } else if timestamp > maxTimestamp {
      maxTimestamp = timestamp
    }
    recordCount += 1
    return true
  }

  /// No further appends (drained, aborted).
  package mutating func close() { isClosed = true }

  /// Ready without waiting for linger (`ProducerBatch.isFull`).
  package var isFull: Bool { isClosed || (recordCount > 0 && sizeInBytes >= buffer) }
}
