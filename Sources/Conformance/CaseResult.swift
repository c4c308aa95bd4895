/// What one recorded case and the model say to each other.
package enum CaseResult: Hashable, Sendable {
  case agree
  case differ(wanted: String, got: String)
  /// The case asks for something that no machine here does.
  case notModelled

  /// The result of a case that goes step by step.
  init(_ difference: StepDifference?) {
    if let difference {
      self = .differ(
        wanted: "step \(difference.step): \(difference.wanted)",
        got: "step \(difference.step): \(difference.got)")
    } else {
      self = .agree
    }
  }

  /// Agreement if both texts are the same.
  static func compare(wanted: String, got: String) -> CaseResult {
    wanted == got ? .agree : .differ(wanted: wanted, got: got)
  }
}
