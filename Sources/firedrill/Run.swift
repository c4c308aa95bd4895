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
    let orders = drills.map { drill in
      options.seeds.all(own: drill.scenario.seed).map { Workers.Order(drill: drill, seed: $0) }
    }
    let isBrief = files.hasFolder || files.paths.count > 1
    let workers = Workers(jobs: options.jobs)
    var output = Output(format: options.format)
    for (drill, orders) in zip(drills, orders) {
      let outcomes = await workers.run(orders, keepingReports: orders.count == 1)
      for (order, outcome) in zip(orders, outcomes) {
        guard let sentence = outcome.brokenInvariant else { continue }
        Terminal.complain(
          "a fault of Firedrill's own: \(sentence)\n  fingerprint "
            + "\(Report.hexadecimal(outcome.result.fingerprint))   replay: "
            + drill.replay(seed: order.seed))
        code = .brokenInvariant
      }
      if !outcomes.allSatisfy(\.result.allHold) { code = max(code, .expectationFailed) }
      output.add(drill, outcomes, isBrief: isBrief)
    }
    output.end()
    return code
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
      if let report = outcomes.first?.report {
        Terminal.print(report.text(style))
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
    let fingerprint = outcomes.count == 1 ? outcomes[0].result.fingerprint : spread.fingerprint
    return (holds ? "ok    " : "FAIL  ") + "\(name)  \(spread.seeds)  \(spread.verdict(.plain))  "
      + Report.hexadecimal(fingerprint) + "\n"
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
