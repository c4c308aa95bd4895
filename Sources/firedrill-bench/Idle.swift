import ClusterSimulation
import SimulationKernel

/// A cluster on which nothing happens: only heartbeats, long polls and background jobs pass.
enum Idle {
  static let summary = "[--hours N] [--partitions N] [--seed N]"

  /// Measures the real time of so many virtual hours.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let hours = try options.number("hours", default: 24)
    let partitions = try options.number("partitions", default: 12)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .idle)
    let plan = BenchPlan.compiled(partitions: partitions, span: "\(hours)h", hasLoad: false)
    let clock = ContinuousClock()
    let start = clock.now
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run()
    let taken = clock.now - start
    return [
      BenchFigure(
        bench: .idle,
        values: [
          ("virtual_hours", .number(hours)), ("milliseconds", .number(taken.inMicroseconds / 1000)),
          ("events", .number(simulation.eventCount)),
          ("events_per_second", .number(taken.rate(of: simulation.eventCount))),
          ("fingerprint", .word(simulation.fingerprint.description)),
        ])
    ]
  }
}
