/// The leader epoch of a partition; -1 means none. Raised at every election (KIP-101).
package struct LeaderEpoch: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension LeaderEpoch {
  /// No epoch, as the protocol writes it.
  package static let none = LeaderEpoch(-1)
}
