/// Names one flush to disk that a machine asked for and waits for.
package struct SyncToken: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int64

  package init(_ raw: Int64) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}
