/// The sign test for paired observations, and the interval for the median of their differences that belongs to it.
///
/// It assumes nothing of how the differences are distributed, and needs only counts: if neither variant were favoured,
/// each seed in which they differ would fall to either side like a fair coin. Every probability here is a sum of binomial
/// coefficients over a power of two, compared in whole numbers.
/// Source: Conover, Practical Nonparametric Statistics, sections 3.4 and 3.5.
package enum SignTest {
  /// Whether so lopsided a result, to either side, has a chance of at most one in `odds` under the fair coin.
  package static func isSure(lower: Int, higher: Int, odds: UInt32) -> Bool {
    let (count, fewer) = (lower + higher, min(lower, higher))
    guard count > 0, fewer * 2 < count else { return false }
    var sums = Sums(of: count)
    while sums.terms <= fewer { sums.addTerm() }
    return sums.isTwiceAtMost(oneIn: odds)
  }

  /// How many of `count` ordered differences may be cut off at each end so that what is left still covers the median with
  /// a probability of 95 %; nil if even all of them do not (fewer than six).
  package static func cutOff(count: Int) -> Int? {
    guard count > 0 else { return nil }
    var sums = Sums(of: count)
    var cut: Int?
    while sums.terms * 2 < count {
      sums.addTerm()
      guard sums.isTwiceAtMost(oneIn: 20) else { return cut }
      cut = sums.terms - 1
    }
    return cut
  }

  /// The sums of the first binomial coefficients of one row.
  private struct Sums {
    private let count: Int
    private(set) var terms = 0
    private var sum = Natural(0)
    /// The next coefficient.
    private var coefficient = Natural(1)

    init(of count: Int) { self.count = count }

    mutating func addTerm() {
      sum += coefficient
      coefficient *= UInt32(count - terms)
      terms += 1
      coefficient /= UInt32(terms)
    }

    /// Whether twice the sum is at most so small a part of two to the power of the count.
    func isTwiceAtMost(oneIn odds: UInt32) -> Bool {
      var scaled = sum
      scaled *= odds
      scaled *= 2
      return scaled.isAtMost(twoToThe: count)
    }
  }
}
