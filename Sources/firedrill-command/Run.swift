import Findings
import Scenario

/// `firedrill run`: drills with one seed or many.
struct Run {
  private let options: Invocation.RunOptions
  private var code = ExitCode.allHold
  private var drills: [LoadedDrill] = []
  private var orders: [Workers.Order] = []
  private var keep: [Workers.Keep] = []
  /// Where the orders of each drill end.
  private var ends: [Int] = []
  private let isBrief: Bool
  private var output: Output
  /// Of the drill in hand.
  private var outcomes: [Workers.Outcome] = []
  private var drill = 0

  /// Loads the drills.
  init(options: Invocation.RunOptions) {
    self.options = options
    output = Output(format: options.format)
    let files = DrillFiles(options.paths)
    isBrief = files.hasFolder || files.paths.count > 1
    for problem in files.problems {
      Terminal.complain(problem)
      code = .badInput
    }
    for path in files.paths {
      do throws(LoadError) {
        drills += try chosen(try LoadedDrill.load(path), in: path)
      } catch {
        error.complain()
        code = .badInput
      }
    }
    for drill in drills {
      let seeds = options.seeds.all(own: drill.scenario.seed)
      orders += seeds.map { Workers.Order(drill: drill, seed: $0) }
      let kept = kept(isAlone: seeds.count == 1)
      keep += seeds.map { _ in kept }
      ends.append(orders.count)
    }
  }

  /// One run, or none: no other thread is worth its start.
  var needsNoThreads: Bool { orders.count <= 1 }

  /// Runs on the thread of the caller.
  mutating func performHere() -> ExitCode {
    for index in orders.indices {
      take(index, Workers.outcome(of: orders[index], keeping: keep[index]))
    }
    output.end()
    return code
  }

  /// Runs on several cores.
  mutating func perform() async -> ExitCode {
    await Workers(jobs: options.jobs).run(orders, keeping: keep) { take($0, $1) }
    output.end()
    return code
  }

  private mutating func take(_ index: Int, _ outcome: Workers.Outcome) {
    outcomes.append(outcome)
    if let sentence = outcome.brokenInvariant {
      Terminal.complain(
        "a fault of Firedrill's own: \(sentence)\n  fingerprint "
          + "\(Report.hexadecimal(outcome.result.fingerprint))   replay: "
          + drills[drill].replay(seed: outcome.result.seed))
      code = .brokenInvariant
    }
    guard index + 1 == ends[drill] else { return }
    if !outcomes.allSatisfy(\.result.allHold) { code = max(code, .expectationFailed) }
    output.add(drills[drill], outcomes, isBrief: isBrief)
    outcomes.removeAll()
    drill += 1
  }

  private func kept(isAlone: Bool) -> Workers.Keep {
    guard isAlone else { return .figures }
    switch options.format {
    case .json: return .report
    case .text: return isBrief ? .textOfFailures(Terminal.style) : .text(Terminal.style)
    }
  }

  private func chosen(
    _ drills: [LoadedDrill], in path: String
  ) throws(LoadError) -> [LoadedDrill] {
    guard let variant = options.variant else { return drills }
    let chosen = drills.filter { $0.variation == variant }
    guard chosen.isEmpty else { return chosen }
    throw .usage(
      .unknown(variant, what: "variation", of: path, among: drills.variationNames))
  }
}

extension Invocation.Seeds {
  func all(own: UInt64) -> [UInt64] {
    switch self {
    case .own: [own]
    case .one(let seed): [seed]
    case .range(let range): Array(range)
    }
  }
}

/// Prints results as they come (text), or all of them as one object (JSON).
private struct Output: Sendable {
  private let format: Invocation.Format
  private var drills: [(LoadedDrill, [Workers.Outcome])] = []
  private var failures = 0
  private var count = 0
  private var wasBrief = false

  init(format: Invocation.Format) { self.format = format }

  mutating func add(_ drill: LoadedDrill, _ outcomes: [Workers.Outcome], isBrief: Bool) {
    count += 1
    let holds = outcomes.allSatisfy(\.result.allHold)
    if !holds { failures += 1 }
    wasBrief = isBrief
    switch format {
    case .json: drills.append((drill, outcomes))
    case .text:
      let style = Terminal.style
      if isBrief { Terminal.print(line(drill, outcomes, holds: holds)) }
      guard !isBrief || !holds else { return }
      if count > 1 || isBrief { Terminal.print("\n") }
      if let text = outcomes.first?.text {
        Terminal.print(text)
      } else {
        let spread = spread(drill, outcomes)
        Terminal.print(spread.text(style))
        if let seed = spread.firstFailure {
          Terminal.print("replay: \(drill.replay(seed: seed))\n")
        } else if let first = outcomes.first {
          Terminal.print("replay one: \(drill.replay(seed: first.result.seed))\n")
        }
      }
      if isBrief { Terminal.print("\n") }
    }
  }

  private func line(
    _ drill: LoadedDrill, _ outcomes: [Workers.Outcome], holds: Bool
  ) -> String {
    let name = drill.file + (drill.variation.isEmpty ? "" : " [\(drill.variation)]")
    let spread = spread(drill, outcomes)
    var fingerprint = spread.fingerprint
    var verdict = spread.verdict(.plain)
    if outcomes.count == 1 {
      fingerprint = outcomes[0].result.fingerprint
      let (failed, all) = (
        outcomes[0].result.holds.count { !$0 }, outcomes[0].result.holds.count
      )
      verdict =
        failed == 0 ? "\(all) hold" : "\(failed) of \(all) \(failed == 1 ? "does" : "do") not hold"
    }
    return (holds ? "ok    " : "FAIL  ")
      + "\(Report.hexadecimal(fingerprint))  \(name), \(spread.seeds): \(verdict)\n"
  }

  private func spread(_ drill: LoadedDrill, _ outcomes: [Workers.Outcome]) -> Spread {
    Spread(
      outcomes.map(\.result), of: drill.scenario.expectations, file: drill.file,
      variation: drill.variation)
  }

  func end() {
    switch format {
    case .text:
      guard wasBrief else { return }
      let drills = count == 1 ? "1 drill" : "\(count) drills"
      Terminal.print("\(drills), \(failures == 0 ? "none fails" : "\(failures) fail")\n")
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("firedrill", FiredrillCommand.version)
        writer.key("holds", failures == 0)
        writer.key("drills")
        writer.list(drills) { writer, drill in
          if let report = drill.1.first?.report {
            report.write(to: &writer)
          } else {
            spread(drill.0, drill.1).write(to: &writer)
          }
        }
      }
      Terminal.print(writer.text)
    }
  }
}
