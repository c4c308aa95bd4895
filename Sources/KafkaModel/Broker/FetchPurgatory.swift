/// Fetch requests that wait for data (`DelayedFetch`).
struct FetchPurgatory: Sendable {
  /// A request's place at a partition it reads from.
  struct Waiter: Sendable {
    var slot: Int32
    var generation: Int32
    /// The partition's place in the request.
    var entry: Int32
  }

  /// A parked fetch that something at one of its partitions may complete.
  struct Wake: Sendable {
    var ticket: Int64
    var slot: Int32
  }

  struct Parked: Sendable {
    var connection: ServerConnection
    var correlation: Int32
    var deadline: Milliseconds
    var reader: FetchReader
    /// All that are read, if not those of `session`.
    var partitions: Few<FetchPartition>
    /// The place of the session whose partitions are read; -1 if they are listed.
    var session: Int32
    var context: FetchContext
    /// Fetches are woken in the order in which they came.
    var ticket: Int64
  }

  private(set) var slots: [Parked] = []
  /// How many requests each slot has seen the end of: what names one of those is over. Beside the slots, as it is asked
  /// for every time that somebody may wait, and they are large.
  private(set) var generations: [Int32] = []
  private var free: [Int32] = []
  private var deadlines = DeadlineHeap()
  private var purgesAt = 64
  private var lastTicket: Int64 = 0

  var count: Int { slots.count - free.count }

  mutating func park(
    connection: ServerConnection, correlation: Int32, deadline: Milliseconds, reader: FetchReader,
    partitions: Few<FetchPartition>, session: Int32, context: FetchContext
  ) -> Int32 {
    let slot = free.takeLast() ?? Int32(slots.count)
    if Int(slot) == slots.count {
      slots.append(.vacant)
      generations.append(0)
    }
    lastTicket += 1
    slots[Int(slot)].occupy(
      connection: connection, correlation: correlation, deadline: deadline, reader: reader,
      partitions: partitions, session: session, context: context, ticket: lastTicket)
    deadlines.insert(
      DeadlineHeap.Entry(
        deadline: deadline, slot: slot, generation: generations[Int(slot)]))
    if deadlines.count >= purgesAt { purge() }
    return slot
  }

  /// Takes the answered ones out when they may be as many as the others: one by one from the front each would have to
  /// be sorted first.
  private mutating func purge() {
    let generations = generations
    deadlines.keep { generations[Int($0.slot)] == $0.generation }
    purgesAt = max(64, 2 * deadlines.count)
  }

  func isOpen(_ waiter: Waiter) -> Bool { generations[Int(waiter.slot)] == waiter.generation }

  /// The fetch in a slot is answered, or will be at once; its list does not stay behind, where it would be shared.
  mutating func release(_ slot: Int32) -> Few<FetchPartition> {
    free.append(slot)
    generations[Int(slot)] &+= 1
    return slots[Int(slot)].session < 0 ? slots[Int(slot)].partitions.takeAll() : .none
  }

  /// When the next request's time is up.
  var nextDeadline: Milliseconds {
    mutating get {
      dropAnswered()
      return deadlines.first?.deadline ?? .max
    }
  }

  /// The slot of a request whose time is up, if there is one.
  mutating func nextExpired(now: Milliseconds) -> Int32? {
    dropAnswered()
    guard let first = deadlines.first, first.deadline <= now else { return nil }
    return first.slot
  }

  /// Takes answered requests from the front, so that the first entry stands for a parked one.
  private mutating func dropAnswered() {
    while let first = deadlines.first, generations[Int(first.slot)] != first.generation {
      deadlines.removeFirst()
    }
  }
}

extension FetchPurgatory.Parked {
  fileprivate static let vacant = Self(
    connection: ServerConnection(-1), correlation: 0, deadline: .max, reader: .nobody,
    partitions: .none, session: -1, context: .sessionless, ticket: 0)

  /// Fills the slot. What it holds is written where it lies.
  @inline(__always)
  fileprivate mutating func occupy(
    connection: ServerConnection, correlation: Int32, deadline: Milliseconds, reader: FetchReader,
    partitions: Few<FetchPartition>, session: Int32, context: FetchContext, ticket: Int64
  ) {
    self.connection = connection
    self.correlation = correlation
    self.deadline = deadline
    self.reader = reader
    self.partitions = partitions
    self.session = session
    self.context = context
    self.ticket = ticket
  }
}
