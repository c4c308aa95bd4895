/// What a member needs next in order to be in its group.
package enum JoinStep: Hashable, Sendable {
  /// The member is in a stable generation and nothing asks for another.
  case joined
  case waits(until: Milliseconds)
  case sleeps(until: Milliseconds)
  /// The time is over; the owner's thread goes on with other things and asks again in its next poll.
  case timedOut
  /// The owner ends what belongs to the old generation and calls `prepared`.
  case prepare
  /// The owner names its protocols to `sendJoin`.
  case offer
  /// The owner takes over this assignment and calls `completed`.
  case complete([UInt8])
}

extension GroupMember {
  /// Goes on with joining until the owner or the network is needed (`joinGroupIfNeeded`).
  package mutating func join(
    until deadline: Milliseconds, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) throws(MemberFailure) -> JoinStep {
    while true {
      switch joining {
      case .top:
        guard rejoinNeededOrPending else { return .joined }
        let isReady = try ensureCoordinatorReady(
          until: deadline, now: now, network: &network, into: &effects)
        switch isReady {
        case .waits(let until): return .waits(until: until)
        case .sleeps(let until): return .sleeps(until: until)
        case .done(false): return .timedOut
        case .done(true): break
        }
        if needsJoinPrepare {
          needsJoinPrepare = false
          joining = .preparing
        } else {
          joining = .initiating
        }
      case .preparing:
        return .prepare
      case .initiating:
        if future == .none { return .offer }
        joining = .polling
      case .polling:
        switch future {
        case .joining, .assigning, .syncing:
          if now < deadline { return .waits(until: deadline) }
          joining = .top
          return .timedOut
        case .succeeded(let assignment):
          if !generation.hasNoGeneration, state == .stable {
            joining = .completing(assignment)
          } else {
            resetAndRejoin("the generation was given up while the rebalance ended", keepsID: false)
            future = .none
            joining = .top
          }
        case .failed(let failure):
          future = .none
          joining = .top
          if failure != .error(.memberIDRequired) { requestRejoin("rebalance failed") }
          if failure.rejoinsAtOnce { continue }
          guard failure.isRetriable else { throw failure }
          if now >= deadline { return .timedOut }
          joining = .sleeping(until: min(deadline, now + settings.retryBackoff.initial))
        case .none:
          preconditionFailure("a member waits for a rebalance that it did not begin")
        }
      case .sleeping(let until):
        if now < until { return .sleeps(until: until) }
        joining = .top
      case .completing(let assignment):
        return .complete(assignment)
      }
    }
  }

  /// The owner's preparation ended; false if it needs another attempt in its next poll.
  package mutating func prepared(_ isReady: Bool) {
    guard joining == .preparing else { return }
    if isReady {
      joining = .initiating
    } else {
      needsJoinPrepare = true
      joining = .top
    }
  }

  /// The owner has taken over the assignment.
  package mutating func completed() {
    future = .none
    needsJoinPrepare = true
    joining = .top
  }

  /// The heartbeat thread exists from the first attempt to join.
  package mutating func startHeartbeatThread() {
    if thread == .none { thread = .disabled }
  }

  /// Sends JoinGroup with the owner's protocols, in the order of its preference.
  package mutating func sendJoin(
    _ protocols: [GroupProtocol], now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) {
    state = .preparing
    joining = .polling
    guard let coordinator = knownCoordinator(now: now, network: &network, into: &effects) else {
      future = .failed(.error(.coordinatorNotAvailable))
      return
    }
    let request = JoinGroupRequest(
      group: settings.group, sessionTimeout: settings.sessionTimeout,
      rebalanceTimeout: settings.rebalanceTimeout, member: generation.member,
      groupInstanceID: settings.groupInstanceID, protocolType: settings.protocolType,
      protocols: protocols, clientID: settings.clientID,
      supportsSkippingAssignment: settings.supportsSkippingAssignment, reason: rejoinReason)
    let ticket = network.send(
      .joinGroup(request), to: coordinator, purpose: .joinGroup, timeout: settings.joinTimeout,
      now: now)
    sent.append(SentRequest(ticket: ticket))
    future = .joining(ticket)
  }

  /// The leader's assignment goes to the group.
  package mutating func assign(
    _ assignments: [SyncGroupRequest.Assignment], now: Milliseconds,
    network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    guard future == .assigning else { return }
    sync(assignments, now: now, network: &network, into: &effects)
  }

  /// The leader could not assign: the rebalance failed and the exception leaves the owner's poll.
  package mutating func assignmentFailed(_ failure: MemberFailure) {
    guard future == .assigning else { return }
    future = .failed(failure)
  }

  func isUnchanged(since ticket: RequestTicket) -> Bool {
    guard let request = sent.first(where: { $0.ticket == ticket }) else { return false }
    return request.generation.map { $0.content == generation } ?? true
  }

  private mutating func sync(
    _ assignments: [SyncGroupRequest.Assignment], now: Milliseconds,
    network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    guard let coordinator = knownCoordinator(now: now, network: &network, into: &effects) else {
      future = .failed(.error(.coordinatorNotAvailable))
      return
    }
    let request = SyncGroupRequest(
      identity: identity, protocolType: settings.protocolType,
      protocolName: generation.protocolName ?? "", assignments: assignments)
    let ticket = network.send(
      .syncGroup(request), to: coordinator, purpose: .syncGroup, now: now)
    sent.append(SentRequest(ticket: ticket))
    future = .syncing(ticket)
  }

  // MARK: Answers

  /// True if the owner must assign: the member leads (`JoinGroupResponseHandler`).
  mutating func joinAnswered(
    _ response: JoinGroupResponse, ticket: RequestTicket, now: Milliseconds,
    network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) -> Bool {
    let isUnchanged = isUnchanged(since: ticket)
    switch response.error {
    case .none:
      guard state == .preparing else {
        future = .failed(.unjoined)
        return false
      }
      state = .completing
      if thread != .none {
        thread = .enabled
        timers.resetAll(now: now)
        lastLook = now
      }
      note(response.member, into: &effects)
      generation = MemberGeneration(
        id: response.generation, member: response.member, protocolName: response.protocolName)
      if response.leader == response.member {
        future = .assigning
        return true
      }
      sync([], now: now, network: &network, into: &effects)
    case .coordinatorLoadInProgress, .fencedInstanceID, .inconsistentGroupProtocol,
      .invalidSessionTimeout, .invalidGroupID, .groupAuthorizationFailed, .groupMaxSizeReached,
      .unsupportedVersion, .rebalanceInProgress:
      future = .failed(.error(response.error))
    case .unknownMemberID:
      if isUnchanged { resetOnError(response.error, into: &effects) }
      future = .failed(.error(response.error))
    case .coordinatorNotAvailable, .notCoordinator:
      markCoordinatorUnknown(isDisconnected: false, network: &network, into: &effects)
      future = .failed(.error(response.error))
    case .memberIDRequired:
      note(response.member, into: &effects)
      generation = MemberGeneration(id: .unknown, member: response.member, protocolName: nil)
      requestRejoin("need to re-join with the given member-id")
      future = .failed(.error(response.error))
    case let other:
      future = .failed(.unexpected(other))
    }
    return false
  }

  private func note(_ member: MemberID, into effects: inout [ClientEffect]) {
    if member != generation.member { effects.append(.journal(.consumer(.named(member)))) }
  }

  /// Source: `SyncGroupResponseHandler`.
  mutating func syncAnswered(
    _ response: SyncGroupResponse, ticket: RequestTicket, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) {
    let isUnchanged = isUnchanged(since: ticket)
    switch response.error {
    case .none:
      if !generation.hasNoGeneration, state == .completing {
        state = .stable
        rejoinReason = ""
        rejoinNeeded = false
        future = .succeeded(response.assignment)
      } else {
        future = .failed(.error(.illegalGeneration))
      }
    case .groupAuthorizationFailed, .rebalanceInProgress, .fencedInstanceID:
      future = .failed(.error(response.error))
    case .unknownMemberID, .illegalGeneration:
      if isUnchanged { resetOnError(response.error, into: &effects) }
      future = .failed(.error(response.error))
    case .coordinatorNotAvailable, .notCoordinator:
      markCoordinatorUnknown(isDisconnected: false, network: &network, into: &effects)
      future = .failed(.error(response.error))
    case let other:
      future = .failed(.unexpected(other))
    }
  }
}
