/// Numbers as people read them, made without floating point.
enum Quantities {
  /// `value` with `digits` decimals; zeros at the end are left out.
  static func decimal(_ value: Int64, digits: Int) -> String {
    var text = fixed(value, digits: digits)
    guard digits > 0 else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// `value` with exactly `digits` decimals.
  static func fixed(_ value: Int64, digits: Int) -> String {
    var text = String(value.magnitude)
    guard digits > 0 else { return String(value) }
    if text.utf8.count <= digits {
      text = String(repeating: "0", count: digits + 1 - text.utf8.count) + text
    }
    return (value < 0 ? "-" : "") + text.dropLast(digits) + "." + text.suffix(digits)
  }

  /// Nanoseconds in the unit that suits them: "250us", "12.4ms", "9.283s", "2m 5.000s".
  static func time(_ nanoseconds: Int64) -> String {
    let size = nanoseconds.magnitude
    if nanoseconds == 0 { return "0s" }
    if size < 1_000_000 { return decimal(nanoseconds, digits: 3) + "us" }
    if size < 1_000_000_000 { return decimal(rounded(nanoseconds, to: 10_000), digits: 2) + "ms" }
    return seconds(nanoseconds) + "s"
  }

  /// Seconds with three decimals.
  static func seconds(_ nanoseconds: Int64) -> String {
    fixed(rounded(nanoseconds, to: 1_000_000), digits: 3)
  }

  /// Parts per billion as a percentage.
  static func share(_ partsPerBillion: Int64) -> String {
    decimal(rounded(partsPerBillion, to: 100_000), digits: 2) + "%"
  }

  /// Bits per second as bytes: "618.3kB/s", "1.2MB/s".
  static func bytesPerSecond(_ bits: Int64) -> String {
    let bytes = bits / 8
    if bytes.magnitude < 1_000 { return "\(bytes)B/s" }
    if bytes.magnitude < 1_000_000 { return decimal(rounded(bytes, to: 100), digits: 1) + "kB/s" }
    return decimal(rounded(bytes, to: 10_000), digits: 2) + "MB/s"
  }

  /// How many `step`s the value holds, to the nearest, halves away from zero.
  private static func rounded(_ value: Int64, to step: Int64) -> Int64 {
    let half = value < 0 ? -step / 2 : step / 2
    return (value / step) + ((value % step + half) / step)
  }

  /// "a", "a and b", "a, b, and c"; of more than `most` names the first ones: "a, b, c, and 5 more".
  static func listed(_ names: [String], atMost most: Int) -> String {
    guard names.count > 2 else { return names.joined(separator: " and ") }
    let told = names.prefix(names.count > most ? most - 1 : names.count - 1)
    let rest = names.count > most ? "\(names.count - told.count) more" : names[names.count - 1]
    return told.joined(separator: ", ") + ", and " + rest
  }

  /// "1 more run", "2 more runs".
  static func more(_ count: Int, _ one: String) -> String {
    "\(count) more \(one)" + (count == 1 ? "" : "s")
  }

  /// "1 record", "2 records".
  static func counted(_ count: Int64, _ one: String, _ many: String? = nil) -> String {
    "\(count) " + (count == 1 ? one : many ?? one + "s")
  }
}
