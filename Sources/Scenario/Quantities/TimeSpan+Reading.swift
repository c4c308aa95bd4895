extension TimeSpan {
  /// A time as people type it on a command line: "90s", "1.5m", "4m30s", "1h 5m"; nil if it is none.
  package init?(typed text: String) {
    var sum: Int64 = 0
    var part = ""
    var hasUnit = false
    func add(_ part: String) -> Bool {
      guard let span = Amount.time(part[...]) else { return false }
      let (total, overflow) = sum.addingReportingOverflow(span.nanoseconds)
      sum = total
      return !overflow
    }
    for character in text where character != " " {
      let isNumber = ("0"..."9").contains(character) || character == "."
      if isNumber, hasUnit {
        guard add(part) else { return nil }
        part = ""
        hasUnit = false
      }
      part.append(character)
      if !isNumber { hasUnit = true }
    }
    guard add(part), sum >= 0 else { return nil }
    self.init(nanoseconds: sum)
  }
}
