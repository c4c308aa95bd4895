extension Consumer {
  /// The member has been told its part of a generation and knows no reason to join again.
  package var isStableMember: Bool {
    guard let member = coordinator?.member else { return false }
    return member.state == .stable && !member.rejoinNeededOrPending
  }

  /// As its coordinator knows it; unknown before it has joined, and without a group.
  package var memberID: MemberID { coordinator?.member.generation.member ?? .unknown }
}
