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

    // What the drill language meets.
    case unknownKey(String, of: String, known: [String])
    /// A word from a fixed list: a verb, a figure, a role.
    case unknownWord(String, what: String, known: [String])
    /// A name that the file would have to declare.
    case unknownName(String, what: String, known: [String])
    case duplicateName(String, what: String, first: Place)
    case missing(String, of: String)
    case notAnObject(what: String, found: String)
    case tooMany(String, limit: Int)
    /// Another kind of value than the key takes.
    case wrongKind(key: String, found: String, wanted: String)
    /// A text or number that is not written as such an amount or name.
    case badValue(String, what: String, wanted: String)
    /// Keys that exclude each other, or need each other.
    case keysDisagree(String)
    /// Values that contradict each other.
    case contradiction(String)
    /// Known to Kafka and to the language, but no machine does it yet.
    case notModelled(String, instead: String)
  }
}
