/// The heartbeat thread of the consumer's group.
extension Consumer {
  /// The application's thread neither runs in the consumer nor waits for the network in it.
  var isApplicationBusy: Bool {
    switch thread {
    case .outside, .inside(_, .listening), .inside(_, .sleeping), .closed: true
    case .inside(_, .polling), .inside(_, .running): false
    }
  }

  /// Gives the heartbeat thread its turn if it is awake.
  mutating func runHeartbeatThread(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    guard let member = coordinator?.member, nextLook(member, now: now) <= now else { return }
    let isBusy = isApplicationBusy
    if isBusy { look(now: now, into: &effects) }
    coordinator?.runHeartbeatThread(
      isApplicationBusy: isBusy, &network, now: now, into: &clientEffects)
    look(now: now, into: &effects)
  }

  /// When the heartbeat thread is due; `.max` if it sleeps until it is woken.
  func nextHeartbeatWake(now: Milliseconds) -> Milliseconds {
    guard let member = coordinator?.member else { return .max }
    return nextLook(member, now: now)
  }

  private func nextLook(_ member: GroupMember, now: Milliseconds) -> Milliseconds {
    let isBusy = isApplicationBusy
    var due = member.heartbeatDeadline(isApplicationBusy: isBusy)
    guard isBusy else { return due }
    // The thread reads the network only when it looks.
    if network.client.hasInput || !network.answers.isEmpty {
      due = min(due, member.nextLook(now: now) ?? .max)
    }
    let timeout = network.client.nextTimeout
    if timeout < .max { due = min(due, member.nextLook(now: max(timeout, now)) ?? .max) }
    return due
  }

  /// Reads and writes what the network can take without waiting (`pollNoWakeup`).
  mutating func look(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    _ = beginPoll(timeout: .zero, blocks: false, now: now, into: &effects)
    if finishPoll(now: now, into: &effects), case .inside(_, .polling) = thread {
      isNudged = true
    }
  }
}
