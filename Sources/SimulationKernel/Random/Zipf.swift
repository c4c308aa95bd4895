/// Ranks of Zipf's law: rank k (from 0) is drawn with a weight of 1 / (k + 1)^exponent.
///
/// The table is made with + - * / only, so it is the same on every machine. 8 bytes per rank.
public struct Zipf: Hashable, Sendable {
  /// For each rank, its cumulated share of 2^63.
  private let bounds: [UInt64]

  /// The law over `count` ranks with an exponent given in thousandths: 1000 is the classical 1.0, 0 is uniform.
  ///
  /// O(count).
  ///
  /// - Precondition: `count` is from 1 to 2^31, the exponent from 0 to 10 000 thousandths.
  public init(count: Int, exponentThousandths: Int) {
    precondition(count > 0 && count <= 1 << 31, "a Zipf law needs from 1 to 2^31 ranks")
    precondition(
      exponentThousandths >= 0 && exponentThousandths <= 10_000, "a Zipf exponent lies from 0 to 10"
    )
    var total = 0.0
    let sums = (1...count).map { rank in
      total += Zipf.weight(rank: rank, exponentThousandths: exponentThousandths)
      return total
    }
    let whole = Double(1 << 62)
    var bounds = sums.map { sum in 2 * UInt64(sum / total * whole) }
    bounds[count - 1] = 1 << 63
    self.bounds = bounds
  }

  /// How many ranks there are.
  public var count: Int { bounds.count }

  /// Draws a rank from 0 up to but not including ``count``; low ranks are frequent. One draw, O(log count).
  public func sample(_ stream: inout RandomStream) -> Int {
    let draw = stream.next() >> 1
    var low = 0
    var high = bounds.count - 1
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] > draw {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// 1 / rank^(thousandths / 1000): whole powers by division, the rest as 2^-whole * e^-part.
  private static func weight(rank: Int, exponentThousandths: Int) -> Double {
    let (whole, thousandths) = exponentThousandths.quotientAndRemainder(dividingBy: 1000)
    var weight = 1.0
    for _ in 0..<whole { weight /= Double(rank) }
    guard thousandths > 0, rank > 1 else { return weight }
    let exponent = Int.bitWidth - 1 - rank.leadingZeroBitCount
    let bits = logarithm(Double(rank) / Double(1 << exponent)) / logarithmOfTwo + Double(exponent)
    let fraction = bits * Double(thousandths) / 1000
    let halvings = Int(fraction)
    weight /= Double(1 << halvings)
    return weight * exponential(-(fraction - Double(halvings)) * logarithmOfTwo)
  }

  private static let logarithmOfTwo = 0.6931471805599453

  /// ln of a number from 1 to 2, by the series of 2 artanh((x - 1) / (x + 1)).
  private static func logarithm(_ number: Double) -> Double {
    let ratio = (number - 1) / (number + 1)
    var power = ratio
    var sum = 0.0
    for odd in stride(from: 1, through: 35, by: 2) {
      sum += power / Double(odd)
      power *= ratio * ratio
    }
    return 2 * sum
  }

  /// e^number for a number from -1 to 0, by its power series.
  private static func exponential(_ number: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for index in 1...20 {
      term *= number / Double(index)
      sum += term
    }
    return sum
  }
}
