/// A connector's dense number among all connectors that its Connect cluster ever has.
///
/// They are numbered in the order of their names as Java sorts texts, because assignors deal in that order.
package struct ConnectorIndex: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}
