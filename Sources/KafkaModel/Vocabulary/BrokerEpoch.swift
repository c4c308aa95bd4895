/// The offset of a broker's registration record; -1 means unknown (KIP-841).
package struct BrokerEpoch: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int64

  package init(_ raw: Int64) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension BrokerEpoch {
  /// The epoch of a broker that is not registered.
  package static let none = BrokerEpoch(-1)
}
