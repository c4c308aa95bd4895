extension Reader {
  /// `true`, `false`, `null`, `Infinity` or `NaN`.
  mutating func readWord() throws(ScenarioError) -> Node.Value {
    let start = place
    let begin = index
    while let byte = current, Self.isWordByte(byte) { advance() }
    let word = String(decoding: bytes[begin..<index], as: UTF8.self)
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "Infinity", "NaN": return .number(Node.Number(text: word, integer: nil))
    case "": throw failure(.unexpected(found: found(), wanted: "a value"))
    default:
      throw failure(
        .unexpected(found: "'\(word)'", wanted: "a value (texts stand in quotes)"), at: start)
    }
  }

  /// A key: a text in quotes or a bare word (JSON5 IdentifierName).
  mutating func readKey() throws(ScenarioError) -> String {
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") { return try readString() }
    let begin = index
    while let byte = current, byte < 0x80, Self.isWordByte(byte) { advance(ascii: 1) }
    let plain = begin < index && !Self.isDigit(bytes[begin])
    if plain, let byte = current, byte < 0x80, byte != UInt8(ascii: "\\") {
      return String(decoding: bytes[begin..<index], as: UTF8.self)
    }
    // The rare rest: characters outside ASCII and escapes.
    index = begin
    var text: [UInt8] = []
    while index < bytes.count {
      let start = place
      let scalar: Unicode.Scalar
      if current == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") {
        advance(ascii: 1)
        scalar = try readUnicodeEscape(start: start)
        guard Self.isKeyCharacter(scalar, first: text.isEmpty) else {
          throw failure(
            .badEscape("'\(scalar)' cannot stand in a bare key; put the key in quotes"), at: start)
        }
      } else {
        let here = scalarHere()
        guard Self.isKeyCharacter(here.scalar, first: text.isEmpty) else { break }
        for _ in 0..<here.length { advance() }
        scalar = here.scalar
      }
      Self.append(scalar, to: &text)
    }
    guard !text.isEmpty else {
      throw failure(.unexpected(found: found(), wanted: "a key or '}'"))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  private static func isKeyCharacter(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    if scalar == "$" || scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber:
      return true
    case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
      return !first
    default:
      return !first && (scalar.value == 0x200C || scalar.value == 0x200D)
    }
  }
}
