/// Names one request that a machine holds until it answers; given by whoever hands the request over.
package struct RequestToken: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int64

  package init(_ raw: Int64) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}
