/// The next entries of the queue in the order in which they will be popped.
///
/// It is responsible for all times up to ``last``: what is pushed there is sorted in, after its equals.
@frozen
@usableFromInline
struct EntryRun: ~Copyable {
  @usableFromInline var entries: UnsafeMutablePointer<QueueEntry>
  @usableFromInline var head: Int
  @usableFromInline var end: Int
  @usableFromInline var capacity: Int
  /// The last time (ns, inclusive) that belongs here.
  @usableFromInline var last: Int64

  @inlinable
  init(capacity: Int) {
    entries = .allocate(capacity: capacity)
    head = 0
    end = 0
    self.capacity = capacity
    last = -1
  }

  @inlinable
  deinit { entries.deallocate() }

  @inlinable
  var isEmpty: Bool { head == end }

  @inlinable
  var count: Int { end &- head }

  @inlinable
  var allocatedBytes: Int { capacity * MemoryLayout<QueueEntry>.stride }

  /// Sorts an entry in, after those of the same time. O(entries between it and the nearer end), once some were popped.
  @inlinable
  mutating func insert(_ entry: QueueEntry) {
    if head > 0, head < end, entries[head &+ (end &- head) / 2].time > entry.time {
      return insertEarly(entry)
    }
    if end == capacity { makeRoom() }
    var place = end
    while place > head && entries[place &- 1].time > entry.time {
      entries[place] = entries[place &- 1]
      place &-= 1
    }
    entries[place] = entry
    end &+= 1
  }

  /// Sorts in an entry of the first half: those before it move into the room that popped ones have left.
  @inlinable
  mutating func insertEarly(_ entry: QueueEntry) {
    head &-= 1
    var place = head
    while entries[place &+ 1].time <= entry.time {
      entries[place] = entries[place &+ 1]
      place &+= 1
    }
    entries[place] = entry
  }

  @inlinable
  mutating func removeAll() {
    head = 0
    end = 0
  }

  @usableFromInline
  @inline(never)
  mutating func makeRoom() {
    let kept = end - head
    if head > capacity / 2 {
      entries.update(from: entries + head, count: kept)
    } else {
      let larger = UnsafeMutablePointer<QueueEntry>.allocate(capacity: capacity * 2)
      larger.initialize(from: entries + head, count: kept)
      entries.deallocate()
      entries = larger
      capacity *= 2
    }
    head = 0
    end = kept
  }

  @usableFromInline
  func copy() -> EntryRun {
    var copy = EntryRun(capacity: capacity)
    copy.entries.initialize(from: entries + head, count: count)
    copy.end = count
    copy.last = last
    return copy
  }
}
