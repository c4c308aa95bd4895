extension Node {
  /// A number as it was written, with its exact value where it is a whole number of 64 bits.
  package struct Number: Hashable, Sendable {
    /// The number's own text: sign, hexadecimal digits and exponent as written.
    package var text: String
    /// The value if it is a whole number that fits (`12`, `-3`, `0x1F`, `1e3`, `5.`); else nil.
    package var integer: Int64?

    package init(text: String, integer: Int64?) {
      self.text = text
      self.integer = integer
    }

    package init(_ integer: Int64) {
      text = String(integer)
      self.integer = integer
    }

    /// The value if it is a whole number of 64 bits without a sign, in decimal digits where it needs the last of them.
    var unsigned: UInt64? {
      if let integer { return UInt64(exactly: integer) }
      return text.utf8.allSatisfy(Reader.isDigit) ? UInt64(text) : nil
    }

    /// The nearest floating-point value; NaN for `NaN`.
    package var double: Double {
      if let integer { return Double(integer) }
      switch text {
      case "Infinity", "+Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: return Double(text) ?? .nan
      }
    }
  }
}
