/// The id of a broker or controller (`node.id`); unique inside one cluster.
@usableFromInline
package struct NodeID: Hashable, Sendable, Comparable, CustomStringConvertible {
  @usableFromInline package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  @usableFromInline package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  @usableFromInline package var description: String { String(raw) }
}
