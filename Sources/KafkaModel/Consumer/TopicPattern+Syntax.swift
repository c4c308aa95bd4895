extension TopicPattern {
  /// What stands in the text that is no part of the patterns read here, in words; nil if nothing does.
  package var problem: String? {
    var open = 0
    var canRepeat = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\\":
        guard let next = scalars.popFirst() else { return "'\\' stands at its end" }
        if next.properties.isAlphabetic || ("0"..."9").contains(next) {
          return "'\\\(next)' is no literal"
        }
        canRepeat = true
      case "[":
        guard let end = Self.endOfClass(scalars) else { return "a '[' is not closed" }
        scalars = scalars[(end + 1)...]
        canRepeat = true
      case "(":
        if scalars.first == "?" { return "'(?' is not read" }
        open += 1
        canRepeat = false
      case ")":
        open -= 1
        if open < 0 { return "a ')' closes nothing" }
        canRepeat = true
      case "|": canRepeat = false
      case "*", "+", "?":
        if !canRepeat { return "a '\(scalar)' repeats nothing" }
        canRepeat = false
      case "{", "}", "^", "$", "]": return "'\(scalar)' is not read"
      case _: canRepeat = true
      }
    }
    return open > 0 ? "a '(' is not closed" : nil
  }

  /// The place of the `]` of a class that is not empty.
  private static func endOfClass(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let end = scalars.firstIndex(of: "]"), end > scalars.startIndex else { return nil }
    return scalars[..<end] == ["^"] ? nil : end
  }
}
