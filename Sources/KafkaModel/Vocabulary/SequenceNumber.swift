/// The sequence number of a record of one producer id on one partition; -1 means none; wraps to 0.
package struct SequenceNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension SequenceNumber {
  /// The base sequence in batches of a producer that is not idempotent.
  package static let none = SequenceNumber(-1)

  /// The sequence `count` records later; 2147483647 is followed by 0.
  package func advanced(by count: Int32) -> SequenceNumber {
    SequenceNumber(Int32((Int64(raw) + Int64(count)) & 0x7fff_ffff))
  }
}
