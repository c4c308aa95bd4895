import ClusterSimulation
import Findings
import Scenario

/// `firedrill inspect`: an estate in the middle of a drill, as Kafka's own tools would describe it.
struct Inspect {
  var options: Invocation.InspectOptions

  func perform() -> ExitCode {
    let drill: LoadedDrill
    do throws(LoadError) {
      drill = try chosen(try LoadedDrill.load(options.path))
    } catch {
      error.complain()
      return .badInput
    }
    var simulation = Simulation(drill.plan, seed: options.seed ?? drill.scenario.seed)
    simulation.run(until: options.at.nanoseconds)
    if simulation.isFinished {
      Terminal.complain("the drill ended before \(options.at); this is its end")
    }
    let inspection = Inspection(simulation.view, sections: options.sections)
    switch options.format {
    case .text: Terminal.print(inspection.text(Terminal.style))
    case .json:
      var writer = JSONWriter()
      inspection.write(to: &writer)
      Terminal.print(writer.text)
    }
    return .allHold
  }

  private func chosen(_ drills: [LoadedDrill]) throws(LoadError) -> LoadedDrill {
    let names = drills.variationNames
    guard let variant = options.variant else {
      guard drills.count == 1 else {
        throw .usage(
          UsageError(
            "'\(options.path)' holds \(drills.count) drills; choose one with --variant (known: "
              + names.joined(separator: "; ") + ")"))
      }
      return drills[0]
    }
    guard let drill = drills.first(where: { $0.variation == variant }) else {
      throw .usage(.unknown(variant, what: "variation", of: options.path, among: names))
    }
    return drill
  }
}
