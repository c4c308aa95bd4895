extension Scenario {
  /// A Kafka setting as the file gives it; nobody has looked at key or value yet.
  package struct Setting: Hashable, Sendable {
    package var key: String
    /// The value in the form of a properties file: `all`, `16384`, `true`.
    package var value: String
    package var keyMark: Mark
    package var valueMark: Mark

    package init(key: String, value: String, keyMark: Mark, valueMark: Mark) {
      self.key = key
      self.value = value
      self.keyMark = keyMark
      self.valueMark = valueMark
    }

    package init(_ key: String, _ value: String) {
      self.init(key: key, value: value, keyMark: .none, valueMark: .none)
    }
  }

  /// A rule of a Kafka version that the file switches by name (KIP or issue number), whatever the version says.
  package struct BehaviourFlag: Hashable, Sendable {
    package var name: String
    package var isOn: Bool
    package var mark: Mark

    package init(name: String, isOn: Bool, mark: Mark) {
      self.name = name
      self.isOn = isOn
      self.mark = mark
    }
  }
}
