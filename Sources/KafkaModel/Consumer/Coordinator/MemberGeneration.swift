/// What a member knows of itself in its group (`AbstractCoordinator.Generation`).
package struct MemberGeneration: Hashable, Sendable {
  package var id: GenerationID
  package var member: MemberID
  /// The protocol that the coordinator chose; nil outside of a generation.
  package var protocolName: String?

  package init(id: GenerationID, member: MemberID, protocolName: String?) {
    self.id = id
    self.member = member
    self.protocolName = protocolName
  }

  /// `Generation.NO_GENERATION`
  package static let none = MemberGeneration(id: .unknown, member: .unknown, protocolName: nil)

  /// What was assigned in it belongs to somebody else by now.
  package var isReset: Bool { id == .unknown || member == .unknown }

  /// Left or refused while a rebalance ran; the member id may still be good.
  var hasNoGeneration: Bool { id == .unknown && protocolName == nil }
}
