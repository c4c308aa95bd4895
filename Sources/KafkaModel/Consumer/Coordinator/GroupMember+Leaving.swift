extension GroupMember {
  package var isStatic: Bool { settings.groupInstanceID != nil }

  /// Leaves the group without waiting for the answer; a static member only forgets its generation.
  ///
  /// Source: `AbstractCoordinator.maybeLeaveGroup`.
  package mutating func leave(
    _ reason: String, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) {
    if !isStatic, state != .unjoined, generation.member != .unknown,
      let coordinator = knownCoordinator(now: now, network: &network, into: &effects)
    {
      let request = LeaveGroupRequest(
        group: settings.group, member: generation.member, groupInstanceID: nil, reason: reason)
      let ticket = network.send(
        .leaveGroup(request), to: coordinator, purpose: .leaveGroup, now: now)
      sent.append(SentRequest(ticket: ticket))
    }
    resetAndRejoin("consumer pro-actively leaving the group", keepsID: false)
  }

  /// The heartbeat thread ends with its owner.
  package mutating func closeHeartbeatThread() { thread = .none }

  /// At the end of its life a member waits until the coordinator has answered all it was asked.
  package mutating func awaitPendingRequests(
    until deadline: Milliseconds, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) -> Progress<Bool> {
    guard let coordinator = knownCoordinator(now: now, network: &network, into: &effects) else {
      return .done(true)
    }
    let isPending = network.hasPendingRequests(to: coordinator)
    if !isPending || now >= deadline { return .done(!isPending) }
    return .waits(until: deadline)
  }
}
