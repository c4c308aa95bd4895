import ClusterSimulation
import SimulationKernel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Copies of a running drill: what another future costs before and after it has begun.
enum ForkBench {
  static let summary = "[--copies N] [--at SECONDS] [--seed N]"

  /// One held copy; an array cannot hold what may not be copied by accident.
  private final class Future {
    var simulation: Simulation

    init(_ simulation: consuming Simulation) { self.simulation = simulation }
  }

  /// Measures time and memory of a copy half-way through the drill bench's run, then the memory once every
  /// copy has run one virtual second more.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let copies = try options.number("copies", default: 16)
    let seconds = try options.number("at", default: 30)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .fork)
    let plan = BenchPlan.compiled(partitions: 12, span: "60s", hasLoad: true)
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run(until: Int64(seconds) * 1_000_000_000)
    var futures: [Future] = []
    futures.reserveCapacity(copies)
    let before = residentBytes()
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<copies { futures.append(Future(simulation.fork())) }
    let taken = clock.now - start
    let held = residentBytes() - before
    for future in futures { future.simulation.run(until: Int64(seconds + 1) * 1_000_000_000) }
    let grown = residentBytes() - before
    return [
      BenchFigure(
        bench: .fork,
        values: [
          ("copies", .number(copies)), ("at_virtual_second", .number(seconds)),
          ("microseconds", .number(taken.inMicroseconds / copies)),
          ("bytes", .number(held / copies)),
          ("bytes_after_a_second", .number(grown / copies)),
        ])
    ]
  }

  /// Memory of this process that is in use, from the kernel; 0 where it does not say.
  private static func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var text: [CChar] = Array(repeating: 0, count: 128)
    let length = fread(&text, 1, text.count - 1, file)
    let fields = text[..<length].split(separator: CChar(UInt8(ascii: " ")))
    guard fields.count > 1 else { return 0 }
    let pages = fields[1].reduce(0) { $0 * 10 + Int($1) - Int(UInt8(ascii: "0")) }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
