extension Reader {
  /// Steps over white space and comments.
  mutating func skipSpace() throws(ScenarioError) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C: advance(ascii: 1)
      case 0x0A, 0x0D: advance()
      case UInt8(ascii: "/"): try skipComment()
      case 0x80...:
        let (scalar, length) = scalarHere()
        guard Self.isSpace(scalar) else { return }
        for _ in 0..<length { advance() }
      default: return
      }
    }
  }

  private mutating func skipComment() throws(ScenarioError) {
    let opened = place
    switch byte(after: 1) {
    case UInt8(ascii: "/"):
      while let byte = current, byte != 0x0A, byte != 0x0D { advance() }
    case UInt8(ascii: "*"):
      advance(ascii: 2)
      while true {
        guard let byte = current else {
          throw failure(.unterminated(what: "a comment", opened: opened))
        }
        if byte == UInt8(ascii: "*"), self.byte(after: 1) == UInt8(ascii: "/") { break }
        advance()
      }
      advance(ascii: 2)
    default: throw failure(.unexpected(found: "'/'", wanted: "a comment // or /* */"))
    }
  }

  /// The white space of JSON5 outside ASCII, line and paragraph separator included.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0xFEFF, 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }

  /// The character at `index` and how many bytes it takes; the text is known to be UTF-8.
  func scalarHere() -> (scalar: Unicode.Scalar, length: Int) {
    let lead = bytes[index]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// What stands at `index`, for a sentence.
  func found() -> String {
    guard index < bytes.count else { return "the end of the file" }
    let scalar = scalarHere().scalar
    if scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format {
      return "U+" + Self.paddedHex(scalar.value)
    }
    return "'\(scalar)'"
  }

  private static func paddedHex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Refuses bytes that are not UTF-8, at the first of them.
  mutating func checkUnicode() throws(ScenarioError) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var decoder = UTF8()
    var iterator = bytes[index...].makeIterator()
    var good = index
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): good += UTF8.width(scalar)
      case .emptyInput, .error: break decoding
      }
    }
    while index < good { advance() }
    throw failure(.notUnicode(byte: current ?? 0))
  }
}
