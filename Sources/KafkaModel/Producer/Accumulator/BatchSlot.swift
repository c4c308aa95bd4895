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

  subscript(_ slot: BatchSlot) -> ProducerBatch {
    get { batches[Int(slot.raw)] }
    _modify { yield &batches[Int(slot.raw)] }
  }

  mutating func add(_ batch: ProducerBatch) -> BatchSlot {
    if let slot = free.popLast() {
      batches[Int(slot.raw)] = batch
      inUse[Int(slot.raw)] = true
      return slot
    }
    batches.append(batch)
    inUse.append(true)
    return BatchSlot(Int32(batches.count - 1))
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
