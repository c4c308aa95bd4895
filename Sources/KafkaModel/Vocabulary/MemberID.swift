/// A member's id as the coordinator gave it: client id or group.instance.id, a dash, and a drawn suffix; empty before.
///
/// Assignors and coordinators compare ids as texts.
package struct MemberID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  /// `JoinGroupRequest.UNKNOWN_MEMBER_ID`
  package static let unknown = MemberID("")

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  package var description: String { text }
}
