/// A batch of an idempotent producer that a log remembers, to know a resend of it.
///
/// Source: `org.apache.kafka.storage.internals.log.BatchMetadata`.
package struct ProducedBatch: Hashable, Sendable {
  package var lastSequence: SequenceNumber
  package var lastOffset: Offset
  /// Offset of the last record less offset of the first.
  package var offsetDelta: Int32

  package init(lastSequence: SequenceNumber, lastOffset: Offset, offsetDelta: Int32) {
    self.lastSequence = lastSequence
    self.lastOffset = lastOffset
    self.offsetDelta = offsetDelta
  }

  package var firstSequence: SequenceNumber { lastSequence.advanced(by: -offsetDelta) }
  package var firstOffset: Offset { lastOffset + Int64(-offsetDelta) }
}

/// What a log knows of one producer id: its epoch and its last batches.
///
/// Source: `org.apache.kafka.storage.internals.log.ProducerStateEntry`, without transactions.
package struct ProducerEntry: Sendable {
  /// `ProducerStateEntry.NUM_BATCHES_TO_RETAIN`
  package static let window = 5

  package let id: ProducerID
  package private(set) var epoch = ProducerEpoch.none
  /// Timestamp of the last batch; expiry counts from it.
  package private(set) var lastTimestamp = Milliseconds(-1)
  /// How many batches are remembered, at most `window`.
  package private(set) var count = 0
  /// Where the oldest of them is; the others follow in a ring.
  private var oldest = 0
  private var slots = [5 of ProducedBatch](
    repeating: ProducedBatch(lastSequence: .none, lastOffset: .none, offsetDelta: 0))

  package init(id: ProducerID) { self.id = id }

  /// The remembered batches, oldest first.
  package var batches: [ProducedBatch] { (0..<count).map { slots[place(of: $0)] } }
  package var last: ProducedBatch? { count > 0 ? slots[place(of: count - 1)] : nil }

  @inline(__always)
  private func place(of index: Int) -> Int {
    oldest + index < Self.window ? oldest + index : oldest + index - Self.window
  }

  /// Notes an appended batch; a new epoch forgets those of the old one.
  mutating func note(_ batch: RecordBatch) {
    if epoch != batch.producerEpoch {
      epoch = batch.producerEpoch
      count = 0
    }
    if count == Self.window {
      oldest = place(of: 1)
      count -= 1
    }
    slots[place(of: count)] = ProducedBatch(
      lastSequence: batch.lastSequence, lastOffset: batch.lastOffset,
      offsetDelta: batch.recordCount - 1)
    count += 1
    lastTimestamp = batch.maxTimestamp
  }

  /// Whether the batch follows the last one in the same epoch.
  @inline(__always)
  func isContinued(by batch: RecordBatch) -> Bool {
    count > 0 && batch.producerEpoch == epoch
      && batch.baseSequence == slots[place(of: count - 1)].lastSequence.advanced(by: 1)
  }

  /// The remembered batch that this one repeats: same epoch, first and last sequence.
  func duplicate(of batch: RecordBatch) -> ProducedBatch? {
    guard batch.producerEpoch == epoch else { return nil }
    for index in 0..<count {
      let slot = slots[place(of: index)]
      if slot.lastSequence == batch.lastSequence, slot.firstSequence == batch.baseSequence {
        return slot
      }
    }
    return nil
  }

  /// The entry as a snapshot file keeps it: the last batch only.
  var snapshot: ProducerEntry {
    var entry = self
    if count > 1 {
      entry.oldest = place(of: count - 1)
      entry.count = 1
    }
    return entry
  }

  func isExpired(at now: Milliseconds, after expiration: Milliseconds) -> Bool {
    now - lastTimestamp >= expiration
  }
}
