import ClusterSimulation
package import Findings
package import Scenario

/// A recorded experiment, the drill that restates it, and the figures that both have.
package struct RecordedExperiment: Sendable {
  package var name: String
  /// The drill file, from the root of the repository.
  package var drill: String
  package var figures: [RecordedFigure]
  /// Names of the recorded figures that no figure of a drill answers.
  package var notModelled: [String]
  private var plan: Plan

  /// Reads an experiment of the table; `bytes` are those of its drill file.
  package init(_ table: Node, drill bytes: [UInt8]) throws(VectorFileError) {
    let (name, drill) = try Self.names(table)
    do throws(ScenarioError) {
      let root = try Reader.read(bytes, file: drill)
      var scenario = try Scenario.read(root, file: drill)
      // The recorded figures ask for moments of their own, which only a plan that knows of them keeps.
      scenario.expectations = []
      var figures: [RecordedFigure] = []
      var notModelled: [String] = []
      for row in table["figures"]?.elements ?? [] {
        let title = row["name"]?.string ?? ""
        guard let expression = row["figure"], case .object(let members) = expression.value else {
          notModelled.append(title)
          continue
        }
        let word = expression["figure"]?.string ?? ""
        let unit = Scenario.Figure(rawValue: word)?.unit ?? .count
        let expectation = try Self.expectation(
          title, row, members, unit: unit, in: root, file: "\(drill), figure '\(title)'")
        scenario.expectations.append(expectation)
        figures.append(
          RecordedFigure(
            name: title, values: (row["values"]?.elements ?? []).map { Self.value($0, unit) },
            question: Question(expectation),
            noise: row["noise"]?["by"].flatMap { Self.value($0, unit).number } ?? 0,
            varies: row["varies"]?.string != nil))
      }
      var compiler = PlanCompiler(scenario, file: drill)
      plan = try compiler.compile()
      self.figures = figures
      self.notModelled = notModelled
    } catch {
      throw .unreadable(file: error.file, reason: "\(error.place): \(error.kind)")
    }
    self.name = name
    self.drill = drill
  }

  /// The drill file that an experiment of the table names.
  package static func drill(of table: Node) throws(VectorFileError) -> String {
    try names(table).drill
  }

  private static func names(
    _ table: Node
  ) throws(VectorFileError) -> (name: String, drill: String) {
    guard let name = table["experiment"]?.string, let drill = table["drill"]?.string else {
      throw .unreadable(
        file: "experiment at \(table.place)", reason: "it names no 'experiment' or no 'drill'")
    }
    return (name, drill)
  }

  /// The figure as the drill's own reader understands it: as the drill's only expectation.
  private static func expectation(
    _ name: String, _ row: Node, _ members: [Node.Member], unit: Scenario.Figure.Unit,
    in root: Node, file: String
  ) throws(ScenarioError) -> Scenario.Expectation {
    let bound = Node.Member(key: "equals", value: bound(unit))
    let expectation = Node(.object(members + [bound]), at: row.place)
    var drill = root
    if case .object(let parts) = root.value {
      let others = parts.filter { $0.key != "expect" }
      drill.value = .object(
        others + [Node.Member(key: "expect", value: Node(.array([expectation])))])
    }
    guard let read = try Scenario.read(drill, file: file).expectations.first else {
      throw ScenarioError(file: file, place: row.place, kind: .missing("figure", of: name))
    }
    return read
  }

  /// Any bound of the unit, since an expectation needs one.
  private static func bound(_ unit: Scenario.Figure.Unit) -> Node {
    switch unit {
    case .count, .decimal, .share, .node: Node(.number(Node.Number(1)))
    case .time: Node(.string("1s"))
    case .nodes: Node(.array([Node(.number(Node.Number(1)))]))
    case .bandwidth: Node(.string("1MB/s"))
    case .word: Node(.string("none"))
    }
  }

  /// A recorded value: times in ms, shares of 1, counts, broker ids, MB/s, names of states.
  private static func value(_ node: Node, _ unit: Scenario.Figure.Unit) -> FigureValue {
    func scaled(_ factor: Int64) -> Int64? {
      node.number.flatMap { Scenario.exact($0, times: factor) }
    }
    switch unit {
    case .count: return scaled(1).map { .count($0) } ?? .none(.nothingToMeasure)
    case .decimal: return scaled(1_000).map { .thousandths($0) } ?? .none(.nothingToMeasure)
    case .time: return scaled(1_000_000).map { .time($0) } ?? .none(.nothingToMeasure)
    case .share: return scaled(1_000_000_000).map { .share($0) } ?? .none(.nothingToMeasure)
    case .bandwidth: return scaled(8_000_000).map { .bandwidth($0) } ?? .none(.nothingToMeasure)
    case .word: return node.string.map { .word($0) } ?? .none(.nothingToMeasure)
    case .node:
      guard let id = scaled(1) else { return .none(.nothingToMeasure) }
      return Scenario.Quantity.node(Int32(truncatingIfNeeded: id)).value
    case .nodes:
      guard let ids = node.elements else { return .none(.nothingToMeasure) }
      return Scenario.Quantity.nodes(
        ids.compactMap { $0.integer.map { Int32(truncatingIfNeeded: $0) } }
      ).value
    }
  }

  /// Runs the drill with a seed: what each figure came to, by `figures`.
  package func values(seed: UInt64) -> [FigureValue] {
    var simulation = Simulation(plan, seed: seed)
    simulation.run()
    let evidence = Evidence(simulation.record())
    return figures.map { evidence.answer(to: $0.question) }
  }
}
