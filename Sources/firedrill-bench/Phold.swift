import SimulationKernel

/// PHOLD, the usual load for event queues: every event handled pushes one for a random process.
///
/// The new event comes 0.1 s + an exponential time of mean 1 s later, so as many stay pending as there
/// were at the start. Each of the 1,024 logical processes draws from its own stream.
struct Phold: ~Copyable {
  static let summary = "[--pending N] [--events N] [--warm-up N] [--seed N]"

  private static let processCount = 1024
  private static let lookahead: Int64 = 100_000_000
  private static let meanDelay: Int64 = 1_000_000_000

  private var queue = EventQueue<UInt32>()
  private var processes: [RandomStream]
  private var fingerprint = Fingerprint()

  private init(pending: Int, seed: UInt64) {
    processes = (0..<Self.processCount).map { index in
      RandomStream(seed: seed, name: "process-\(index)", purpose: "phold")
    }
    for event in 0..<pending { pushEvent(drawnBy: event % Self.processCount) }
  }

  /// Measures the events handled per second of real time after the warm-up, and the queue's memory.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let pending = try options.number("pending", default: 16_384)
    let events = try options.number("events", default: 10_000_000)
    let warmUp = try options.number("warm-up", default: 2 * pending)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .phold)
    var phold = Phold(pending: pending, seed: UInt64(seed))
    phold.handle(warmUp)
    let clock = ContinuousClock()
    let start = clock.now
    phold.handle(events)
    let (seconds, attoseconds) = (clock.now - start).components
    let elapsed = Double(seconds) + Double(attoseconds) / 1e18
    return [
      BenchFigure(
        bench: .phold,
        values: [
          ("pending", .number(pending)),
          ("events", .number(events)),
          ("events_per_second", .number(Int(Double(events) / elapsed))),
          ("bytes_per_pending_event", .number(phold.queue.allocatedBytes / pending)),
          ("fingerprint", .word(phold.fingerprint.description)),
        ])
    ]
  }

  private mutating func handle(_ events: Int) {
    for _ in 0..<events {
      guard let (at, process) = queue.pop() else { return }
      fingerprint.fold(at.nanoseconds)
      pushEvent(drawnBy: Int(process))
    }
  }

  private mutating func pushEvent(drawnBy process: Int) {
    let delay = Self.lookahead + processes[process].exponential(mean: Self.meanDelay)
    let target = UInt32(processes[process].below(UInt64(Self.processCount)))
    queue.push(target, at: queue.now.advanced(byNanoseconds: delay))
  }
}
