/// One value of a JSON5 text, with the place where it begins.
///
/// Objects keep the order of their members. Numbers keep their text, so that nothing is rounded before
/// somebody asks for it. Two nodes are equal if they say the same, wherever they stand.
package struct Node: Hashable, Sendable {
  package var value: Value
  package var place: Place

  package init(_ value: Value, at place: Place = .none) {
    self.value = value
    self.place = place
  }

  package enum Value: Hashable, Sendable {
    case object([Member])
    case array([Node])
    case string(String)
    case number(Number)
    case bool(Bool)
    case null
  }

  /// A key of an object and what stands under it.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var keyPlace: Place
    package var value: Node

    package init(key: String, keyPlace: Place = .none, value: Node) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }
}

extension Node {
  package static func == (left: Node, right: Node) -> Bool { left.value == right.value }

  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Node.Member {
  package static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.value == right.value
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(value)
  }
}
