extension Amount {
  private static func text(_ value: Int64, units: [(Int64, String)], smallest: String) -> String {
    if value != 0 {
      for (size, name) in units where value % size == 0 { return "\(value / size)\(name)" }
    }
    return "\(value)\(smallest)"
  }

  static func text(bytes: Int64) -> String {
    text(bytes, units: [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")], smallest: "B")
  }

  /// Thousandths (`digits` 3) or billionths as a decimal number.
  static func text(decimal value: Int64, digits: Int) -> String {
    let negative = value < 0
    var text = String(value.magnitude)
    if text.utf8.count <= digits {
      text = String(repeating: "0", count: digits + 1 - text.utf8.count) + text
    }
    let whole = text.dropLast(digits)
    var part = text.suffix(digits)
    while part.last == "0" { part = part.dropLast() }
    return (negative ? "-" : "") + whole + (part.isEmpty ? "" : "." + part)
  }

  fileprivate static func time(_ nanoseconds: Int64) -> String {
    if nanoseconds == 0 { return "0s" }
    return text(
      nanoseconds,
      units: [
        (3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms"),
        (1_000, "us"),
      ], smallest: "ns")
  }

  fileprivate static func bits(_ value: Int64) -> String {
    text(
      value, units: [(1_000_000_000, "Gbit"), (1_000_000, "Mbit"), (1_000, "kbit")], smallest: "bit"
    )
  }
}

extension TimeSpan: CustomStringConvertible {
  package var description: String { Amount.time(nanoseconds) }
}

extension TimeRange: CustomStringConvertible {
  package var description: String {
    if isFixed { return "\(from)" }
    if measured.isEmpty { return "\(from)..\(to)" }
    return measured.map(\.description).joined(separator: ", ")
  }
}

extension Rate: CustomStringConvertible {
  package var description: String {
    switch per.nanoseconds {
    case 1_000_000: "\(count)/ms"
    case 1_000_000_000: "\(count)/s"
    case 60_000_000_000: "\(count)/m"
    case 3_600_000_000_000: "\(count)/h"
    default: "\(count)/\(per)"
    }
  }
}

extension Share: CustomStringConvertible {
  package var description: String { Amount.text(decimal: partsPerBillion, digits: 7) + "%" }
}

extension ByteRange: CustomStringConvertible {
  package var description: String {
    from == to ? Amount.text(bytes: from) : "\(Amount.text(bytes: from))..\(Amount.text(bytes: to))"
  }
}

extension Bandwidth: CustomStringConvertible {
  package var description: String { Amount.bits(bitsPerSecond) + "/s" }
}
