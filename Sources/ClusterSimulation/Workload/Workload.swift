package import KafkaModel
import SimulationKernel

/// One producer's calling thread: the times at which its records are due and what they look like.
///
/// The thread sends one record after the other; while send() blocks nothing else is sent, and what
/// became due meanwhile follows in a burst, as the one-thread load generators behind the recordings do.
package struct Workload: Sendable {
  package private(set) var plan: PlannedWorkload
  /// When the next record is due, nanoseconds since the start of the run; nil when none is.
  package private(set) var nextDue: Int64?
  package private(set) var sent: Int64 = 0
  /// The last record has been sent or none will follow; false before the start.
  package private(set) var isOver = false
  /// When the record was due that came next when the caller's process ended; nil while it runs.
  private var interrupted: Int64?
  private var pace: Pace
  private var startedAt: Int64 = 0
  private var sizes: RandomStream
  private var keyDraws: RandomStream
  private var partitionDraws: RandomStream
  package let keys: KeyTable

  package init(plan: PlannedWorkload, name: String, rule: WeightedRule?, seed: UInt64) {
    self.plan = plan
    pace = Pace(plan.arrivals, from: 0)
    sizes = RandomStream(seed: seed, name: name, purpose: "record sizes")
    keyDraws = RandomStream(seed: seed, name: name, purpose: "keys")
    partitionDraws = RandomStream(seed: seed, name: name, purpose: "explicit partitions")
    keys = KeyTable(plan.keys, rule: rule)
  }

  /// The first record is due from `time` on.
  package mutating func start(at time: Int64) {
    startedAt = time
    pace = Pace(plan.arrivals, from: time)
    nextDue = plan.count == 0 ? nil : pace.next()
    isOver = nextDue == nil
  }

  /// No record is due after this call.
  package mutating func end() {
    nextDue = nil
    interrupted = nil
    isOver = true
  }

  /// The caller's process has ended: nothing is due until it runs again.
  package mutating func interrupt() {
    interrupted = nextDue ?? interrupted
    nextDue = nil
  }

  /// The caller runs again: its load goes on as planned, and what was due meanwhile is never sent.
  package mutating func resume(at time: Int64) {
    guard var due = interrupted else { return }
    interrupted = nil
    if isUnthrottled { pace = Pace(pace.arrivals, from: time) }
    while due < time {
      guard let next = pace.next() else { return end() }
      due = next
    }
    nextDue = isWithinDuration(due) ? due : nil
    isOver = nextDue == nil
  }

  private func isWithinDuration(_ due: Int64) -> Bool {
    plan.duration.map { due - startedAt <= $0 } ?? true
  }

  /// The caller sends without pause, each call taking its own time.
  package var isUnthrottled: Bool {
    if case .unthrottled = pace.arrivals { true } else { false }
  }

  /// Sends on at another pace from `time` on.
  package mutating func change(to arrivals: Arrivals, at time: Int64) {
    guard nextDue != nil || interrupted != nil else { return }
    pace = Pace(arrivals, from: time)
    if interrupted == nil { nextDue = pace.next() } else { interrupted = pace.next() }
  }

  /// The next record's shape; moves on to the record after it.
  package mutating func takeRecord() -> Shape {
    let number = sent
    sent += 1
    nextDue = pace.next()
    if let count = plan.count, sent >= count { nextDue = nil }
    if let due = nextDue, !isWithinDuration(due) { nextDue = nil }
    isOver = nextDue == nil
    let size =
      plan.valueSize.lowerBound == plan.valueSize.upperBound
      ? plan.valueSize.lowerBound : sizes.uniform(in: plan.valueSize)
    let turn = Int32(number % Int64(plan.topics.count))
    return Shape(
      topic: plan.topics[Int(turn)], turn: turn, partition: partition(of: number),
      key: keys.key(of: number, draws: &keyDraws), valueSize: Int32(size))
  }

  /// What a record looks like to the producer.
  package struct Shape: Sendable {
    package var topic: Int
    /// The topic's place among those of the producer.
    package var turn: Int32
    package var partition: PartitionIndex?
    package var key: KeyTable.Key?
    package var valueSize: Int32
  }

  private mutating func partition(of number: Int64) -> PartitionIndex? {
    switch plan.partition {
    case .partitioner: return nil
    case .explicit(let partition): return partition
    case .inTurn(let partitions):
      let (turn, topic) = number.quotientAndRemainder(dividingBy: Int64(plan.topics.count))
      return PartitionIndex(Int32(turn % Int64(partitions[Int(topic)])))
    case .weighted(let weights):
      var drawn = Int64(partitionDraws.below(UInt64(weights.reduce(0, +))))
      for (index, weight) in weights.enumerated() {
        if drawn < weight { return PartitionIndex(Int32(index)) }
        drawn -= weight
      }
      preconditionFailure("a weighted choice draws below the sum of its weights")
    }
  }
}
