import Findings
import Testing

/// Held against tables of the binomial distribution.
struct SignTestTests {
  /// Conover's table of intervals for the median: how many to cut off at each end for 95 %.
  @Test(
    arguments: [
      (5, nil), (6, 0), (8, 0), (9, 1), (12, 2), (15, 3), (20, 5), (25, 7), (30, 9), (50, 17),
      (100, 39), (200, 85),
    ] as [(Int, Int?)])
  func `an interval of 95 % leaves out as many at each end as the table says`(
    count: Int, cut: Int?
  ) {
    #expect(SignTest.cutOff(count: count) == cut)
  }

  @Test func `six coins that fall alike are sure to one in twenty, five are not`() {
    #expect(!SignTest.isSure(lower: 5, higher: 0, odds: 20))
    #expect(SignTest.isSure(lower: 6, higher: 0, odds: 20))
    #expect(SignTest.isSure(lower: 0, higher: 6, odds: 32))
    #expect(!SignTest.isSure(lower: 0, higher: 6, odds: 33))
    #expect(!SignTest.isSure(lower: 3, higher: 3, odds: 20))
    #expect(!SignTest.isSure(lower: 0, higher: 0, odds: 20))
  }

  /// P(at most 61 heads of 150 tosses) is 0.0138, of 63 is 0.0304: twice these straddle one in twenty.
  @Test func `large counts stay exact`() {
    #expect(SignTest.isSure(lower: 61, higher: 89, odds: 20))
    #expect(!SignTest.isSure(lower: 64, higher: 86, odds: 20))
    #expect(SignTest.isSure(lower: 0, higher: 2_000, odds: 4_000_000_000))
  }

  @Test func `whole numbers of any size add, multiply, divide and compare`() {
    var number = Natural(1)
    for factor in 1...30 { number *= UInt32(factor) }
    for divisor in 1...30 { number /= UInt32(divisor) }
    #expect(number == Natural(1))
    for _ in 0..<100 { number *= 2 }
    #expect(number.isAtMost(twoToThe: 100))
    #expect(!number.isAtMost(twoToThe: 99))
    number += Natural(1)
    #expect(!number.isAtMost(twoToThe: 100))
    #expect(number.isAtMost(twoToThe: 101))
    var half = Natural(.max)
    half += Natural(.max)
    half /= 2
    #expect(half == Natural(.max))
    #expect(Natural(0).isAtMost(twoToThe: 0))
  }
}
