extension ConsumerCoordinator {
  // Mutating only in name: a coordinator that is asked in its optional would be copied.

  mutating func heartbeatDeadline(isApplicationBusy: Bool) -> Milliseconds {
    member.heartbeatDeadline(isApplicationBusy: isApplicationBusy)
  }

  mutating func nextLook(now: Milliseconds) -> Milliseconds? { member.nextLook(now: now) }

  /// The heartbeat thread's turn (`GroupMember.runHeartbeatThread`).
  package mutating func runHeartbeatThread(
    isApplicationBusy: Bool, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) {
    member.runHeartbeatThread(
      isApplicationBusy: isApplicationBusy, now: now, network: &network, into: &effects)
  }
}
