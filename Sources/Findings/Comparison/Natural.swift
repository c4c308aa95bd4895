/// A whole number of any size, as far as exact binomial sums need one.
package struct Natural: Hashable, Sendable {
  /// The least significant first; no zeros at the end.
  private var limbs: [UInt32]

  package init(_ value: UInt32) { limbs = value == 0 ? [] : [value] }

  package static func += (sum: inout Natural, other: Natural) {
    var carry: UInt64 = 0
    for place in 0..<max(sum.limbs.count, other.limbs.count) {
      if place == sum.limbs.count { sum.limbs.append(0) }
      carry += UInt64(sum.limbs[place])
      if place < other.limbs.count { carry += UInt64(other.limbs[place]) }
      sum.limbs[place] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { sum.limbs.append(UInt32(carry)) }
  }

  package static func *= (product: inout Natural, factor: UInt32) {
    guard factor > 0 else {
      product.limbs = []
      return
    }
    var carry: UInt64 = 0
    for place in product.limbs.indices {
      carry += UInt64(product.limbs[place]) * UInt64(factor)
      product.limbs[place] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { product.limbs.append(UInt32(carry)) }
  }

  /// The quotient; the remainder is dropped.
  package static func /= (quotient: inout Natural, divisor: UInt32) {
    precondition(divisor > 0, "nothing can be divided by zero")
    var rest: UInt64 = 0
    for place in quotient.limbs.indices.reversed() {
      rest = rest << 32 | UInt64(quotient.limbs[place])
      quotient.limbs[place] = UInt32(rest / UInt64(divisor))
      rest %= UInt64(divisor)
    }
    while quotient.limbs.last == 0 { quotient.limbs.removeLast() }
  }

  /// Whether it is at most two to the power of `exponent`.
  package func isAtMost(twoToThe exponent: Int) -> Bool {
    guard let top = limbs.last else { return true }
    let bits = limbs.count * 32 - top.leadingZeroBitCount
    if bits <= exponent { return true }
    guard bits == exponent + 1 else { return false }
    return top.nonzeroBitCount == 1 && limbs.dropLast().allSatisfy { $0 == 0 }
  }
}
