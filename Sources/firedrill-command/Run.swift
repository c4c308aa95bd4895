import Findings
import Scenario

/// `firedrill run`: drills with one seed or many.
struct Run {
  var options: Invocation.RunOptions

  func perform() async -> ExitCode {
    let files = DrillFiles(options.paths)
    var code = ExitCode.allHold
    for problem in files.problems {
      Terminal.complain(problem)
      code = .badInput
    }
    var drills: [LoadedDrill] = []
    for path in files.paths {
      do throws(LoadError) {
        drills += try chosen(try LoadedDrill.load(path), in: path)
      } catch {
        error.complain()
        code = .badInput
      }
    }
    let isBrief = files.hasFolder || files.paths.count > 1
    var orders: [Workers.Order] = []
    var keep: [Workers.Keep] = []
    // Where the orders of each drill end.
    var ends: [Int] = []
    for drill in drills {
      let seeds = options.seeds.all(own: drill.scenario.seed)
      orders += seeds.map { Workers.Order(drill: drill, seed: $0) }
      keep += seeds.map { _ in kept(isBrief: isBrief, isAlone: seeds.count == 1) }
      ends.append(orders.count)
    }
    var output = Output(format: options.format)
    var outcomes: [Workers.Outcome] = []
    var drill = 0
    await Workers(jobs: options.jobs).run(orders, keeping: keep) { index, outcome in
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
    output.end()
    return code
  }

  private func kept(isBrief: Bool, isAlone: Bool) -> Workers.Keep {
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
      .unknown(variant, what: "variation", of: path, among: drills.map(\.variation)))
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
private struct Output {
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
