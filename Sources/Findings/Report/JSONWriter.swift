/// Writes JSON: keys in the order given, integers exact, two spaces of indentation.
package struct JSONWriter: Sendable {
  package private(set) var text = ""
  private var depth = 0
  /// Whether the open object or list has a value already.
  private var hasValue = [false]
  private var isAfterKey = false

  package init() {}

  package mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

  package mutating func list(_ body: (inout JSONWriter) -> Void) { nest("[", "]", body) }

  package mutating func list<Element>(
    _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    list { writer in for element in elements { body(&writer, element) } }
  }

  package mutating func key(_ key: String) {
    separate()
    text += Self.quoted(key) + ": "
    isAfterKey = true
  }

  package mutating func key(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func key(_ key: String, _ value: Int64) {
    self.key(key)
    integer(value)
  }

  package mutating func key(_ key: String, _ value: Bool) {
    self.key(key)
    literal(value ? "true" : "false")
  }

  package mutating func string(_ value: String) { literal(Self.quoted(value)) }

  package mutating func integer(_ value: Int64) { literal(String(value)) }

  /// A number with decimals, exactly: 1500 with three digits is `1.5`.
  mutating func decimal(_ value: Int64, digits: Int) {
    literal(Quantities.decimal(value, digits: digits))
  }

  package mutating func unsigned(_ value: UInt64) { literal(String(value)) }

  package mutating func null() { literal("null") }

  private mutating func literal(_ literal: String) {
    separate()
    text += literal
  }

  private mutating func nest(
    _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    text += open
    depth += 1
    hasValue.append(false)
    body(&self)
    let isFull = hasValue.removeLast()
    depth -= 1
    if isFull { newLine() }
    text += close
    if depth == 0 { text += "\n" }
  }

  /// What stands between the last value and the next.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard depth > 0 else { return }
    if hasValue[hasValue.count - 1] { text += "," }
    hasValue[hasValue.count - 1] = true
    newLine()
  }

  private mutating func newLine() { text += "\n" + String(repeating: "  ", count: depth) }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
