import ClusterSimulation
import SimulationKernel

/// A drill of usual size: 60 virtual seconds, 3 brokers, 12 partitions, 1,000 records a second.
enum DrillBench {
  static let summary = "[--runs N] [--partitions N] [--seed N]"

  /// Measures whole runs, from the plan to the end, one after the other on one core.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let runs = try options.number("runs", default: 5)
    let partitions = try options.number("partitions", default: 12)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .drill)
    let plan = BenchPlan.compiled(partitions: partitions, span: "60s", hasLoad: true)
    let clock = ContinuousClock()
    var events = 0
    var fingerprint: UInt64 = 0
    let start = clock.now
    for run in 0..<runs {
      var simulation = Simulation(plan, seed: UInt64(seed + run))
      simulation.run()
      events += simulation.eventCount
      fingerprint ^= simulation.fingerprint.value
    }
    let taken = clock.now - start
    return [
      BenchFigure(
        bench: .drill,
        values: [
          ("runs", .number(runs)), ("events_per_run", .number(events / runs)),
          ("milliruns_per_second", .number(taken.rate(of: runs * 1000))),
          ("runs_per_second", .number(taken.rate(of: runs))),
          ("events_per_second", .number(taken.rate(of: events))),
          ("fingerprints_xored", .word(String(fingerprint, radix: 16))),
        ])
    ]
  }
}
