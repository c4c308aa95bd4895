extension OffsetResetPolicy {
  /// The policy of a value of `auto.offset.reset`; nil if it is none.
  ///
  /// Source: `AutoOffsetResetStrategy.fromString`; durations since 4.0 (KIP-1106).
  package init?(_ text: String) {
    switch text {
    case "earliest": self = .earliest
    case "latest": self = .latest
    case "none": self = .none
    default:
      let prefix = "by_duration:"
      guard text.hasPrefix(prefix),
        let duration = Milliseconds(isoDuration: String(text.dropFirst(prefix.count))),
        duration >= .zero
      else { return nil }
      self = .byDuration(duration)
    }
  }
}

extension Milliseconds {
  /// A length of time as `java.time.Duration.parse` reads it: `PnDTnHnMn.nS`, each part optional and with its own sign,
  /// in any case; nil if the text is none.
  init?(isoDuration text: String) {
    var rest = Substring(text.uppercased())
    let sign: Int64 = rest.first == "-" ? -1 : 1
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    guard rest.popFirst() == "P" else { return nil }
    let halves = rest.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count <= 2, !rest.isEmpty, halves.last?.isEmpty == false || halves.count == 1
    else { return nil }
    var total: Int64 = 0
    var days = halves[0]
    guard Self.take("D", milliseconds: 86_400_000, from: &days, adding: &total), days.isEmpty
    else { return nil }
    if halves.count == 2 {
      var times = halves[1]
      guard Self.take("H", milliseconds: 3_600_000, from: &times, adding: &total),
        Self.take("M", milliseconds: 60_000, from: &times, adding: &total),
        Self.take("S", milliseconds: 1_000, from: &times, adding: &total), times.isEmpty
      else { return nil }
    }
    self.init(sign * total)
  }

  /// Takes a number that this unit follows; true as well if there is none.
  private static func take(
    _ unit: Character, milliseconds: Int64, from rest: inout Substring, adding total: inout Int64
  ) -> Bool {
    guard let end = rest.firstIndex(of: unit) else { return true }
    var number = rest[..<end]
    rest = rest[rest.index(after: end)...]
    let sign: Int64 = number.first == "-" ? -1 : 1
    if number.first == "-" || number.first == "+" { number.removeFirst() }
    let parts = number.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    guard let whole = digits(parts[0]), parts.count == 1 || unit == "S" else { return false }
    var value = whole.multipliedReportingOverflow(by: milliseconds)
    if parts.count == 2 {
      guard parts[1].count <= 9, parts[1].isEmpty || digits(parts[1]) != nil else { return false }
      let thousandths = (parts[1] + "000").prefix(3)
      value.partialValue += digits(thousandths) ?? 0
    }
    let sum = total.addingReportingOverflow(sign * value.partialValue)
    total = sum.partialValue
    return !value.overflow && !sum.overflow
  }

  private static func digits(_ text: Substring) -> Int64? {
    text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int64(text) : nil
  }
}
