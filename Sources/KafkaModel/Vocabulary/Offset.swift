/// A record's position in a partition's log, or the end of a range of them (exclusive); -1 means none.
package struct Offset: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int64

  package init(_ raw: Int64) { self.raw = raw }

  package static let zero = Offset(0)
  package static let none = Offset(-1)

  package static func < (left: Offset, right: Offset) -> Bool { left.raw < right.raw }
  package static func + (offset: Offset, count: Int64) -> Offset { Offset(offset.raw + count) }
  package static func - (left: Offset, right: Offset) -> Int64 { left.raw - right.raw }

  package var description: String { String(raw) }
}
