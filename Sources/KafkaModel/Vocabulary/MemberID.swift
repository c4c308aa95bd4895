/// A member's id as the coordinator gave it: client id or group.instance.id, a dash, and a drawn suffix; empty before.
///
/// Assignors and coordinators compare ids as texts. A digest of the text goes with it, by which a coordinator finds a
/// member without reading its text: that lies elsewhere in memory, and there are thousands.
package struct MemberID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String
  /// FNV-1a of the text.
  let digest: UInt32

  package init(_ text: String) {
    self.text = text
    digest = text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// `JoinGroupRequest.UNKNOWN_MEMBER_ID`
  package static let unknown = MemberID("")

  package static func == (left: Self, right: Self) -> Bool {
    left.digest == right.digest && left.text == right.text
  }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  package var description: String { text }
}
