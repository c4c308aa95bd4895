import ClusterSimulation
import SimulationKernel

/// A drill of usual size: 60 virtual seconds, 3 brokers, 12 partitions, 1,000 records a second.
enum DrillBench {
  static let summary = "[--runs N] [--jobs N] [--partitions N] [--seed N]"

  /// Measures whole runs, from the plan to the end, each on one core; so many `jobs` at the same time.
  static func run(_ options: inout BenchOptions) async throws(BenchError) -> [BenchFigure] {
    let runs = try options.number("runs", default: 5)
    let jobs = try options.number("jobs", default: 1)
    let partitions = try options.number("partitions", default: 12)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .drill)
    let plan = BenchPlan.compiled(partitions: partitions, span: "60s", hasLoad: true)
    let clock = ContinuousClock()
    let start = clock.now
    let (events, fingerprint) = await total(of: runs, from: seed, at: jobs, plan)
    let taken = clock.now - start
    return [
      BenchFigure(
        bench: .drill,
        values: [
          ("runs", .number(runs)), ("jobs", .number(jobs)),
          ("events_per_run", .number(events / runs)),
          ("milliruns_per_second", .number(taken.rate(of: runs * 1000))),
          ("runs_per_second", .number(taken.rate(of: runs))),
          ("events_per_second", .number(taken.rate(of: events))),
          ("fingerprints_xored", .word(String(fingerprint, radix: 16))),
        ])
    ]
  }

  /// The events of all runs, and their fingerprints combined by exclusive or, whichever run ends first.
  private static func total(
    of runs: Int, from seed: Int, at jobs: Int, _ plan: Plan
  ) async -> (events: Int, fingerprint: UInt64) {
    await withTaskGroup(of: (events: Int, fingerprint: UInt64).self) { group in
      for run in 0..<min(jobs, runs) { group.addTask { Self.outcome(of: plan, seed: seed + run) } }
      var begun = min(jobs, runs)
      var total = (events: 0, fingerprint: UInt64(0))
      for await outcome in group {
        total.events += outcome.events
        total.fingerprint ^= outcome.fingerprint
        guard begun < runs else { continue }
        let next = seed + begun
        begun += 1
        group.addTask { Self.outcome(of: plan, seed: next) }
      }
      return total
    }
  }

  private static func outcome(of plan: Plan, seed: Int) -> (events: Int, fingerprint: UInt64) {
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run()
    return (simulation.eventCount, simulation.fingerprint.value)
  }
}
