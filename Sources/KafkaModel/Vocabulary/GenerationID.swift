/// The number of a group's generation; one more with every completed join phase.
package struct GenerationID: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  /// `JoinGroupRequest.UNKNOWN_GENERATION_ID`
  package static let unknown = GenerationID(-1)

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}
