extension ConsumerCoordinator {
  // Mutating only in name: a coordinator that is asked in its optional would be copied.

  mutating func heartbeatDeadline(isApplicationBusy: Bool) -> Milliseconds {
    member.heartbeatDeadline(isApplicationBusy: isApplicationBusy)
  }

  mutating func nextLook(now: Milliseconds) -> Milliseconds? { member.nextLook(now: now) }

  /// The heartbeat thread's turn after a poll of the application's thread; true if it was due and may have sent something.
  mutating func runHeartbeatThreadAfterPoll(
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) -> Bool {
    let due = member.heartbeatDeadline(isApplicationBusy: false)
    member.runHeartbeatThread(
      isApplicationBusy: false, now: now, network: &network, into: &effects)
    return due <= now
  }

  /// The heartbeat thread's turn (`GroupMember.runHeartbeatThread`).
  package mutating func runHeartbeatThread(
    isApplicationBusy: Bool, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) {
    member.runHeartbeatThread(
      isApplicationBusy: isApplicationBusy, now: now, network: &network, into: &effects)
  }
}
