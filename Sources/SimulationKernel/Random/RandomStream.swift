/// A stream of random draws for one purpose of one component, fixed by a seed and two names.
///
/// Streams of different names or purposes are independent, so a new draw in one never moves another. The
/// generator is xoshiro256** (Blackman and Vigna), started by SplitMix64; everything drawn from it is
/// integer arithmetic and the same on every machine. A copy repeats the draws of its original.
@frozen
public struct RandomStream: Hashable, Sendable {
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64
  @usableFromInline var third: UInt64
  @usableFromInline var fourth: UInt64

  /// The stream of the component `name` for `purpose` under a run's root `seed`, which may be any number.
  ///
  /// Names are told apart by their UTF-8 bytes; equal names give equal streams. O(length of the names).
  public init(seed: UInt64, name: String, purpose: String) {
    // FNV-1a; 0xFF never occurs in UTF-8, so ("a", "bc") and ("ab", "c") differ.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var root = SplitMix64(seed: seed)
    var names = SplitMix64(seed: hash)
    var mixed = SplitMix64(seed: root.next() ^ (names.next() &* 0x9E37_79B9_7F4A_7C15))
    first = mixed.next()
    second = mixed.next()
    third = mixed.next()
    fourth = mixed.next()
    // The one state that the generator cannot leave.
    if first | second | third | fourth == 0 { first = 1 }
  }

  /// The next 64 random bits. O(1).
  @inlinable
  public mutating func next() -> UInt64 {
    let scrambled = second &* 5
    let result = (scrambled &<< 7 | scrambled &>> 57) &* 9
    let shifted = second &<< 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = fourth &<< 45 | fourth &>> 19
    return result
  }

  /// A number from 0 up to but not including `bound`, all equally likely.
  ///
  /// One multiplication, seldom a second draw: the high word of bits times bound is the number, and the
  /// low words that would give some numbers one chance more are drawn again (Lemire).
  ///
  /// - Precondition: `bound` is above zero.
  @inlinable
  public mutating func below(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no number below zero to draw")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let surplus = (0 &- bound) % bound
      while product.low < surplus { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// A number of `range`, all equally likely, both ends included. O(1).
  @inlinable
  public mutating func uniform(in range: ClosedRange<Int64>) -> Int64 {
    let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    let draw = span == UInt64.max ? next() : below(span &+ 1)
    return range.lowerBound &+ Int64(bitPattern: draw)
  }

  /// True with the probability `numerator` / `denominator`. O(1).
  ///
  /// - Precondition: `denominator` is above zero and no smaller than `numerator`.
  @inlinable
  public mutating func bool(numerator: UInt64, denominator: UInt64) -> Bool {
    precondition(numerator <= denominator, "a probability lies above one")
    return below(denominator) < numerator
  }

  /// Brings `items` into an order of which all are equally likely. O(count).
  @inlinable
  public mutating func shuffle<Element>(_ items: inout [Element]) {
    guard items.count > 1 else { return }
    for last in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(last, Int(below(UInt64(last) + 1)))
    }
  }
}
