extension ConsumerCoordinator {
  /// The heartbeat thread's turn (`GroupMember.runHeartbeatThread`).
  package mutating func runHeartbeatThread(
    isApplicationBusy: Bool, _ network: inout ConsumerNetwork, now: Milliseconds,
    into effects: inout [ClientEffect]
  ) {
    member.runHeartbeatThread(
      isApplicationBusy: isApplicationBusy, now: now, network: &network, into: &effects)
  }
}
