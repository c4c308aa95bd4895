/// A 64-bit fold over everything that happened in a run: equal runs have equal fingerprints.
///
/// The order of words counts. Two sequences of the same length that differ in one word always differ
/// in the result; other differences go unseen about once in 2^64. It is no cryptographic digest.
@frozen
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  @usableFromInline var state: UInt64

  /// The fold over all words so far.
  @inlinable
  public var value: UInt64 { state }

  /// The fingerprint of nothing.
  @inlinable
  public init() { state = 0x9E37_79B9_7F4A_7C15 }

  /// Takes `word` into the fingerprint. O(1), a multiplication and a shift.
  @inlinable
  public mutating func fold(_ word: UInt64) {
    let product = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
    state = (product ^ (product &>> 32)) &+ 0x9E37_79B9_7F4A_7C15
  }

  /// Takes a signed word into the fingerprint by its bits.
  @inlinable
  public mutating func fold(_ word: Int64) { fold(UInt64(bitPattern: word)) }

  /// The value as sixteen lower-case hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
