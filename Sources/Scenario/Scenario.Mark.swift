extension Scenario {
  /// Where a part of a scenario stood in its file, for errors found after reading.
  ///
  /// Two marks are always equal: where something was written is no part of what it says.
  package struct Mark: Hashable, Sendable {
    package var place: Place

    package init(_ place: Place) { self.place = place }

    package static let none = Mark(.none)

    package static func == (left: Self, right: Self) -> Bool { true }

    package func hash(into hasher: inout Hasher) {}
  }
}
