/// Whom a sentence is about, with the words that differ for one and several.
struct Subject: CustomStringConvertible {
  let description: String
  private let isOne: Bool

  init(_ names: [String]) {
    description = Quantities.listed(names, atMost: 4)
    isOne = names.count == 1
  }

  var was: String { isOne ? "was" : "were" }
  var its: String { isOne ? "its" : "their" }

  /// "the session of billing/a", "the sessions of billing/a and billing/b"
  func of(_ noun: String) -> String { "the \(noun)\(isOne ? "" : "s") of \(self)" }
}
