/// The version of a partition's state at the controller; raised at every change (KIP-497).
package struct PartitionEpoch: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}
