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
      "'\(text)' is not a number; write 12, -1.5, .5, 5., 1e6 or 0x1F (amounts with a unit stand in quotes)"
    case .duplicateKey(let key, let first):
      "key '\(key)' stands here a second time; the first is at \(first)"
    case .unknownKey(let key, let owner, let known):
      "'\(key)' is not a key of \(owner)"
        + (known.isEmpty ? ", which has none" : "; its keys: " + known.joined(separator: ", "))
        + Nearest.suggestion(for: key, in: known)
    case .unknownWord(let word, let what, let known):
      "'\(word)' is not \(what); "
        + (known.count > Self.longList
          ? "Docs/ScenarioFormat.md lists all \(known.count)"
          : "allowed: " + known.joined(separator: ", "))
        + Nearest.suggestion(for: word, in: known)
    case .unknownName(let name, let what, let known):
      "there is no \(what) '\(name)'"
        + (known.isEmpty ? "; the file declares none" : "; declared: " + Self.list(known))
        + Nearest.suggestion(for: name, in: known)
    case .duplicateName(let name, let what, let first):
      // What was typed has no line.
      "a second \(what) is called '\(name)'" + (first == .none ? "" : "; the first is at \(first)")
    case .missing(let key, let owner):
      "\(owner) needs '\(key)'"
    case .notAnObject(let what, let found):
      "\(what) is \(found); it must be an object { ... }"
    case .tooMany(let what, let limit):
      "more than \(limit) \(what); no drill file may have more"
    case .wrongKind(let key, let found, let wanted):
      "'\(key)' is \(found); it must be \(wanted)"
    case .badValue(let text, let what, let wanted):
      "'\(text)' is not \(what); write \(wanted)"
    case .keysDisagree(let sentence), .contradiction(let sentence):
      sentence
    case .notModelled(let what, let instead):
      "\(what) is not modelled yet; \(instead)"
    }
  }

  /// Words beyond this number are looked up rather than read in a message.
  private static let longList = 60

  /// The first names of a list that may be long.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}
