extension Reader {
  /// A number: sign, then hexadecimal digits, decimal digits with point and exponent, or a word.
  mutating func readNumber() throws(ScenarioError) -> Node.Number {
    let start = place
    let begin = index
    // Everything that could belong to the number is taken first, so that the message shows all of it.
    while let byte = current, Self.mayStandInNumber(byte, previous: previousByte(since: begin)) {
      advance(ascii: 1)
    }
    let text = String(decoding: bytes[begin..<index], as: UTF8.self)
    guard let number = Self.number(bytes[begin..<index], text: text) else {
      throw failure(.badNumber(text), at: start)
    }
    return number
  }

  private func previousByte(since begin: Int) -> UInt8? {
    index > begin ? bytes[index - 1] : nil
  }

  private static func mayStandInNumber(_ byte: UInt8, previous: UInt8?) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      previous == nil || previous == UInt8(ascii: "e") || previous == UInt8(ascii: "E")
    default: false
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>, text: String) -> Node.Number? {
    var rest = bytes
    let negative = rest.first == UInt8(ascii: "-")
    if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if rest.elementsEqual("Infinity".utf8) || rest.elementsEqual("NaN".utf8) {
      return Node.Number(text: text, integer: nil)
    }
    if rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8) {
      return hexadecimal(rest.dropFirst(2), negative: negative, text: text)
    }
    guard let decimal = Decimal(bytes: rest) else { return nil }
    let whole = decimal.wholeNumber
    return Node.Number(text: text, integer: negative ? whole.map { 0 - $0 } : whole)
  }

  private static func hexadecimal(
    _ digits: ArraySlice<UInt8>, negative: Bool, text: String
  ) -> Node.Number? {
    guard !digits.isEmpty else { return nil }
    var value: Int64? = 0
    for byte in digits {
      guard let digit = hexValue(byte) else { return nil }
      value = value.flatMap { $0 < 1 << 59 ? $0 << 4 | Int64(digit) : nil }
    }
    return Node.Number(text: text, integer: negative ? value.map { 0 - $0 } : value)
  }
}
