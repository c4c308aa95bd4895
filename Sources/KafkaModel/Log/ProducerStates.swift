/// The idempotent producers a log knows, and the snapshots of them it keeps for reloading.
///
/// Transactions are not modelled. Source: `org.apache.kafka.storage.internals.log.ProducerStateManager`
/// and `ProducerAppendInfo`.
package struct ProducerStates: Sendable {
  /// The producers as a `.snapshot` file has them, taken when the log ended at `offset`.
  package struct Snapshot: Sendable {
    package var offset: Offset
    package var entries: [ProducerEntry]
  }

  /// What the log does with a client's batch.
  package enum Judgement: Hashable, Sendable {
    case accepted
    /// A resend of a batch that is still remembered.
    case duplicate(ProducedBatch)
    case refused(ErrorCode)
  }

  /// Ascending by producer id.
  package internal(set) var entries: [ProducerEntry] = []
  /// Ascending by offset.
  package internal(set) var snapshots: [Snapshot] = []
  /// End of the part of the log that `entries` accounts for.
  package internal(set) var mapEnd = Offset.zero
  var lastSnapshotOffset = Offset.zero
  /// `producer.id.expiration.ms`
  package let expiration: Milliseconds

  package init(expiration: Milliseconds) { self.expiration = expiration }

  package func entry(for id: ProducerID) -> ProducerEntry? {
    let index = position(of: id)
    return index < entries.count && entries[index].id == id ? entries[index] : nil
  }

  /// Judges a client's batch against what is known of its producer; an unknown producer may begin anywhere.
  package func judge(_ batch: RecordBatch) -> Judgement {
    guard batch.producerID != .none else { return .accepted }
    let index = position(of: batch.producerID)
    guard index < entries.count, entries[index].id == batch.producerID else { return .accepted }
    // Mostly it is the next one, which repeats none of those before it.
    if entries[index].isContinued(by: batch) { return .accepted }
    if let earlier = entries[index].duplicate(of: batch) { return .duplicate(earlier) }
    let epoch = entries[index].epoch
    if batch.producerEpoch < epoch { return .refused(.invalidProducerEpoch) }
    let expected: SequenceNumber =
      batch.producerEpoch == epoch
      ? (entries[index].last?.lastSequence ?? .none).advanced(by: 1) : SequenceNumber(0)
    return batch.baseSequence == expected ? .accepted : .refused(.outOfOrderSequenceNumber)
  }

  /// Notes a batch that is in the log now, on leaders and followers alike.
  package mutating func note(_ batch: RecordBatch) {
    mapEnd = batch.nextOffset
    guard batch.producerID != .none else { return }
    let index = position(of: batch.producerID)
    if index == entries.count || entries[index].id != batch.producerID {
      entries.insert(ProducerEntry(id: batch.producerID), at: index)
    }
    entries[index].note(batch)
  }

  /// The periodic removal of producers that were silent for `producer.id.expiration.ms`.
  package mutating func removeExpired(now: Milliseconds) {
    entries.removeAll { $0.isExpired(at: now, after: expiration) }
  }

  /// Forgets everything; the log starts again at `offset`.
  mutating func restart(at offset: Offset) {
    entries.removeAll()
    snapshots.removeAll()
    lastSnapshotOffset = .zero
    mapEnd = offset
  }

  private func position(of id: ProducerID) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
