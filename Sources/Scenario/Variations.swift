extension Scenario {
  /// How a file says that it is several drills: `vary`.
  package enum Variations: Hashable, Sendable {
    case none
    /// Named changes of the file, one drill each.
    case named([Variation])
    /// Every combination of the axes' values is a drill; the last axis changes fastest.
    case grid([Axis])
  }

  /// A name and the edits of the file that it stands for.
  package struct Variation: Hashable, Sendable {
    package var name: String
    package var edits: [Edit]
    package var mark: Mark

    package init(name: String, edits: [Edit], mark: Mark) {
      self.name = name
      self.edits = edits
      self.mark = mark
    }
  }

  /// One place of the file and the value that stands there instead.
  package struct Edit: Hashable, Sendable {
    /// `producers[0].config.acks`, `steps[kill the leader].at`.
    package var path: String
    package var value: Node
    package var mark: Mark

    package init(path: String, value: Node, mark: Mark) {
      self.path = path
      self.value = value
      self.mark = mark
    }
  }

  /// One place of the file and the values that stand there in turn.
  package struct Axis: Hashable, Sendable {
    package var path: String
    package var values: [Node]
    package var mark: Mark

    package init(path: String, values: [Node], mark: Mark) {
      self.path = path
      self.values = values
      self.mark = mark
    }
  }
}
