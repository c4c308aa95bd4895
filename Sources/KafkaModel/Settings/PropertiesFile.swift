/// The entries of a Java `.properties` file, in order, with the line where each key stands.
///
/// Follows the rules of `java.util.Properties.load`: `#` and `!` comments, `=`, `:` or white space
/// between key and value, a backslash that continues a line or escapes a character, `\uXXXX`. Bytes are
/// read as UTF-8. A malformed `\u` is reported and kept as text; Java would stop there.
package struct PropertiesFile: Hashable, Sendable {
  package private(set) var settings: [Setting] = []
  package private(set) var problems: [Problem] = []

  /// Something that Java would refuse or silently drop.
  package enum Problem: Hashable, Sendable {
    /// `\u` without four hexadecimal digits.
    case malformedEscape(line: Int)
    /// U+FEFF before the first key, of which Java makes it a part.
    case byteOrderMark
    /// The key stood already at an earlier line; the later value counts.
    case repeatedKey(String, line: Int, first: Int)
  }

  /// - Parameter name: What the file is called, for who has to say where an entry stands.
  package init(_ bytes: [UInt8], name: String? = nil) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { problems.append(.byteOrderMark) }
    var lines = LogicalLines(bytes)
    var firstLines: [String: Int] = [:]
    while let line = lines.next() {
      var reader = EscapeReader(line.bytes)
      let key = reader.readKey()
      let value = reader.readValue()
      if reader.isMalformed { problems.append(.malformedEscape(line: line.number)) }
      if let first = firstLines[key] {
        problems.append(.repeatedKey(key, line: line.number, first: first))
      } else {
        firstLines[key] = line.number
      }
      settings.append(Setting(key, value, line: line.number, file: name))
    }
  }

  /// A natural line with its continuations joined; blank lines and comments left out.
  private struct LogicalLines {
    private let bytes: [UInt8]
    private var index = 0
    private var number = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (bytes: [UInt8], number: Int)? {
      while index < bytes.count {
        let start = number
        var line = trimmedStart(natural())
        guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!")
        else { continue }
        while continues(line) {
          line.removeLast()
          guard index < bytes.count else { break }
          line += trimmedStart(natural())
        }
        return (line, start)
      }
      return nil
    }

    /// Bytes up to the next line end, which is passed.
    private mutating func natural() -> [UInt8] {
      let start = index
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      let line = Array(bytes[start..<index])
      if index < bytes.count {
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        index += 1
        number += 1
      }
      return line
    }

    private func trimmedStart(_ line: [UInt8]) -> [UInt8] {
      Array(line.drop(while: EscapeReader.isSpace))
    }

    /// An odd number of backslashes at the end.
    private func continues(_ line: [UInt8]) -> Bool {
      let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      return backslashes % 2 == 1
    }
  }
}

/// Splits a joined line into key and value and resolves escapes.
private struct EscapeReader {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var isMalformed = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C }

  mutating func readKey() -> String {
    var units: [UInt16] = []
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || Self.isSpace(byte) { break }
      readCharacter(&text, &units)
    }
    flush(&units, into: &text)
    skipSeparator()
    return String(decoding: text, as: UTF8.self)
  }

  mutating func readValue() -> String {
    var units: [UInt16] = []
    var text: [UInt8] = []
    while index < bytes.count { readCharacter(&text, &units) }
    flush(&units, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func skipSeparator() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count,
      bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: ":")
    else { return }
    index += 1
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  /// One byte or one escape; `\u` units are collected so that surrogate pairs meet.
  private mutating func readCharacter(_ text: inout [UInt8], _ units: inout [UInt16]) {
    let byte = bytes[index]
    index += 1
    guard byte == UInt8(ascii: "\\"), index < bytes.count else {
      flush(&units, into: &text)
      text.append(byte)
      return
    }
    let escaped = bytes[index]
    index += 1
    if escaped == UInt8(ascii: "u"), let unit = readUnit() {
      units.append(unit)
      return
    }
    flush(&units, into: &text)
    switch escaped {
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      isMalformed = true
      text += [UInt8(ascii: "\\"), escaped]
    default: text.append(escaped)
    }
  }

  private mutating func readUnit() -> UInt16? {
    guard index + 4 <= bytes.count,
      let digits = String(validating: bytes[index..<(index + 4)], as: UTF8.self),
      digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let unit = UInt16(digits, radix: 16)
    else { return nil }
    index += 4
    return unit
  }

  private func flush(_ units: inout [UInt16], into text: inout [UInt8]) {
    guard !units.isEmpty else { return }
    text += Array(String(decoding: units, as: UTF16.self).utf8)
    units.removeAll()
  }
}
