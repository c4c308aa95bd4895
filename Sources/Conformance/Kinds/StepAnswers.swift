import Scenario

/// Where a step's recorded answers and the model's differ.
package struct StepDifference: Hashable, Sendable {
  package var step: Int
  package var wanted: String
  package var got: String
}

/// The answers to one step as sorted `key: value` texts, so that recorded and modelled ones compare.
struct StepAnswers: Hashable {
  private var answers: [(key: String, text: String)] = []

  init() {}

  /// What was recorded: all members of the step but its inputs.
  init(recorded step: Node, inputs: [String]) {
    for member in step.members ?? [] where !inputs.contains(member.key) {
      self[member.key] = Self.text(of: member.value)
    }
  }

  subscript(key: String) -> String? {
    get { answers.first { $0.key == key }?.text }
    set {
      answers.removeAll { $0.key == key }
      guard let newValue else { return }
      let index = answers.firstIndex { $0.key > key } ?? answers.count
      answers.insert((key, newValue), at: index)
    }
  }

  /// The answers that others do not share.
  func without(_ other: StepAnswers) -> StepAnswers {
    var rest = StepAnswers()
    for answer in answers where other[answer.key] != answer.text { rest[answer.key] = answer.text }
    return rest
  }

  /// Nil if both are the same.
  func difference(from got: StepAnswers, at step: Int) -> StepDifference? {
    self == got ? nil : StepDifference(step: step, wanted: description, got: got.description)
  }

  static func == (left: StepAnswers, right: StepAnswers) -> Bool {
    left.answers.elementsEqual(right.answers) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(description) }

  var description: String {
    answers.map { "\($0.key): \($0.text)" }.joined(separator: ", ")
  }

  static func text(of node: Node) -> String {
    switch node.value {
    case .object(let members):
      "{" + members.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
    case .array(let elements):
      list(elements.map { text(of: $0) })
    case .string(let string):
      string
    case .number(let number):
      number.text
    case .bool(let bool):
      String(bool)
    case .null:
      "null"
    }
  }

  static func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ", ") + "]" }
}
