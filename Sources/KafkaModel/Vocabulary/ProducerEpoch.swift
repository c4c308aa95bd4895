/// The epoch of a producer id; -1 means none. Raised to fence or to restart sequences (KIP-360).
package struct ProducerEpoch: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int16

  package init(_ raw: Int16) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension ProducerEpoch {
  /// The epoch in batches of a producer that is not idempotent.
  package static let none = ProducerEpoch(-1)
}
