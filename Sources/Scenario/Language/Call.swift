/// A text of the form `name(argument, ...) operator value`, cut into its parts.
struct Call {
  var name: Substring
  /// Nil if there are no parentheses.
  var arguments: [Substring]?
  var comparison: Scenario.Predicate.Comparison?
  var value: Substring?
  /// What could not be understood.
  var rest: Substring?

  init(_ text: String) {
    self.init(text[...])
  }

  init(_ text: Substring) {
    guard let open = text.firstIndex(of: "(") else {
      name = Call.trimmed(text)
      return
    }
    name = Call.trimmed(text[..<open])
    var depth = 0
    var arguments: [Substring] = []
    var start = text.index(after: open)
    var index = open
    while index < text.endIndex {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "," where depth == 1:
        arguments.append(Call.trimmed(text[start..<index]))
        start = text.index(after: index)
      case _: break
      }
      if depth == 0 { break }
      index = text.index(after: index)
    }
    guard index < text.endIndex else {
      rest = text[open...]
      return
    }
    let last = Call.trimmed(text[start..<index])
    if !last.isEmpty || !arguments.isEmpty { arguments.append(last) }
    self.arguments = arguments
    readComparison(Call.trimmed(text[text.index(after: index)...]))
  }

  private mutating func readComparison(_ text: Substring) {
    if text.isEmpty { return }
    let symbol = text.prefix { "=!<>".contains($0) }
    comparison = Scenario.Predicate.Comparison(rawValue: String(symbol))
    let value = Call.trimmed(text[symbol.endIndex...])
    if comparison == nil || value.isEmpty {
      comparison = nil
      rest = text
    } else {
      self.value = value
    }
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}

extension DrillReader {
  /// Where a part of a text stands, if the text is written without escapes.
  func place(of part: Substring, in node: Node) -> Place {
    // What was typed has no place, and so have its parts.
    guard let text = node.string, part.startIndex <= text.endIndex, node.place != .none else {
      return node.place
    }
    let distance = text.unicodeScalars.distance(from: text.startIndex, to: part.startIndex)
    return Place(line: node.place.line, column: node.place.column + 1 + UInt32(distance))
  }
}
