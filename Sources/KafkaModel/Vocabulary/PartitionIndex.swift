/// A partition's number inside its topic, from 0.
@usableFromInline
package struct PartitionIndex: Hashable, Sendable, Comparable, CustomStringConvertible {
  @usableFromInline package var raw: Int32

  @inlinable package init(_ raw: Int32) { self.raw = raw }

  @usableFromInline package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  @usableFromInline package var description: String { String(raw) }
}
