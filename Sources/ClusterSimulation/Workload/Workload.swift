package import KafkaModel
package import SimulationKernel

/// One producer's calling thread: the times at which its records are due and what they look like.
///
/// The thread sends one record after the other; while send() blocks nothing else is sent, and what
/// became due meanwhile follows in a burst, as the one-thread load generators behind the recordings do.
package struct Workload: Sendable {
  package var plan: PlannedWorkload
  /// Due time of the next record since the start of the load, nanoseconds.
  package private(set) var nextDue: Int64
  package private(set) var sent: Int64 = 0
  package private(set) var ended = false
  private var begunAt: Int64
  private var fraction: Int64 = 0
  private var sizes: RandomStream
  private var keyDraws: RandomStream
  private var keys: KeyTable

  package init(plan: PlannedWorkload, name: String, seed: UInt64) {
    self.plan = plan
    begunAt = plan.start
    nextDue = plan.start
    sizes = RandomStream(seed: seed, name: name, purpose: "record sizes")
    keyDraws = RandomStream(seed: seed, name: name, purpose: "keys")
    keys = KeyTable(plan.keys)
    if case .recorded(let times) = plan.arrivals {
      nextDue = times.first ?? plan.start
      ended = times.isEmpty
    }
    if plan.count == 0 { ended = true }
  }

  /// No record is due after this call.
  package mutating func end() { ended = true }

  /// Sends on at another pace from `time` on (since the start of the load).
  package mutating func change(to arrivals: PlannedWorkload.Arrivals, at time: Int64) {
    plan.arrivals = arrivals
    begunAt = time
    nextDue = max(nextDue, time)
    fraction = 0
  }

  /// The next record's shape; moves on to the record after it.
  package mutating func takeRecord(at time: Int64) -> Shape {
    let number = sent
    sent += 1
    advance(from: time)
    if let count = plan.count, sent >= count { ended = true }
    if let duration = plan.duration, nextDue > plan.start + duration { ended = true }
    let size: Int32
    switch plan.valueSize {
    case .fixed(let bytes): size = bytes
    case .uniform(let low, let high):
      size = Int32(sizes.uniform(in: Int64(low)...Int64(high)))
    }
    return Shape(
      topic: plan.topics[Int(number % Int64(plan.topics.count))],
      key: keys.key(of: number, draws: &keyDraws), valueSize: size)
  }

  /// What a record looks like to the producer.
  package struct Shape: Sendable {
    package var topic: Int
    package var key: KeyTable.Key?
    package var valueSize: Int32
  }

  private mutating func advance(from time: Int64) {
    switch plan.arrivals {
    case .constant(let records, let per):
      // Exact in the long run: the remainder is carried, so that no rate drifts.
      let total = per + fraction
      nextDue += total / records
      fraction = total % records
    case .ramp(let from, let to, let over):
      let elapsed = min(max(nextDue - begunAt, 0), over)
      let rate = over == 0 ? to : from + (to - from) * (elapsed / 1_000) / max(over / 1_000, 1)
      nextDue += rate <= 0 ? 1_000_000 : 1_000_000_000_000 / rate
    case .burst(let size, let every):
      if sent % size == 0 { nextDue += every }
    case .recorded(let times):
      if sent < Int64(times.count) { nextDue = times[Int(sent)] } else { ended = true }
    case .unthrottled:
      nextDue = time
    }
  }
}
