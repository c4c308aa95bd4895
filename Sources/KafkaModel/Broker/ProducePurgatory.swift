/// Produce requests with acks=all that wait until enough replicas have their records (`DelayedProduce`).
struct ProducePurgatory: Sendable {
  /// A request's place at a partition it waits for.
  struct Waiter: Sendable {
    var slot: Int32
    var generation: Int32
    /// The partition's place in the answer.
    var entry: Int32
    /// Done when the high watermark is here.
    var required: Offset
  }

  struct Parked: Sendable {
    var connection: ServerConnection
    var correlation: Int32
    var deadline: Milliseconds
    var answers: Few<ProducePartitionResponse>
    /// Entries that still wait; their error is REQUEST_TIMED_OUT until they are decided.
    var open: Int32
    var generation: Int32
    var isFree = false
  }

  private(set) var slots: [Parked] = []
  private var free: [Int32] = []

  var count: Int { slots.count - free.count }

  /// The ticket under which the request is parked.
  mutating func park(
    connection: ServerConnection, correlation: Int32, deadline: Milliseconds,
    answers: Few<ProducePartitionResponse>, open: Int32
  ) -> (slot: Int32, generation: Int32) {
    var parked = Parked(
      connection: connection, correlation: correlation, deadline: deadline, answers: answers,
      open: open, generation: 0)
    guard let slot = free.takeLast() else {
      slots.append(parked)
      return (Int32(slots.count - 1), 0)
    }
    let generation = slots[Int(slot)].generation
    parked.generation = generation
    swap(&parked, &slots[Int(slot)])
    return (slot, generation)
  }

  func isOpen(_ waiter: Waiter) -> Bool {
    slots[Int(waiter.slot)].generation == waiter.generation && !slots[Int(waiter.slot)].isFree
  }

  /// Decides one partition; true if it was the last of its request, which is to be released and answered.
  mutating func decide(
    _ waiter: Waiter, error: ErrorCode, currentLeader: CurrentLeader?
  ) -> Bool {
    let slot = Int(waiter.slot)
    slots[slot].answers[Int(waiter.entry)].error = error
    if error != .none {
      slots[slot].answers[Int(waiter.entry)].baseOffset = .none
      slots[slot].answers[Int(waiter.entry)].currentLeader = currentLeader
    }
    slots[slot].open -= 1
    return slots[slot].open == 0
  }

  /// The earliest deadline of all that wait.
  var nextDeadline: Milliseconds {
    slots.reduce(.max) { $1.isFree ? $0 : min($0, $1.deadline) }
  }

  /// The slot of a request whose time is up, if there is one; undecided partitions answer REQUEST_TIMED_OUT.
  func nextExpired(now: Milliseconds) -> Int32? {
    slots.firstIndex { !$0.isFree && $0.deadline <= now }.map { Int32($0) }
  }

  /// The request in a slot is answered, or will be at once: its answers, which do not stay behind to be shared.
  mutating func release(_ slot: Int32) -> Few<ProducePartitionResponse> {
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].isFree = true
    free.append(slot)
    return slots[Int(slot)].answers.takeAll()
  }
}
