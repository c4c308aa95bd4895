/// Fetch requests that wait for data (`DelayedFetch`).
struct FetchPurgatory: Sendable {
  /// A request's place at a partition it reads from.
  struct Waiter: Sendable {
    var slot: Int32
    var generation: Int32
    /// The partition's place in the request.
    var entry: Int32
  }

  struct Parked: Sendable {
    var connection: ServerConnection
    var correlation: Int32
    var deadline: Milliseconds
    /// With all partitions that are read, those of its session included.
    var request: FetchRequest
    var context: FetchContext
    var generation: Int32
    var isFree = false
  }

  private(set) var slots: [Parked] = []
  private var free: [Int32] = []
  private var deadlines = DeadlineHeap()

  var count: Int { slots.count - free.count }

  mutating func park(
    connection: ServerConnection, correlation: Int32, deadline: Milliseconds,
    request: consuming FetchRequest,
    context: FetchContext
  ) -> (slot: Int32, generation: Int32) {
    var parked = Parked(
      connection: connection, correlation: correlation, deadline: deadline, request: request,
      context: context, generation: 0)
    guard let slot = free.popLast() else {
      slots.append(parked)
      let slot = Int32(slots.count - 1)
      deadlines.insert(DeadlineHeap.Entry(deadline: deadline, slot: slot, generation: 0))
      return (slot, 0)
    }
    let generation = slots[Int(slot)].generation
    parked.generation = generation
    swap(&parked, &slots[Int(slot)])
    deadlines.insert(
      DeadlineHeap.Entry(deadline: deadline, slot: slot, generation: generation))
    return (slot, generation)
  }

  func isOpen(_ waiter: Waiter) -> Bool {
    slots[Int(waiter.slot)].generation == waiter.generation && !slots[Int(waiter.slot)].isFree
  }

  mutating func release(_ slot: Int32) -> Parked {
    // Swapped out, as a copy would share the partitions with what stays behind.
    var parked = Parked(
      connection: ServerConnection(-1), correlation: 0, deadline: .max,
      request: FetchRequest(
        replica: nil, maxWait: .zero, minBytes: 0, maxBytes: 0, partitions: []),
      context: .sessionless, generation: slots[Int(slot)].generation &+ 1, isFree: true)
    swap(&parked, &slots[Int(slot)])
    free.append(slot)
    return parked
  }

  /// When the next request's time is up.
  var nextDeadline: Milliseconds {
    mutating get {
      dropAnswered()
      return deadlines.first?.deadline ?? .max
    }
  }

  /// A request whose time is up, if there is one.
  mutating func expire(now: Milliseconds) -> Parked? {
    dropAnswered()
    guard let first = deadlines.first, first.deadline <= now else { return nil }
    deadlines.removeFirst()
    return release(first.slot)
  }

  /// Takes answered requests from the front, so that the first entry stands for a parked one.
  private mutating func dropAnswered() {
    while let first = deadlines.first, !isOpen(first.slot, first.generation) {
      deadlines.removeFirst()
    }
  }

  private func isOpen(_ slot: Int32, _ generation: Int32) -> Bool {
    slots[Int(slot)].generation == generation && !slots[Int(slot)].isFree
  }
}
