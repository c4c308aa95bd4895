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

  /// What a run leaves for the output.
  struct Outcome: Sendable {
    var result: SeedResult
    /// The whole report as text, where it will be printed.
    var text: String?
    /// Only where it is asked for, since it holds every record.
    var report: Report?
    /// What the model itself promises and did not keep, in a sentence.
    var brokenInvariant: String?
  }

  /// What of each run is kept beside its figures.
  enum Keep: Sendable {
    case figures
    /// The figures of comparisons as well.
    case compared
    case text(Style)
    case textOfFailures(Style)
    case report
  }

  /// Runs all orders and delivers their outcomes one by one in the order of the orders, as soon as that can be.
  func run(
    _ orders: [Order], keeping keep: [Keep], deliver: (_ index: Int, _ outcome: Outcome) -> Void
  ) async {
    await inParallel(
      Array(zip(orders, keep)), { Self.outcome(of: $0.0, keeping: $0.1) }, deliver: deliver)
  }

  /// Two drills that are run side by side.
  struct Pair: Sendable {
    var first: LoadedDrill
    var second: LoadedDrill
    var seed: UInt64
  }

  /// Where the runs of each pair part, in the order of the pairs.
  func divergences(_ pairs: [Pair]) async -> [Divergence] {
    var found: [Divergence] = []
    await inParallel(
      pairs, { Divergence($0.first.plan, $0.second.plan, seed: $0.seed) },
      deliver: { found.append($1) })
    return found
  }

  private func inParallel<Task: Sendable, Result: Sendable>(
    _ tasks: [Task], _ work: @escaping @Sendable (Task) -> Result,
    deliver: (_ index: Int, _ result: Result) -> Void
  ) async {
    var waiting = [Result?](repeating: nil, count: tasks.count)
    var delivered = 0
    var progress = Progress(total: tasks.count)
    await withTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      while next < min(jobs, tasks.count) {
        let (index, task) = (next, tasks[next])
        group.addTask { (index, work(task)) }
        next += 1
      }
      while let (index, result) = await group.next() {
        waiting[index] = result
        if next < tasks.count {
          let (index, task) = (next, tasks[next])
          group.addTask { (index, work(task)) }
          next += 1
        }
        progress.clear()
        while delivered < tasks.count, let ready = waiting[delivered] {
          waiting[delivered] = nil
          deliver(delivered, ready)
          delivered += 1
        }
        progress.advance()
      }
    }
    progress.clear()
  }

  /// Runs one drill on the thread of the caller.
  static func outcome(of order: Order, keeping keep: Keep) -> Outcome {
    var simulation = Simulation(order.drill.plan, seed: order.seed)
    simulation.run()
    let report = Report(
      simulation.record(), of: order.drill.scenario, file: order.drill.file,
      variation: order.drill.variation, replay: order.drill.replay(seed: order.seed))
    var outcome = Outcome(
      result: SeedResult(report), brokenInvariant: report.evidence.brokenInvariant)
    switch keep {
    case .figures: break
    case .compared: outcome.result = SeedResult(report, isCompared: true)
    case .text(let style): outcome.text = report.text(style)
    case .textOfFailures(let style): outcome.text = report.holds ? nil : report.text(style)
    case .report: outcome.report = report
    }
    return outcome
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

  mutating func clear() {
    if isShown { Terminal.progress("") }
    isShown = false
  }
}
