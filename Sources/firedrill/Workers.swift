import ClusterSimulation
import Findings

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs drills on several cores; what comes back is in the order of what was asked for.
struct Workers {
  var jobs: Int

  init(jobs: Int?) { self.jobs = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// One drill with one seed.
  struct Order: Sendable {
    var drill: LoadedDrill
    var seed: UInt64
  }

  /// What a run leaves for the output; the report only where it is asked for, since it holds every record.
  struct Outcome: Sendable {
    var result: SeedResult
    var report: Report?
    /// What the model itself promises and did not keep, in a sentence.
    var brokenInvariant: String?
  }

  func run(_ orders: [Order], keepingReports keeps: Bool) async -> [Outcome] {
    var outcomes = [Outcome?](repeating: nil, count: orders.count)
    var progress = Progress(total: orders.count)
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var next = 0
      while next < min(jobs, orders.count) {
        let (index, order) = (next, orders[next])
        group.addTask { (index, Self.run(order, keepingReport: keeps)) }
        next += 1
      }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        progress.advance()
        if next < orders.count {
          let (index, order) = (next, orders[next])
          group.addTask { (index, Self.run(order, keepingReport: keeps)) }
          next += 1
        }
      }
    }
    progress.clear()
    return outcomes.compactMap(\.self)
  }

  private static func run(_ order: Order, keepingReport keeps: Bool) -> Outcome {
    var simulation = Simulation(order.drill.plan, seed: order.seed)
    simulation.run()
    let report = Report(
      simulation.record(), of: order.drill.scenario, file: order.drill.file,
      variation: order.drill.variation, replay: order.drill.replay(seed: order.seed))
    let result = SeedResult(report)
    return Outcome(
      result: result, report: keeps ? report : nil,
      brokenInvariant: report.evidence.brokenInvariant)
  }
}

/// A line on the terminal that counts finished runs, once they take more than a second.
private struct Progress {
  private let total: Int
  private var done = 0
  private let began = ContinuousClock.now
  private var isShown = false

  init(total: Int) { self.total = total }

  mutating func advance() {
    done += 1
    guard Terminal.showsProgress, total > 1, ContinuousClock.now - began > .seconds(1) else {
      return
    }
    isShown = true
    Terminal.progress("\(done) of \(total) runs")
  }

  func clear() { if isShown { Terminal.progress("") } }
}
