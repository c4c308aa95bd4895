/// `vary`: several drills in one file.
extension DrillReader {
  /// More drills than this are refused: somebody has mistyped an axis.
  private static let drillLimit = 10_000

  func variations(_ node: Node?) throws(ScenarioError) -> Scenario.Variations {
    guard let node else { return .none }
    switch node.value {
    case .array(let elements):
      guard !elements.isEmpty else {
        throw failure(
          .contradiction("'vary' is an empty list; it needs a variation"), at: node.place)
      }
      return .named(try named(elements))
    case .object(let members): return .grid(try axes(members, at: node.place))
    case .string, .number, .bool, .null:
      throw wrongKind(
        node, "vary", wanted: "a list of { name, set } or an object { path: [values] }")
    }
  }

  private func named(_ elements: [Node]) throws(ScenarioError) -> [Scenario.Variation] {
    var variations: [Scenario.Variation] = []
    for element in elements {
      let fields = try Fields(element, .variation, file: file)
      let nameNode = try fields.required("name")
      let name = try text(nameNode, "name")
      guard !name.isEmpty, !Self.hasControls(name) else {
        throw failure(
          .badValue(
            name, what: "a name for a variation",
            wanted: "some letters on one line, by which --variant can choose it"),
          at: nameNode.place)
      }
      if let first = variations.first(where: { $0.name == name }) {
        throw failure(
          .duplicateName(name, what: "variation", first: first.mark.place), at: nameNode.place)
      }
      var edits: [Scenario.Edit] = []
      for member in try members(try fields.required("set"), "set") {
        edits.append(
          Scenario.Edit(
            path: member.key, value: member.value, mark: Scenario.Mark(member.keyPlace)))
      }
      variations.append(Scenario.Variation(name: name, edits: edits, mark: fields.mark))
    }
    return variations
  }

  private func axes(
    _ members: [Node.Member], at place: Place
  ) throws(ScenarioError) -> [Scenario.Axis] {
    var axes: [Scenario.Axis] = []
    var count = 1
    for member in members {
      let values = try list(member.value, member.key)
      guard !values.isEmpty else {
        throw failure(
          .contradiction("'\(member.key)' has no values to take"), at: member.value.place)
      }
      var texts: Set<String> = []
      for value in values where !texts.insert(value.compactText).inserted {
        throw failure(
          .contradiction(
            "'\(member.key)' takes \(value.compactText) twice; the drills would have one name"),
          at: value.place)
      }
      count = min(count, Self.drillLimit + 1) * values.count
      axes.append(
        Scenario.Axis(path: member.key, values: values, mark: Scenario.Mark(member.keyPlace)))
    }
    guard count <= Self.drillLimit else {
      throw failure(
        .contradiction("'vary' makes more than \(Self.drillLimit) drills"), at: place)
    }
    return axes
  }
}

extension Scenario {
  /// One of the drills of a file: its variation's name (empty if the file does not vary) and what it says.
  package struct Drill: Hashable, Sendable {
    package var name: String
    package var scenario: Scenario

    package init(name: String, scenario: Scenario) {
      self.name = name
      self.scenario = scenario
    }
  }

  /// Every drill of a parsed file, in the file's order; none of them varies any more.
  package static func drills(_ root: Node, file: String) throws(ScenarioError) -> [Drill] {
    let base = try read(root, file: file)
    var plain = root
    if case .object(let members) = root.value {
      plain.value = .object(members.filter { $0.key != "vary" })
    }
    var drills: [Drill] = []
    for variation in base.variations.all {
      var edited = plain
      for edit in variation.edits { edited = try edited.applying(edit, file: file) }
      drills.append(
        Drill(name: variation.name, scenario: try read(edited, file: file)))
    }
    return drills
  }
}

extension Scenario.Variations {
  /// Every combination as a named list of edits; one without edits if nothing varies.
  package var all: [Scenario.Variation] {
    switch self {
    case .none: [Scenario.Variation(name: "", edits: [], mark: .none)]
    case .named(let variations): variations
    case .grid(let axes): Self.combinations(axes)
    }
  }

  private static func combinations(_ axes: [Scenario.Axis]) -> [Scenario.Variation] {
    var all = [Scenario.Variation(name: "", edits: [], mark: .none)]
    for axis in axes {
      var longer: [Scenario.Variation] = []
      longer.reserveCapacity(all.count * axis.values.count)
      for start in all {
        for value in axis.values {
          var variation = start
          variation.name +=
            (start.name.isEmpty ? "" : ", ") + "\(axis.path)=\(value.compactText)"
          variation.edits.append(
            Scenario.Edit(path: axis.path, value: value, mark: axis.mark))
          longer.append(variation)
        }
      }
      all = longer
    }
    return all
  }
}
