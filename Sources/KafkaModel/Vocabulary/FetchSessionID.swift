/// A fetch session's number on its broker; 0 means none.
package struct FetchSessionID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  /// `FetchMetadata.INVALID_SESSION_ID`
  package static let none = FetchSessionID(0)

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  package var description: String { String(raw) }
}
