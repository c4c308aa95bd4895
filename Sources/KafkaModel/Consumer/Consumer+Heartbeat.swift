/// The heartbeat thread of the consumer's group.
extension Consumer {
  /// The application's thread neither runs in the consumer nor waits for the network in it.
  @inline(__always)
  var isApplicationBusy: Bool {
    switch thread {
    case .outside, .inside(_, .listening), .inside(_, .sleeping), .closed: true
    case .inside(_, .polling), .inside(_, .running): false
    }
  }

  /// Gives the heartbeat thread its turn if it is awake and the application's thread leaves it the network.
  mutating func runHeartbeatThread(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    guard nextHeartbeatWake(now: now) <= now else { return }
    look(now: now, into: &effects)
    coordinator?.runHeartbeatThread(
      isApplicationBusy: true, &network, now: now, into: &clientEffects)
    look(now: now, into: &effects)
  }

  /// Its turn when the application's thread comes back from a poll of the network: that held the lock all the time.
  mutating func runHeartbeatThreadAfterPoll(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    let hasSent =
      coordinator?.runHeartbeatThreadAfterPoll(&network, now: now, into: &clientEffects) ?? false
    if hasSent { network.transmit(now: now, into: &clientEffects) }
    passOnRequests(into: &effects)
  }

  /// When the heartbeat thread is due beside a busy application; `.max` if it sleeps until it is woken.
  ///
  /// Changes nothing: it is mutating so that the coordinator is asked where it lies and never copied.
  @inline(__always)
  mutating func nextHeartbeatWake(now: Milliseconds) -> Milliseconds {
    isApplicationBusy ? nextHeartbeatBesideApplication(now: now) : .max
  }

  private mutating func nextHeartbeatBesideApplication(now: Milliseconds) -> Milliseconds {
    guard var due = coordinator?.heartbeatDeadline(isApplicationBusy: true) else { return .max }
    // The thread reads the network only when it looks.
    if network.client.hasInput || !network.answers.isEmpty {
      due = min(due, coordinator?.nextLook(now: now) ?? .max)
    }
    // Mostly nothing can be overdue before.
    if network.client.quietUntil < due {
      let timeout = network.client.nextTimeout
      if timeout < .max { due = min(due, coordinator?.nextLook(now: max(timeout, now)) ?? .max) }
    }
    return due
  }

  /// Reads and writes what the network can take without waiting (`pollNoWakeup`).
  mutating func look(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    _ = beginPoll(timeout: .zero, blocks: false, now: now, into: &effects)
    _ = finishPoll(now: now, into: &effects)
  }
}
