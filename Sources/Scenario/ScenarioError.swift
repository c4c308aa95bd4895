/// What is wrong with a drill file, and where.
package struct ScenarioError: Error, Hashable, Sendable {
  /// The file's name as it was given.
  package var file: String
  package var place: Place
  package var kind: Kind

  package init(file: String, place: Place, kind: Kind) {
    self.file = file
    self.place = place
    self.kind = kind
  }

  package enum Kind: Hashable, Sendable {
    // What the reader meets.
    case empty
    case tooLong(bytes: Int, limit: Int)
    case notUnicode(byte: UInt8)
    case tooDeep(limit: Int)
    /// The text ends inside `what`, which began at `opened`.
    case unterminated(what: String, opened: Place)
    case unexpected(found: String, wanted: String)
    case trailing(found: String)
    case badEscape(String)
    case badNumber(String)
    case duplicateKey(String, first: Place)
  }
}
