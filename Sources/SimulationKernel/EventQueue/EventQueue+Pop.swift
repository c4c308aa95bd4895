extension EventQueue {
  /// Takes the next event out and moves ``now`` to its time; `nil` when none is pending. Amortised O(1).
  @inlinable
  public mutating func pop() -> (at: Instant, payload: Payload)? {
    guard count > 0 else { return nil }
    while true {
      if front.isEmpty { refillFront() }
      let entry = front.entries[front.head]
      front.head &+= 1
      guard slab.holds(entry.slot, entry.generation) else {
        staleCount &-= 1
        continue
      }
      pendingCount &-= 1
      present = Instant(nanoseconds: entry.time)
      return (present, slab.take(entry.slot))
    }
  }

  /// Takes the next event out if its time is not after `limit`; otherwise nothing changes.
  ///
  /// Amortised O(1) while it pops; see ``nextTime`` for what a refusal costs.
  @inlinable
  public mutating func pop(through limit: Instant) -> (at: Instant, payload: Payload)? {
    guard let next = nextTime, next <= limit else { return nil }
    return pop()
  }

  /// The time of the next event, `nil` when none is pending.
  ///
  /// O(1) as a rule; when the front is used up, O(events in the next bucket), which the next pop will
  /// have to look at anyway.
  @inlinable
  public var nextTime: Instant? {
    guard count > 0 else { return nil }
    for place in front.head..<front.end {
      let entry = front.entries[place]
      if slab.holds(entry.slot, entry.generation) { return Instant(nanoseconds: entry.time) }
    }
    return firstTimeAhead()
  }

  @inlinable
  @inline(never)
  func firstTimeAhead() -> Instant? {
    var levels = ahead.levels
    while levels != 0 {
      let level = levels.trailingZeroBitCount
      levels &= levels &- 1
      var digits = ahead.occupied[level]
      while digits != 0 {
        let bucket = ahead.buckets[level * 64 + digits.trailingZeroBitCount]
        digits &= digits &- 1
        if let time = firstTime(in: bucket) { return Instant(nanoseconds: time) }
      }
    }
    return nil
  }

  @inlinable
  func firstTime(in bucket: EntryBuckets.Bucket) -> Int64? {
    var first: Int64?
    var chunk = bucket.head
    var left = bucket.count
    while left > 0 {
      let size = min(left, EntryBuckets.chunkSize)
      let start = Int(chunk) * EntryBuckets.chunkSize
      for place in start..<start + size {
        let entry = ahead.entries[place]
        if let first, first <= entry.time { continue }
        if slab.holds(entry.slot, entry.generation) { first = entry.time }
      }
      left -= size
      if left > 0 { chunk = ahead.links[Int(chunk)] }
    }
    return first
  }

  /// Fills the empty front from the first bucket that has a pending event; there must be one.
  @inlinable
  @inline(never)
  mutating func refillFront() {
    front.removeAll()
    while front.isEmpty {
      precondition(ahead.levels != 0, "the queue lost a pending event")
      let level = ahead.levels.trailingZeroBitCount
      let digit = ahead.occupied[level].trailingZeroBitCount
      ahead.base = ahead.start(level: level, digit: digit)
      let bucket = ahead.detach(level: level, digit: digit)
      if level == 0 || bucket.count <= EntryBuckets.chunkSize {
        front.last = ahead.base + (1 << Int64(level * 6) - 1)
        moveToFront(bucket)
      } else {
        spread(bucket)
      }
    }
  }

  /// Sorts the pending events of a bucket into the front and forgets the cancelled ones.
  ///
  /// Looking at every slot here also brings the payloads into the cache, several at a time.
  @inlinable
  mutating func moveToFront(_ bucket: EntryBuckets.Bucket) {
    var chunk = bucket.head
    var left = bucket.count
    while left > 0 {
      let size = min(left, EntryBuckets.chunkSize)
      let start = Int(chunk) &* EntryBuckets.chunkSize
      for place in start..<start &+ size {
        let entry = ahead.entries[place]
        if slab.holds(entry.slot, entry.generation) {
          front.insert(entry)
        } else {
          staleCount &-= 1
        }
      }
      left &-= size
      chunk = ahead.freeChunk(chunk)
    }
  }

  /// Puts the entries of a bucket in again, in their order, relative to the base as it is now.
  @inlinable
  mutating func spread(_ bucket: EntryBuckets.Bucket) {
    var chunk = bucket.head
    var left = bucket.count
    while left > 0 {
      let size = min(left, EntryBuckets.chunkSize)
      let start = Int(chunk) &* EntryBuckets.chunkSize
      for place in start..<start &+ size { ahead.insert(ahead.entries[place]) }
      left &-= size
      chunk = ahead.freeChunk(chunk)
    }
  }
}
