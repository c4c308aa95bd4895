extension GroupMember {
  /// The application polls: it is not stalled. Throws what ended the heartbeat thread (`pollHeartbeat`).
  package mutating func polled(now: Milliseconds) throws(MemberFailure) {
    switch thread {
    case .none:
      return
    case .failed(let failure):
      thread = .none
      throw failure
    case .disabled, .enabled:
      timers.polled(now: now)
    }
  }

  /// `polled` of a member that is quiet: its heartbeat thread runs.
  mutating func noticePoll(now: Milliseconds) { timers.polled(now: now) }

  /// The coordinator of a member that is in its group and has nothing to do there but to beat.
  @inline(__always)
  var quietCoordinator: NodeID? {
    guard state == .stable, !rejoinNeeded, case .none = future, case .idle = readiness,
      case .enabled = thread
    else { return nil }
    return coordinator
  }

  /// When the owner's thread must look after heartbeats, if it waits (`timeToNextHeartbeat`).
  package var nextHeartbeat: Milliseconds { state.hasNotJoined ? .max : timers.nextHeartbeat }

  /// When `runHeartbeatThread` is due.
  ///
  /// While the application is inside a call the call wakes the thread in time. Otherwise the thread sleeps
  /// `retry.backoff.ms` at a time and notices at its next look.
  @inline(__always)
  package func heartbeatDeadline(isApplicationBusy: Bool) -> Milliseconds {
    guard isBeating else { return .max }
    if coordinator == nil { return asleepUntil }
    let due = timers.earliest
    return max(isApplicationBusy ? look(atOrAfter: due) : due, asleepUntil)
  }

  /// When the heartbeat thread next reads the network while the application does other things; nil if it sleeps.
  @inline(__always)
  package func nextLook(now: Milliseconds) -> Milliseconds? {
    guard isBeating else { return nil }
    return look(atOrAfter: now)
  }

  /// Its thread runs, is in the group as far as it knows, and does not wait for a search of the coordinator, which holds
  /// the lock that it needs.
  @inline(__always)
  private var isBeating: Bool {
    guard case .enabled = thread, case .idle = readiness else { return false }
    return !state.hasNotJoined
  }

  private var pace: Milliseconds { timers.backoff.initial }

  @inline(__always)
  private func look(atOrAfter time: Milliseconds) -> Milliseconds {
    let step = max(pace.raw, 1)
    let since = max(time.raw - lastLook.raw, 0)
    return lastLook + Milliseconds((since + step - 1) / step * step)
  }

  /// The heartbeat thread's turn, after it has read the network, until it sleeps again (`HeartbeatThread.run`).
  ///
  /// Nothing happens if the thread sleeps at this time.
  package mutating func runHeartbeatThread(
    isApplicationBusy: Bool, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) {
    guard case .enabled = thread, case .idle = readiness, now >= asleepUntil else { return }
    if isApplicationBusy, heartbeatDeadline(isApplicationBusy: true) > now,
      look(atOrAfter: now) != now
    {
      return
    }
    while true {
      if state.hasNotJoined {
        thread = .disabled
        return
      }
      guard let coordinator = knownCoordinator(now: now, network: &network, into: &effects)
      else {
        searchFromHeartbeatThread(now: now, network: &network)
        return
      }
      if timers.sessionEnds <= now {
        markCoordinatorUnknown(isDisconnected: false, network: &network, into: &effects)
      } else if timers.pollEnds <= now {
        effects.append(.journal(.consumer(.pollTimerExpired)))
        leave("consumer poll timeout has expired.", now: now, network: &network, into: &effects)
      } else if timers.nextHeartbeat > now {
        lastLook = look(atOrBefore: now)
        return
      } else {
        timers.sent(now: now)
        lastLook = now
        let ticket = network.send(beat, to: coordinator, purpose: .heartbeat, now: now)
        sent.append(SentRequest(ticket: ticket))
      }
    }
  }

  @inline(__always)
  private func look(atOrBefore time: Milliseconds) -> Milliseconds {
    let step = max(pace.raw, 1)
    return lastLook + Milliseconds(max(time.raw - lastLook.raw, 0) / step * step)
  }

  /// Since KIP-580 every second look only forgets the last search, so that searches are two back-offs apart.
  private mutating func searchFromHeartbeatThread(
    now: Milliseconds, network: inout ConsumerNetwork
  ) {
    lastLook = now
    asleepUntil = now + pace
    if lookup != .none {
      lookup = .none
      if settings.backsOffLookups { return }
    }
    lookUpCoordinator(now: now, network: &network)
  }

  /// Source: `HeartbeatResponseHandler` and the thread's own listener.
  mutating func heartbeatAnswered(
    _ error: ErrorCode, ticket: RequestTicket, now: Milliseconds,
    network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    switch error {
    case .none:
      timers.answered(now: now)
    case .coordinatorNotAvailable, .notCoordinator:
      markCoordinatorUnknown(isDisconnected: false, network: &network, into: &effects)
      timers.failed(now: now, jitter: &jitter)
    case .rebalanceInProgress:
      if state == .stable { requestRejoin("group is already rebalancing") }
      timers.answered(now: now)
    case .illegalGeneration, .unknownMemberID, .fencedInstanceID:
      guard isUnchanged(since: ticket) else {
        timers.answered(now: now)
        return
      }
      resetOnError(error, into: &effects)
      if error == .fencedInstanceID {
        thread = .failed(.error(error))
      } else {
        timers.failed(now: now, jitter: &jitter)
      }
    case _:
      timers.failed(now: now, jitter: &jitter)
    }
  }
}
