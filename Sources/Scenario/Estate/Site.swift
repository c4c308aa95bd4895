extension Scenario {
  /// A data centre. Links are declared between sites or hosts.
  package struct Site: Hashable, Sendable {
    package var name: String
    package var mark: Mark

    package init(name: String, mark: Mark) {
      self.name = name
      self.mark = mark
    }
  }
}
