/// Reads amounts with a unit. Everything is computed in whole numbers; what is not whole is refused.
enum Amount {
  /// A number followed by a word, and nothing else: ("1.5", "s").
  private static func split(_ text: Substring) -> (number: Decimal, unit: Substring)? {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex { !Reader.isDigit($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
    guard let number = Decimal(bytes: bytes[..<end]) else { return nil }
    return (number, text.dropFirst(end).drop { $0 == " " })
  }

  private static func nanoseconds(of unit: Substring) -> Int64? {
    switch unit {
    case "ns": 1
    case "us", "µs": 1_000
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "m", "min": 60_000_000_000
    case "h": 3_600_000_000_000
    case "d": 86_400_000_000_000
    default: nil
    }
  }

  /// "30s", "-5s", "1.5h", "4m30s", "2m05s".
  static func time(_ text: Substring) -> TimeSpan? {
    if text.first == "-" {
      return time(text.dropFirst()).map { TimeSpan(nanoseconds: -$0.nanoseconds) }
    }
    var sum: Int64 = 0
    var rest = text
    repeat {
      let unit = rest.drop { isOfNumber($0) }
      let next = unit.firstIndex(where: isOfNumber) ?? rest.endIndex
      guard let part = simpleTime(rest[..<next]) else { return nil }
      let (total, overflow) = sum.addingReportingOverflow(part)
      if overflow { return nil }
      sum = total
      rest = rest[next...]
      while rest.first == "0", let second = rest.dropFirst().first, isOfNumber(second),
        second != "."
      {
        rest = rest.dropFirst()
      }
    } while !rest.isEmpty
    return TimeSpan(nanoseconds: sum)
  }

  private static func isOfNumber(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || character == "."
  }

  /// Nanoseconds of one number with its unit.
  private static func simpleTime(_ text: Substring) -> Int64? {
    guard let (number, unit) = split(text), let factor = nanoseconds(of: unit) else { return nil }
    return number.times(factor)
  }

  /// "200/s", "2.5/s", "25/10s".
  static func rate(_ text: Substring) -> Rate? {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let unit = text[text.index(after: slash)...]
    let per = nanoseconds(of: unit).map { TimeSpan(nanoseconds: $0) } ?? time(unit)
    let count = Array(text[..<slash].utf8)
    guard let number = Decimal(bytes: count[...]), var per, per > .zero else { return nil }
    var factor: Int64 = 1
    while number.times(factor) == nil {
      let (longer, overflow) = per.nanoseconds.multipliedReportingOverflow(by: 10)
      if overflow || factor >= 1_000_000_000 { return nil }
      factor *= 10
      per = TimeSpan(nanoseconds: longer)
    }
    guard let value = number.times(factor) else { return nil }
    return Rate(count: value, per: per)
  }

  /// "1KiB", "100B", "1.5MB".
  static func bytes(_ text: Substring) -> Int64? {
    guard let (number, unit) = split(text), let factor = bytes(of: unit) else { return nil }
    return number.times(factor)
  }

  private static func bytes(of unit: Substring) -> Int64? {
    switch unit {
    case "B": 1
    case "kB", "KB": 1_000
    case "MB": 1_000_000
    case "GB": 1_000_000_000
    case "KiB": 1 << 10
    case "MiB": 1 << 20
    case "GiB": 1 << 30
    default: nil
    }
  }

  /// "1Gbit/s", "10MiB/s".
  static func bandwidth(_ text: Substring) -> Bandwidth? {
    guard text.hasSuffix("/s"), let (number, unit) = split(text.dropLast(2)) else { return nil }
    let factor: Int64? =
      switch unit {
      case "bit": 1
      case "kbit": 1_000
      case "Mbit": 1_000_000
      case "Gbit": 1_000_000_000
      default: bytes(of: unit).map { $0 * 8 }
      }
    return factor.flatMap { number.times($0) }.map { Bandwidth(bitsPerSecond: $0) }
  }

  /// "0.1%".
  static func percentage(_ text: Substring) -> Share? {
    guard text.last == "%", let number = Decimal(bytes: Array(text.dropLast().utf8)[...]) else {
      return nil
    }
    return number.times(10_000_000).map { Share(partsPerBillion: $0) }
  }

  /// A number's exact value times `factor`, or nil if that is not whole.
  static func number(_ number: Node.Number, times factor: Int64) -> Int64? {
    if let whole = number.integer {
      let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    var bytes = Array(number.text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    guard let value = Decimal(bytes: bytes)?.times(factor) else { return nil }
    return negative ? -value : value
  }
}

extension Scenario {
  /// `number * factor` if that is a whole number of 64 bits.
  package static func exact(_ number: Node.Number, times factor: Int64) -> Int64? {
    Amount.number(number, times: factor)
  }
}
