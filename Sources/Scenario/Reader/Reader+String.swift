extension Reader {
  /// A text in single or double quotes; `index` is at the opening quote.
  mutating func readString() throws(ScenarioError) -> String {
    let opened = place
    let quote = bytes[index]
    advance(ascii: 1)
    let start = index
    while let byte = current, byte != quote, byte != UInt8(ascii: "\\"), byte >= 0x20 { advance() }
    if current == quote {
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      advance(ascii: 1)
      return text
    }
    var text = Array(bytes[start..<index])
    while true {
      guard let byte = current else {
        throw failure(.unterminated(what: "a text", opened: opened))
      }
      switch byte {
      case quote:
        advance(ascii: 1)
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try readEscape(into: &text, opened: opened)
      case 0x0A, 0x0D:
        throw failure(
          .unexpected(
            found: "the end of the line",
            wanted: "the end of the text that began at \(opened) (a text goes on after '\\')"))
      default:
        text.append(byte)
        advance()
      }
    }
  }

  private mutating func readEscape(into text: inout [UInt8], opened: Place) throws(ScenarioError) {
    let start = place
    advance(ascii: 1)
    guard let byte = current else { throw failure(.unterminated(what: "a text", opened: opened)) }
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "0"):
      if let next = self.byte(after: 1), Self.isDigit(next) {
        throw failure(
          .badEscape("octal escapes are not allowed; write \\x00 or \\u0000"), at: start)
      }
      text.append(0)
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      throw failure(.badEscape("octal escapes are not allowed; write \\x01 or \\u0001"), at: start)
    case UInt8(ascii: "x"):
      let value = try hexDigits(2, after: 1, start: start)
      Self.append(Unicode.Scalar(UInt8(value)), to: &text)
      advance(ascii: 2)
    case UInt8(ascii: "u"):
      Self.append(try readUnicodeEscape(start: start), to: &text)
      return
    case 0x0D:
      advance()
      if current == 0x0A { advance() }
      return
    case 0x0A: break
    case 0x80...:
      let (scalar, length) = scalarHere()
      for _ in 0..<length { advance() }
      // Line and paragraph separator continue a text; any other character stands for itself.
      if scalar.value != 0x2028 && scalar.value != 0x2029 { Self.append(scalar, to: &text) }
      return
    default: text.append(byte)
    }
    advance()
  }

  /// `uXXXX`, with `index` at the u; both halves of a surrogate pair are read.
  mutating func readUnicodeEscape(start: Place) throws(ScenarioError) -> Unicode.Scalar {
    let high = try hexDigits(4, after: 1, start: start)
    advance(ascii: 5)
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, current == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") else {
      throw failure(
        .badEscape("half of a surrogate pair alone is no character; write both \\u halves"),
        at: start)
    }
    let low = try hexDigits(4, after: 2, start: start)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else {
      throw failure(
        .badEscape("half of a surrogate pair alone is no character; write both \\u halves"),
        at: start)
    }
    advance(ascii: 6)
    return scalar
  }

  private func hexDigits(
    _ count: Int, after distance: Int, start: Place
  ) throws(ScenarioError) -> UInt32 {
    var value: UInt32 = 0
    for offset in 0..<count {
      guard let byte = byte(after: distance + offset), let digit = Self.hexValue(byte) else {
        let form = count == 2 ? "\\x and two" : "\\u and four"
        throw failure(.badEscape("an escape is \(form) hexadecimal digits"), at: start)
      }
      value = value << 4 | digit
    }
    return value
  }

  static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    if let bytes = UTF8.encode(scalar) { text.append(contentsOf: bytes) }
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
