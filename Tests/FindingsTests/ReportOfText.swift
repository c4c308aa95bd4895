import ClusterSimulation
import Findings
import Scenario

extension Report {
  /// Of a drill's text, run to its end with seed 1; the record beside it.
  static func running(_ text: String) throws -> (report: Report, record: RunRecord) {
    let scenario = try Scenario.read(Array(text.utf8), file: "d.json5")
    var compiler = PlanCompiler(scenario, file: "d.json5")
    var simulation = Simulation(try compiler.compile(), seed: 1)
    simulation.run()
    let record = simulation.record()
    return (
      Report(record, of: scenario, file: "d.json5", variation: "", replay: "firedrill run"), record
    )
  }

  /// Its words, however the lines break.
  var words: String {
    text(.plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
