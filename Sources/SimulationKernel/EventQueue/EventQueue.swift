/// The pending events of a simulation, popped by time, and in the order of pushing where times are equal.
///
/// The queue is monotone: virtual time never runs backwards, so nothing is pushed before ``now``, the
/// time of the last event popped. This allows a radix heap, whose cost hardly grows with what is pending.
/// Payloads lie still in a slab while only 16 bytes per event are moved.
///
/// One owner holds a queue; ``copy()`` forks it on purpose.
@frozen
public struct EventQueue<Payload>: ~Copyable {
  @usableFromInline var slab: PayloadSlab<Payload>
  @usableFromInline var front: EntryRun
  @usableFromInline var ahead: EntryBuckets
  /// Entries in `front` and `ahead` whose events were cancelled.
  @usableFromInline var staleCount: Int

  @usableFromInline var pendingCount: Int
  @usableFromInline var present: Instant

  /// An empty queue at the start of virtual time.
  @inlinable
  public init() {
    self.init(
      slab: PayloadSlab(capacity: 64), front: EntryRun(capacity: 128),
      ahead: EntryBuckets(chunks: 16), staleCount: 0, count: 0, now: .zero)
  }

  @inlinable
  init(
    slab: consuming PayloadSlab<Payload>, front: consuming EntryRun, ahead: consuming EntryBuckets,
    staleCount: Int, count: Int, now: Instant
  ) {
    self.slab = slab
    self.front = front
    self.ahead = ahead
    self.staleCount = staleCount
    pendingCount = count
    present = now
  }

  /// How many events are pending. O(1).
  @inlinable
  public var count: Int { pendingCount }

  /// The time of the last event popped, at first the start: nothing can be pushed before it. O(1).
  @inlinable
  public var now: Instant { present }

  /// Whether no event is pending. O(1).
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// Bytes that the queue has allocated, without what payloads themselves refer to. O(1).
  @inlinable
  public var allocatedBytes: Int {
    slab.allocatedBytes + front.allocatedBytes + ahead.allocatedBytes
  }

  /// A queue with the same pending events in the same order; every ``EventID`` is valid in both. O(count).
  @inlinable
  public func copy() -> EventQueue {
    EventQueue(
      slab: slab.copy(), front: front.copy(), ahead: ahead.copy(), staleCount: staleCount,
      count: count, now: now)
  }
}

/// The queue owns its buffers alone, so it may change threads with its payloads.
extension EventQueue: @unchecked Sendable where Payload: Sendable {}
