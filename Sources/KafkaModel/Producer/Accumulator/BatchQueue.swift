/// A partition's queue of batches, first to be sent in front (`ArrayDeque`).
struct BatchQueue: Sendable {
  private var slots: [BatchSlot] = []
  private var head = 0

  var isEmpty: Bool { head == slots.count }
  var count: Int { slots.count - head }
  var first: BatchSlot? { isEmpty ? nil : slots[head] }
  var last: BatchSlot? { isEmpty ? nil : slots[slots.count - 1] }

  /// The slot at a place counted from the front.
  subscript(_ place: Int) -> BatchSlot { slots[head + place] }

  mutating func append(_ slot: BatchSlot) { slots.append(slot) }

  mutating func insert(_ slot: BatchSlot, at place: Int) {
    if place == 0, head > 0 {
      head -= 1
      slots[head] = slot
    } else {
      slots.insert(slot, at: head + place)
    }
  }

  mutating func removeFirst() -> BatchSlot {
    let slot = slots[head]
    head += 1
    if head == slots.count {
      slots.clear()
      head = 0
    } else if head >= 64, head * 2 >= slots.count {
      slots.removeFirst(head)
      head = 0
    }
    return slot
  }

  mutating func remove(_ slot: BatchSlot) {
    for index in head..<slots.count where slots[index] == slot {
      slots.remove(at: index)
      return
    }
  }
}
