/// An idempotent producer's id, epoch and sequences per partition (`TransactionManager` without transactions).
///
/// Two holes of the real client are kept: a bump rewrites in-flight batches that may be in the log
/// (KAFKA-14034), and a batch that expires at its first attempt leaves no unresolved mark.
package struct ProducerSequences: Sendable {
  /// One partition's sequences (`TxnPartitionEntry`).
  struct Entry: Sendable {
    var id = ProducerID.none
    var epoch = ProducerEpoch.none
    var next: Int32 = 0
    /// -1 before the first acknowledgement.
    var lastAcked: Int32 = -1
    var lastAckedOffset = Offset.none
    /// Changed since it was made or, after UNKNOWN_PRODUCER_ID, made anew.
    var isKnown = false
    /// Batches with a sequence and no final answer, ascending by id, epoch and sequence.
    var inFlight: [BatchSlot] = []

    /// Adds to the ordered set; a batch with the same key is already "in" it.
    mutating func track(_ slot: BatchSlot, _ pool: BatchPool) {
      let count = inFlight.count
      var index = 0
      while index < count, Self.precedes(inFlight[index], slot, pool) { index += 1 }
      if index < count, !Self.precedes(slot, inFlight[index], pool) { return }
      isKnown = true
      if index == count {
        inFlight.append(slot)
      } else {
        inFlight.insert(slot, at: index)
      }
    }

    /// Removes the batch with this one's key, whichever object that is.
    mutating func untrack(_ slot: BatchSlot, _ pool: BatchPool) {
      for index in inFlight.indices {
        let other = inFlight[index]
        if other != slot {
          guard !Self.precedes(other, slot, pool), !Self.precedes(slot, other, pool) else {
            continue
          }
        }
        inFlight.remove(oftenAlone: index)
        isKnown = true
        return
      }
    }

    private static func precedes(_ left: BatchSlot, _ right: BatchSlot, _ pool: BatchPool) -> Bool {
      (pool[left].producerID, pool[left].epoch, pool[left].baseSequence)
        < (pool[right].producerID, pool[right].epoch, pool[right].baseSequence)
    }

    /// Takes the sequence of a new batch with so many records.
    mutating func take(_ records: Int32) -> SequenceNumber {
      let first = SequenceNumber(next)
      next = first.advanced(by: records).raw
      return first
    }

    /// The last record of a batch was acknowledged.
    mutating func acknowledged(_ last: Int32, at offset: Offset?) {
      if isKnown, last > lastAcked { lastAcked = last }
      if let offset, offset > lastAckedOffset {
        lastAckedOffset = offset
        isKnown = true
      }
    }
  }

  package private(set) var id = ProducerID.none
  package private(set) var epoch = ProducerEpoch.none
  /// CLUSTER_AUTHORIZATION_FAILED and the like: nothing is sent any more.
  package internal(set) var fatal: ErrorCode?
  /// In the order in which partitions were first used; changed where they lie.
  private var entries: [Entry] = []
  private var places = PartitionTable<Int32>()
  /// Partitions where a batch was given up after a retry, with the sequence after its last.
  private var unresolved: [(partition: TopicPartition, next: Int32)] = []
  private var toRewrite: [TopicPartition] = []
  private var needsBump = false

  package init() {}

  package var hasID: Bool { id != .none }

  /// InitProducerId was answered.
  package mutating func became(_ id: ProducerID, _ epoch: ProducerEpoch) {
    self.id = id
    self.epoch = epoch
  }

  /// Where the partition's entry is, if it was used.
  private func place(of partition: TopicPartition) -> Int? { places[partition].map { Int($0) } }

  private mutating func placeMade(for partition: TopicPartition) -> Int {
    if let place = place(of: partition) { return place }
    places[partition] = Int32(entries.count)
    entries.append(Entry())
    return entries.count - 1
  }

  // MARK: Draining

  /// Whether the head batch must wait, which stops the whole node's drain
  /// (`shouldStopDrainBatchesForPartition`).
  func blocks(_ slot: BatchSlot, _ pool: BatchPool) -> Bool {
    if fatal != nil || !hasID { return true }
    let partition = pool[slot].partition
    if !pool[slot].hasSequence {
      if isUnresolved(partition) { return true }
      guard let place = place(of: partition) else { return false }
      return !entries[place].inFlight.isEmpty && isStale(place)
    }
    guard let place = place(of: partition), let first = entries[place].inFlight.first else {
      return false
    }
    return pool[slot].baseSequence != pool[first].baseSequence
  }

  private func isStale(_ place: Int) -> Bool {
    entries[place].id != id || entries[place].epoch != epoch
  }

  /// Gives a new batch its sequence; a retry keeps its own.
  mutating func assign(to slot: BatchSlot, _ pool: inout BatchPool) {
    guard !pool[slot].hasSequence else { return }
    let partition = pool[slot].partition
    let place = placeMade(for: partition)
    if fatal == nil, isStale(place), entries[place].inFlight.isEmpty {
      startAtBeginning(partition, &pool)
    }
    let first = entries[place].take(pool[slot].open.recordCount)
    pool[slot].setProducer(id, epoch, sequence: first)
    entries[place].track(slot, pool)
  }

  mutating func track(_ slot: BatchSlot, _ pool: BatchPool) {
    entries[placeMade(for: pool[slot].partition)].track(slot, pool)
  }

  mutating func untrack(_ slot: BatchSlot, _ pool: BatchPool) {
    if let place = place(of: pool[slot].partition) { entries[place].untrack(slot, pool) }
  }

  func isTracked(_ slot: BatchSlot, _ pool: BatchPool) -> Bool {
    guard let place = place(of: pool[slot].partition) else { return false }
    for index in entries[place].inFlight.indices where entries[place].inFlight[index] == slot {
      return true
    }
    return false
  }

  // MARK: Answers

  /// `handleCompletedBatch`
  mutating func completed(_ slot: BatchSlot, baseOffset: Offset, _ pool: BatchPool) {
    let place = placeMade(for: pool[slot].partition)
    entries[place].acknowledged(
      pool[slot].lastSequence,
      at: baseOffset == .none ? nil : baseOffset + Int64(pool[slot].open.recordCount - 1))
    entries[place].untrack(slot, pool)
  }

  /// `handleFailedBatch`; `adjust`: it failed with retries left, so its sequence is a gap.
  mutating func failed(
    _ slot: BatchSlot, error: ErrorCode?, adjust: Bool, _ pool: BatchPool
  ) {
    let partition = pool[slot].partition
    if let error, Self.isFatal(error) { fatal = error }
    untrack(slot, pool)
    if fatal != nil { return }
    if error == .outOfOrderSequenceNumber {
      requestBump(partition)
    } else if error == .unknownProducerID {
      if let place = place(of: partition) { entries[place] = Entry() }
      unresolved.removeAll { $0.partition == partition }
    } else if adjust {
      requestBump(partition)
    }
  }

  private static func isFatal(_ error: ErrorCode) -> Bool {
    error == .clusterAuthorizationFailed || error == .transactionalIDAuthorizationFailed
      || error == .producerFenced || error == .unsupportedVersion
  }

  /// Whether an error may be retried; may ask for an epoch bump (`TransactionManager.canRetry`).
  mutating func canRetry(
    _ slot: BatchSlot, error: ErrorCode, logStart: Offset, _ pool: BatchPool
  ) -> Bool {
    let batch = pool[slot]
    let partition = batch.partition
    if error == .unknownProducerID {
      if logStart != .none, !batch.isReopened { requestBump(partition) }
      return true
    }
    guard error == .outOfOrderSequenceNumber else { return error.isRetriable }
    let isUnresolved = isUnresolved(partition)
    if !isUnresolved, batch.isReopened || !isNext(partition, batch.baseSequence.raw) {
      return true
    }
    if !isUnresolved || unresolvedNext(partition) == batch.baseSequence.raw {
      requestBump(partition)
    }
    return true
  }

  private func isNext(_ partition: TopicPartition, _ sequence: Int32) -> Bool {
    sequence &- (place(of: partition).map { entries[$0].lastAcked } ?? -1) == 1
  }

  // MARK: Unresolved sequences and bumps

  private func unresolvedNext(_ partition: TopicPartition) -> Int32? {
    for mark in unresolved where mark.partition == partition { return mark.next }
    return nil
  }

  private func isUnresolved(_ partition: TopicPartition) -> Bool {
    unresolvedNext(partition) != nil
  }

  /// A batch expired after a retry: nobody knows whether it is in the log.
  mutating func markUnresolved(_ slot: BatchSlot, _ pool: BatchPool) {
    let partition = pool[slot].partition
    let next = pool[slot].lastSequence &+ 1
    if let index = unresolved.firstIndex(where: { $0.partition == partition }) {
      unresolved[index].next = max(unresolved[index].next, next)
    } else {
      unresolved.append((partition, next))
    }
  }

  /// Start of a pass: what was unresolved either turned out well or asks for a bump.
  @inline(__always)
  mutating func resolve() {
    if !unresolved.isEmpty { resolveMarks() }
  }

  private mutating func resolveMarks() {
    let marks = unresolved
    for mark in marks {
      let place = placeMade(for: mark.partition)
      guard entries[place].inFlight.isEmpty else { continue }
      if !isNext(mark.partition, entries[place].next) { requestBump(mark.partition) }
      unresolved.removeAll { $0.partition == mark.partition }
    }
  }

  private mutating func requestBump(_ partition: TopicPartition) {
    needsBump = true
    if !toRewrite.contains(partition) { toRewrite.append(partition) }
  }

  /// Raises the epoch where that was asked for and rewrites the partitions that asked; true if it did.
  ///
  /// At epoch 32767 the id is given up and a new one is to be asked for.
  @inline(__always)
  mutating func bumpIfNeeded(_ pool: inout BatchPool) -> Bool {
    guard needsBump else { return false }
    bump(&pool)
    return true
  }

  private mutating func bump(_ pool: inout BatchPool) {
    if epoch.raw == .max {
      id = .none
      epoch = .none
    } else {
      epoch = ProducerEpoch(epoch.raw + 1)
    }
    for partition in toRewrite.sorted() {
      startAtBeginning(partition, &pool)
      unresolved.removeAll { $0.partition == partition }
    }
    toRewrite.removeAll(keepingCapacity: true)
    needsBump = false
  }

  /// Sequences begin again at 0 under the current id and epoch, those in flight first.
  private mutating func startAtBeginning(_ partition: TopicPartition, _ pool: inout BatchPool) {
    var sequence: Int32 = 0
    let place = placeMade(for: partition)
    let batches = entries[place].inFlight
    for slot in batches {
      pool[slot].setProducer(id, epoch, sequence: SequenceNumber(sequence))
      pool[slot].isReopened = true
      sequence &+= pool[slot].open.recordCount
    }
    entries[place].id = id
    entries[place].epoch = epoch
    entries[place].next = sequence
    entries[place].lastAcked = -1
    entries[place].isKnown = true
  }
}
