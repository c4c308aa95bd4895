import ClusterSimulation
import Findings
import Scenario

/// A drill that is run, for what machines must have done to be told.
enum DrillFixture {
  static func report(_ text: String) throws -> Report {
    let scenario = try Scenario.read(Array(text.utf8), file: "d.json5")
    var compiler = PlanCompiler(scenario, file: "d.json5")
    var simulation = Simulation(try compiler.compile(), seed: 1)
    simulation.run()
    return Report(
      simulation.record(), of: scenario, file: "d.json5", variation: "", replay: "firedrill run")
  }
}
