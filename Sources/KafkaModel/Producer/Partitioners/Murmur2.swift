/// The 32-bit murmur2 hash of a serialized key, as Kafka's clients compute it.
///
/// Source: `org.apache.kafka.common.utils.Utils.murmur2` and `toPositive`.
package enum Murmur2 {
  private static let seed: UInt32 = 0x9747_b28c
  private static let multiplier: UInt32 = 0x5bd1_e995

  /// The hash; Java shows the same bits as a signed integer.
  package static func hash(_ bytes: some RandomAccessCollection<UInt8>) -> UInt32 {
    var hash = seed ^ UInt32(truncatingIfNeeded: bytes.count)
    var word: UInt32 = 0
    var filled: UInt32 = 0
    for byte in bytes {
      word |= UInt32(byte) << (8 * filled)
      filled += 1
      if filled == 4 {
        word = word &* multiplier
        word ^= word >> 24
        word = word &* multiplier
        hash = (hash &* multiplier) ^ word
        word = 0
        filled = 0
      }
    }
    if filled > 0 {
      hash = (hash ^ word) &* multiplier
    }
    hash ^= hash >> 13
    hash = hash &* multiplier
    return hash ^ (hash >> 15)
  }

  /// `toPositive`: the sign bit masked off, which is not the absolute value.
  package static func positive(_ hash: UInt32) -> Int32 { Int32(hash & 0x7fff_ffff) }
}
