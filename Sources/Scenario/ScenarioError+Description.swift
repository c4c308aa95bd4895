extension ScenarioError: CustomStringConvertible {
  /// `file:line:column: sentence`, as editors and terminals link it.
  package var description: String { "\(file):\(place): \(kind)" }
}

extension ScenarioError.Kind: CustomStringConvertible {
  /// What is wrong, what is allowed, and the nearest known name.
  package var description: String {
    switch self {
    case .empty:
      "the file holds no value; a drill file is one object { ... }"
    case .tooLong(let bytes, let limit):
      "the file is \(bytes) bytes long; at most \(limit) are read"
    case .notUnicode(let byte):
      "byte 0x\(String(byte, radix: 16)) is not UTF-8; drill files are UTF-8 text"
    case .tooDeep(let limit):
      "more than \(limit) objects and lists inside each other"
    case .unterminated(let what, let opened):
      "the file ends inside \(what) that began at \(opened)"
    case .unexpected(let found, let wanted):
      "found \(found) where \(wanted) was expected"
    case .trailing(let found):
      "found \(found) after the end of the value; a file holds one value"
    case .badEscape(let reason):
      reason
    case .badNumber(let text):
      "'\(text)' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F"
    case .duplicateKey(let key, let first):
      "key '\(key)' stands here a second time; the first is at \(first)"
    }
  }
}
