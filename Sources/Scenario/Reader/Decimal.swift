/// A decimal number without sign, kept exactly: `digits` x 10^`exponent`.
///
/// Amounts with a unit ("1.5s", "0.1%") are computed from it in whole numbers, so that no file means
/// something else on another machine. Nil digits stand for a number of more digits than fit.
struct Decimal: Hashable, Sendable {
  var digits: Int64?
  var exponent: Int

  /// Reads digits with an optional point and exponent; nil if `bytes` hold anything else.
  init?(bytes: ArraySlice<UInt8>) {
    var value: Int64? = 0
    var exponent = 0
    var seen = 0
    var index = bytes.startIndex
    // A leading zero may stand only alone or before the point, as in JSON.
    if bytes.count > 1, bytes[index] == UInt8(ascii: "0"),
      Reader.isDigit(bytes[index + 1])
    {
      return nil
    }
    var pointSeen = false
    while index < bytes.endIndex {
      let byte = bytes[index]
      if Reader.isDigit(byte) {
        seen += 1
        value = Self.appending(byte - UInt8(ascii: "0"), to: value)
        if pointSeen { exponent -= 1 }
      } else if byte == UInt8(ascii: "."), !pointSeen {
        pointSeen = true
      } else {
        break
      }
      index += 1
    }
    guard seen > 0 else { return nil }
    if index < bytes.endIndex {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"),
        let power = Self.power(bytes[(index + 1)...])
      else { return nil }
      exponent += power
    }
    digits = value
    self.exponent = exponent
  }

  private static func appending(_ digit: UInt8, to value: Int64?) -> Int64? {
    guard let value else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    if overflow { return nil }
    let (sum, carry) = product.addingReportingOverflow(Int64(digit))
    return carry ? nil : sum
  }

  /// The exponent's value, held inside +-1 000 000: beyond that only its sign matters.
  private static func power(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    let negative = rest.first == UInt8(ascii: "-")
    if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var value = 0
    for byte in rest {
      guard Reader.isDigit(byte) else { return nil }
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
    }
    return negative ? -value : value
  }

  /// The number times `factor`, if that is a whole number that fits.
  func times(_ factor: Int64) -> Int64? {
    guard let digits else { return nil }
    if digits == 0 { return 0 }
    // First take tens out of both, so that "0.000001s" in nanoseconds does not overflow.
    var (value, factor, power) = (digits, factor, exponent)
    while power < 0, value % 10 == 0 { (value, power) = (value / 10, power + 1) }
    while power < 0, factor % 10 == 0 { (factor, power) = (factor / 10, power + 1) }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    var result = product
    while power < 0 {
      guard result % 10 == 0 else { return nil }
      (result, power) = (result / 10, power + 1)
    }
    while power > 0 {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      (result, power) = (next, power - 1)
    }
    return result
  }

  var wholeNumber: Int64? { times(1) }
}
