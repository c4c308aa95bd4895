extension EventQueue {
  /// Adds an event that will be popped at `time`, after those already pending for the same time.
  ///
  /// Amortised O(1), memory included.
  ///
  /// - Parameters:
  ///   - payload: What ``pop()`` hands out then.
  ///   - time: When.
  /// - Returns: A name by which the event can be cancelled.
  /// - Precondition: `time` is not before ``now``, and fewer than 2^32 events are pending.
  @discardableResult
  @inlinable
  public mutating func push(_ payload: consuming Payload, at time: Instant) -> EventID {
    precondition(time >= now, "an event was pushed before the present: time never runs backwards")
    let id = slab.store(payload)
    let entry = QueueEntry(time: time.nanoseconds, slot: id.slot, generation: id.generation)
    pendingCount &+= 1
    if entry.time > front.last {
      ahead.insert(entry)
    } else {
      pushToFront(entry)
    }
    return id
  }

  /// How many entries may be sorted into the front before it is given back to the buckets.
  @inlinable
  static var frontLimit: Int { 64 }

  @inlinable
  @inline(never)
  mutating func pushToFront(_ entry: QueueEntry) {
    if front.isEmpty {
      front.removeAll()
    } else if front.count >= Self.frontLimit && front.entries[front.end - 1].time > entry.time {
      spillFront()
      ahead.insert(entry)
      return
    }
    front.insert(entry)
  }

  /// Spreads the front over the buckets below its own, which are empty while there is a front.
  @inlinable
  mutating func spillFront() {
    for place in front.head..<front.end { ahead.insert(front.entries[place]) }
    front.removeAll()
    front.last = ahead.base - 1
  }
}
