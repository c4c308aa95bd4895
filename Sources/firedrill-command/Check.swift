import Findings
import Scenario

/// `firedrill check`: what a drill file means, without running it.
struct Check {
  var path: String
  var format: Invocation.Format

  func perform() -> ExitCode {
    let drills: [LoadedDrill]
    do {
      drills = try LoadedDrill.load(path)
    } catch {
      error.complain()
      return .badInput
    }
    let descriptions = drills.map { drill in
      PlanDescription(
        drill.scenario, plan: drill.plan, settings: drill.settings, file: drill.file,
        variation: drill.variation)
    }
    switch format {
    case .text:
      Terminal.print(descriptions.map { $0.text(Terminal.style) }.joined(separator: "\n"))
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("firedrill", FiredrillCommand.version)
        writer.key("drills")
        writer.list(descriptions) { $1.write(to: &$0) }
      }
      Terminal.print(writer.text)
    }
    return .allHold
  }
}
