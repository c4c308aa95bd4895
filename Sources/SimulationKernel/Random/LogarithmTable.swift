/// Natural logarithms of the numbers from 1 to 2 as 64-bit fixed point, made by integer arithmetic alone.
///
/// The C library's `log` differs in the last bit between machines; this one cannot. 513 values, a straight
/// line between neighbours: at most 5e-7 too small.
enum LogarithmTable {
  /// Values are multiples of 2^-57, so 64 times ln 2 still fits.
  static let fractionBits = 57

  /// ln 2.
  static let ofTwo = steps[512]

  private static let steps: [Int64] = {
    // ln(n + 1) - ln(n) = 2 artanh(1 / (2n + 1)), here for n = 512 ... 1023, with five guard bits.
    var sum: Int64 = 0
    var steps: [Int64] = [0]
    for step in Int64(512)..<1024 {
      let divisor = 2 * step + 1
      var power = (Int64(1) << 62) / divisor
      var odd: Int64 = 1
      while power != 0 {
        sum += power / odd
        power /= divisor * divisor
        odd += 2
      }
      steps.append((sum + 8) >> 4)
    }
    return steps
  }()

  /// The logarithm of `mantissa` / 2^63, which must have its highest bit set.
  static func value(_ mantissa: UInt64) -> Int64 {
    let index = Int(mantissa &>> 54 & 511)
    let low = steps[index]
    let rise = UInt64(steps[index + 1] - low)
    // The 54 bits below the index, as a fraction of the way to the next value.
    return low &+ Int64(rise.multipliedFullWidth(by: mantissa &<< 10).high)
  }
}
