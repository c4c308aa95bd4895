/// The id that InitProducerId gave an idempotent producer; -1 means none (KIP-98).
package struct ProducerID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int64

  package init(_ raw: Int64) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}

extension ProducerID {
  /// The id in batches of a producer that is not idempotent.
  package static let none = ProducerID(-1)
}
