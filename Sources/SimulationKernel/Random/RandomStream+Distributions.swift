extension RandomStream {
  /// A waiting time of the exponential distribution with the given mean, in the mean's unit.
  ///
  /// The result lies between 0 and 45 times the mean, at most `Int64.max`,
  /// rounded to the nearest. One draw: minus its logarithm, of which the exponent is the number of leading
  /// zeros and the rest is read from `LogarithmTable`; the shape is exact to within 5e-7 of the mean. O(1).
  ///
  /// - Precondition: `mean` is not negative.
  public mutating func exponential(mean: Int64) -> Int64 {
    precondition(mean >= 0, "a mean waiting time lies below zero")
    let bits = next() | 1
    let zeros = bits.leadingZeroBitCount
    let logarithm =
      Int64(zeros &+ 1) &* LogarithmTable.ofTwo &- LogarithmTable.value(bits &<< UInt64(zeros))
    let product = mean.multipliedFullWidth(by: logarithm)
    let fraction = LogarithmTable.fractionBits
    let half = UInt64(1) << UInt64(fraction - 1)
    let (low, carry) = product.low.addingReportingOverflow(half)
    let high = carry ? product.high &+ 1 : product.high
    if high >> Int64(fraction - 1) != 0 { return Int64.max }
    return high &<< Int64(64 - fraction) | Int64(low &>> UInt64(fraction))
  }

  /// A number that is distributed much like the normal distribution, in the unit of both parameters.
  ///
  /// It is the sum of twelve uniform numbers of 21 bits: mean and deviation are exact, the tails end at
  /// six deviations. O(1).
  ///
  /// - Precondition: `deviation` is not negative, and the mean plus or minus six deviations fits into `Int64`.
  public mutating func normalLike(mean: Int64, deviation: Int64) -> Int64 {
    precondition(deviation >= 0, "a deviation lies below zero")
    let mask: UInt64 = 1 << 21 - 1
    var sum: UInt64 = 0
    for _ in 0..<4 {
      let bits = next()
      sum &+= bits & mask
      sum &+= bits &>> 21 & mask
      sum &+= bits &>> 42 & mask
    }
    let centred = Int64(sum) - 6 * Int64(mask)
    let product = deviation.multipliedFullWidth(by: centred)
    // The centred sum is below 2^24, so the quotient by 2^21 fits whenever the result can be told.
    let offset = product.high << 43 | Int64(bitPattern: product.low >> 21)
    precondition(product.high >> 20 == 0 || product.high >> 20 == -1, "a deviation is too large")
    return mean + offset
  }
}
