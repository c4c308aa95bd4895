import ClusterSimulation
import Findings
import Scenario

/// A rehearsal of a failure of an Apache Kafka estate, read from the text of a drill file.
///
/// The text is compiled once: names are resolved, every default is filled in, every setting is held against
/// Kafka's own definitions. Running it is a pure function of the drill and a seed. The language is described in
/// Docs/ScenarioFormat.md.
public struct Drill: Sendable {
  /// What errors and reports call the drill.
  public let name: String
  /// The variation of the text that this is; empty for a text without `vary`.
  public let variation: String
  private let scenario: Scenario
  private let plan: Plan

  /// Reads the one drill that a text holds.
  ///
  /// Files that the text would name (server.properties and the like) are not read: such settings stand in `config`.
  ///
  /// - Parameters:
  ///   - text: A drill in the language of drill files.
  ///   - name: What errors and reports call it, usually the name of its file.
  /// - Throws: What is wrong with the text and where, also when `vary` makes several drills of it.
  public init(_ text: String, name: String = "drill.json5") throws(DrillError) {
    let drills = try Drill.all(text, name: name)
    guard drills.count == 1 else {
      let names = drills.map { "'\($0.variation)'" }.joined(separator: ", ")
      throw DrillError(
        file: name, line: 1, column: 1,
        reason: "the text holds \(drills.count) drills: \(names); use Drill.all")
    }
    self = drills[0]
  }

  private init(_ drill: Scenario.Drill, name: String) throws(ScenarioError) {
    self.name = name
    variation = drill.name
    scenario = drill.scenario
    var compiler = PlanCompiler(drill.scenario, file: name)
    plan = try compiler.compile()
  }

  /// Reads all drills of a text: one for each variation of `vary`, in the order of the text.
  ///
  /// - Throws: What is wrong with the text and where.
  public static func all(
    _ text: String, name: String = "drill.json5"
  ) throws(DrillError) -> [Drill] {
    do throws(ScenarioError) {
      let root = try Reader.read(text, file: name)
      var drills: [Drill] = []
      for drill in try Scenario.drills(root, file: name) {
        drills.append(try Drill(drill, name: name))
      }
      return drills
    } catch {
      throw DrillError(
        file: error.file, line: Int(error.place.line), column: Int(error.place.column),
        reason: "\(error.kind)")
    }
  }

  /// Runs the drill to its end on the virtual clock.
  ///
  /// - Parameter seed: The root of all random draws; the drill's own if it is left out.
  /// - Returns: The same outcome for the same drill and seed, to the byte.
  public func run(seed: UInt64? = nil) -> DrillOutcome {
    let seed = seed ?? scenario.seed
    var simulation = Simulation(plan, seed: seed)
    simulation.run()
    let report = Report(
      simulation.record(), of: scenario, file: name, variation: variation,
      replay: "run(seed: \(seed)) of \(name)" + (variation.isEmpty ? "" : " [\(variation)]"))
    return DrillOutcome(report, seed: seed)
  }
}
