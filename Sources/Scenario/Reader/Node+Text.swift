extension Node {
  /// JSON5 text of this tree: what fits into a line stands in one, keys are bare where they can be.
  package var text: String {
    var writer = Writer()
    writer.write(self, indent: 0, prefix: 0)
    return writer.text + "\n"
  }

  /// The same in one line.
  package var compactText: String { Writer.line(self) }

  private struct Writer {
    var text = ""
    static let width = 100

    mutating func write(_ node: Node, indent: Int, prefix: Int) {
      let line = Self.line(node)
      if line.utf8.count + indent + prefix < Self.width {
        text += line
        return
      }
      switch node.value {
      case .object(let members):
        open("{", indent)
        for member in members {
          let key = Self.key(member.key)
          text += key + ": "
          write(member.value, indent: indent + 2, prefix: key.utf8.count + 3)
          next(indent)
        }
        close("}", indent)
      case .array(let elements):
        open("[", indent)
        for element in elements {
          write(element, indent: indent + 2, prefix: 1)
          next(indent)
        }
        close("]", indent)
      case .string, .number, .bool, .null: text += line
      }
    }

    private mutating func open(_ bracket: String, _ indent: Int) {
      text += bracket + "\n" + String(repeating: " ", count: indent + 2)
    }

    private mutating func next(_ indent: Int) {
      text += ",\n" + String(repeating: " ", count: indent + 2)
    }

    private mutating func close(_ bracket: String, _ indent: Int) {
      text.removeLast(2)
      text += bracket
    }

    static func line(_ node: Node) -> String {
      switch node.value {
      case .object(let members):
        if members.isEmpty { return "{}" }
        return "{ " + members.map { key($0.key) + ": " + line($0.value) }.joined(separator: ", ")
          + " }"
      case .array(let elements):
        return "[" + elements.map { line($0) }.joined(separator: ", ") + "]"
      case .string(let string): return quoted(string)
      case .number(let number): return number.text
      case .bool(let bool): return bool ? "true" : "false"
      case .null: return "null"
      }
    }

    static func key(_ key: String) -> String {
      let bytes = Array(key.utf8)
      let bare = bytes.enumerated().allSatisfy { index, byte in
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
          || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
          || (index > 0 && Reader.isDigit(byte))
      }
      return bare && !bytes.isEmpty ? key : quoted(key)
    }

    static func quoted(_ string: String) -> String {
      var text = "\""
      for scalar in string.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{0}"..<" ", "\u{2028}", "\u{2029}":
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        case _: text.unicodeScalars.append(scalar)
        }
      }
      return text + "\""
    }
  }
}
