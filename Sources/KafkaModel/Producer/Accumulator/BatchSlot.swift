/// A batch's place in the producer's pool; reused after its callbacks ran and no request carries it.
package struct BatchSlot: Hashable, Sendable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }
}

/// The batches of a producer by slot: batches are never copied, queues and requests hold slots.
struct BatchPool: Sendable {
  private(set) var batches: [ProducerBatch] = []
  private var inUse: [Bool] = []
  private var free: [BatchSlot] = []
  /// Emptied lists of record numbers that keep their storage for the next batches.
  private var spares: [[Int32]] = []

  subscript(_ slot: BatchSlot) -> ProducerBatch {
    _read { yield batches[Int(slot.raw)] }
    _modify { yield &batches[Int(slot.raw)] }
  }

  /// Puts a batch into a free slot. It is swapped in, as an assignment would copy it.
  mutating func add(_ batch: consuming ProducerBatch) -> BatchSlot {
    if let slot = free.takeLast() {
      swap(&batch, &batches[Int(slot.raw)])
      inUse[Int(slot.raw)] = true
      return slot
    }
    batches.append(batch)
    inUse.append(true)
    return BatchSlot(Int32(batches.count - 1))
  }

  /// A list with one record, in storage that an earlier batch used.
  mutating func records(_ first: Int32) -> [Int32] {
    var records = spares.takeLast() ?? []
    records.append(first)
    return records
  }

  /// The record numbers of a batch, which keeps none.
  mutating func takeRecords(of slot: BatchSlot) -> [Int32] {
    var records: [Int32] = []
    swap(&records, &batches[Int(slot.raw)].records)
    return records
  }

  /// Takes a list back, for the next batch.
  mutating func recycle(_ records: consuming [Int32]) {
    records.clear()
    spares.append(records)
  }

  mutating func release(_ slot: BatchSlot) {
    guard inUse[Int(slot.raw)] else { return }
    inUse[Int(slot.raw)] = false
    free.append(slot)
  }

  /// The slots of batches without their callbacks, by creation.
  var incomplete: [BatchSlot] {
    var slots: [BatchSlot] = []
    for index in batches.indices where inUse[index] && !batches[index].isDone {
      slots.append(BatchSlot(Int32(index)))
    }
    return slots.sorted { batches[Int($0.raw)].created < batches[Int($1.raw)].created }
  }
}
