import ClusterSimulation
import Findings
import Scenario

/// A rehearsal of a failure of an Apache Kafka estate, read from the text of a drill file or built in Swift.
///
/// The scenario is compiled once: names are resolved, every default is filled in, every setting is held against
/// Kafka's own definitions (`ConfigDef`). Running it is a pure function of the drill, its code and a seed. The language of
/// texts is described in Docs/ScenarioFormat.md, what is modelled and how truly in Docs/Fidelity.md.
public struct Drill: Sendable {
  /// What errors call the drill, and reports where it has no title; empty for a scenario that was built in Swift.
  public let name: String
  /// The variation of the text that this is; empty for a scenario without `vary`.
  public let variation: String
  /// The code that its scenario may name.
  let code: UserCode
  let written: WrittenScenario
  let plan: Plan
  /// What each place in the plan's list of topics is for.
  let topicSlots: [TopicSlot]

  /// Reads the one drill that a text holds.
  ///
  /// Files that the text would name (server.properties and the like) are not read: such settings stand in `config`.
  ///
  /// - Parameters:
  ///   - text: A drill in the language of drill files, up to 64 MiB.
  ///   - name: What errors and reports call it, usually the name of its file.
  ///   - code: Partitioners, assignors, handlers and connectors that the text may name; it may name no others.
  /// - Throws: The first thing that is wrong with the text and where, also when `vary` makes several drills of it.
  public init(
    _ text: String, name: String = "drill.json5", code: UserCode = UserCode()
  ) throws(DrillError) {
    self = try Self.only(of: try Drill.all(text, name: name, code: code), name: name)
  }

  /// Compiles a scenario that was built in Swift; the same as reading its text.
  ///
  /// - Parameters:
  ///   - scenario: What is run.
  ///   - code: Partitioners, assignors, handlers and connectors that the scenario may name; it may name no others.
  /// - Throws: The path of the first thing that is wrong and why, also when `vary` makes several drills of it.
  public init(_ scenario: Scenario, code: UserCode = UserCode()) throws(DrillError) {
    self = try Self.only(of: try Drill.all(scenario.text, name: "", code: code), name: "")
  }

  /// A scenario whose topics have the places that a run has given them.
  init(
    _ scenario: Scenario, code: UserCode, topicSlots: [TopicSlot]
  ) throws(DrillError) {
    self = try Self.only(
      of: try Drill.all(scenario.text, name: "", code: code, topicSlots: topicSlots), name: "")
  }

  private static func only(of drills: [Drill], name: String) throws(DrillError) -> Drill {
    guard drills.count == 1 else {
      let names = drills.map { "'\($0.variation)'" }.joined(separator: ", ")
      throw DrillError(
        file: name, line: 1, column: 1, path: "vary",
        reason: "the text holds \(drills.count) drills: \(names); use Drill.all")
    }
    return drills[0]
  }

  private init(
    _ drill: WrittenScenario.Drill, name: String, code: UserCode, topicSlots: [TopicSlot]
  ) throws(ScenarioError) {
    self.name = name
    self.code = code
    variation = drill.name
    written = drill.scenario
    var compiler = PlanCompiler(
      drill.scenario, file: name, code: code.written, topicSlots: topicSlots)
    plan = try compiler.compile()
    self.topicSlots = compiler.topicSlots
  }

  /// Reads all drills of a text: one for each variation of `vary`, in the order of the text, 10 000 at most.
  ///
  /// - Parameters:
  ///   - text: A drill in the language of drill files; without `vary` it makes one.
  ///   - name: What errors and reports call it, usually the name of its file.
  ///   - code: Partitioners, assignors, handlers and connectors that the text may name; it may name no others.
  /// - Throws: The first thing that is wrong with the text, or with one of the drills, and where.
  public static func all(
    _ text: String, name: String = "drill.json5", code: UserCode = UserCode()
  ) throws(DrillError) -> [Drill] {
    try all(text, name: name, code: code, topicSlots: [])
  }

  private static func all(
    _ text: String, name: String, code: UserCode, topicSlots: [TopicSlot]
  ) throws(DrillError) -> [Drill] {
    let root = try Node.read(text, name: name)
    do throws(ScenarioError) {
      var drills: [Drill] = []
      for drill in try WrittenScenario.drills(root, file: name) {
        drills.append(try Drill(drill, name: name, code: code, topicSlots: topicSlots))
      }
      return drills
    } catch {
      throw DrillError(error, in: root)
    }
  }

  /// The scenario as a value that can be changed and compiled again; a variation's own, if it is one.
  public var scenario: Scenario { Scenario(written: written) }

  /// The scenario as a drill file; reading it gives an equal drill.
  public var text: String { written.text }

  /// Runs the drill to its end on the virtual clock: the end of the load, and until nothing is unresolved.
  ///
  /// Where a topic of the drill cannot be made in ten minutes of virtual time, the run ends without a load: no
  /// expectation holds, and a note at the end of ``DrillOutcome/report`` says why.
  ///
  /// - Parameter seed: The root of all random draws, any number; the drill's own if it is left out.
  /// - Returns: The same outcome for the same drill and seed, to the byte.
  public func run(seed: UInt64? = nil) -> DrillOutcome {
    var simulation = Simulation(plan, seed: seed ?? written.seed)
    simulation.run()
    return outcome(of: simulation.record(), written)
  }

  /// A run that stands at the start of the load, to be driven step by step.
  ///
  /// - Parameter seed: The root of all random draws, any number; the drill's own if it is left out.
  public func start(seed: UInt64? = nil) -> Run { Run(of: self, seed: seed ?? written.seed) }

  /// What a finished run of this drill, with the steps of `scenario`, has come to.
  func outcome(of record: RunRecord, _ scenario: WrittenScenario) -> DrillOutcome {
    let called = name.isEmpty ? scenario.title : name
    let report = Report(
      record, of: scenario, file: called, variation: variation,
      replay: "run(seed: \(record.seed)) of \(called)"
        + (variation.isEmpty ? "" : " [\(variation)]"))
    return DrillOutcome(report, of: scenario)
  }
}

extension Node {
  /// The tree of a text.
  static func read(_ text: String, name: String) throws(DrillError) -> Node {
    do throws(ScenarioError) {
      return try Reader.read(text, file: name)
    } catch {
      throw DrillError(error, in: nil)
    }
  }
}
