extension EventQueue {
  /// Takes an event out before its time and destroys its payload. Amortised O(1).
  ///
  /// The 16 bytes of its entry stay until its time comes or until such entries outnumber the pending events.
  ///
  /// - Parameter id: What ``push(_:at:)`` of this queue, or of the queue that it is a copy of, has returned.
  /// - Returns: Whether the event was still pending.
  @discardableResult
  @inlinable
  public mutating func cancel(_ id: EventID) -> Bool {
    guard slab.holds(id.slot, id.generation) else { return false }
    _ = slab.take(id.slot)
    pendingCount &-= 1
    staleCount &+= 1
    if staleCount > count + 1024 { forgetCancelled() }
    return true
  }

  /// Whether the event is still pending. O(1).
  @inlinable
  public func isPending(_ id: EventID) -> Bool { slab.holds(id.slot, id.generation) }

  /// Removes the entries of cancelled events everywhere. O(entries).
  @inlinable
  @inline(never)
  mutating func forgetCancelled() {
    var kept = front.head
    for place in front.head..<front.end {
      let entry = front.entries[place]
      guard slab.holds(entry.slot, entry.generation) else { continue }
      front.entries[kept] = entry
      kept += 1
    }
    front.end = kept
    var levels = ahead.levels
    while levels != 0 {
      let level = levels.trailingZeroBitCount
      levels &= levels &- 1
      var digits = ahead.occupied[level]
      while digits != 0 {
        let digit = digits.trailingZeroBitCount
        digits &= digits &- 1
        keepPending(ahead.detach(level: level, digit: digit))
      }
    }
    staleCount = 0
  }

  @inlinable
  mutating func keepPending(_ bucket: EntryBuckets.Bucket) {
    var chunk = bucket.head
    var left = bucket.count
    while left > 0 {
      let size = min(left, EntryBuckets.chunkSize)
      let start = Int(chunk) * EntryBuckets.chunkSize
      for place in start..<start + size {
        let entry = ahead.entries[place]
        if slab.holds(entry.slot, entry.generation) { ahead.insert(entry) }
      }
      left -= size
      chunk = ahead.freeChunk(chunk)
    }
  }
}
