/// What an answer means for the owner of a member.
package enum MemberNotice: Hashable, Sendable {
  case none
  /// The member leads this generation: the owner calls `assign`.
  case elected(JoinGroupResponse)
  /// A search for the coordinator ended; what waited for it goes on.
  case lookedUp(MemberFailure?)
}

extension GroupMember {
  /// Takes over an answer to one of the member's own requests.
  package mutating func answered(
    _ answer: NetworkAnswer, now: Milliseconds, network: inout ConsumerNetwork,
    into effects: inout [ClientEffect]
  ) -> MemberNotice {
    defer { sent.removeAll { $0.ticket == answer.ticket } }
    switch answer.purpose {
    case .findCoordinator:
      coordinatorFound(answer, now: now, network: &network)
      if case .failed(let failure) = lookup { return .lookedUp(failure) }
      return .lookedUp(nil)
    case .joinGroup, .syncGroup, .heartbeat, .leaveGroup:
      break
    case .offsetCommit, .offsetFetch, .fetch, .listOffsets, .offsetForLeaderEpoch:
      preconditionFailure("an answer to \(answer.purpose) is not the member's")
    }
    switch answer.outcome {
    case .answered(.joinGroup(let response)):
      let isLeader = joinAnswered(
        response, ticket: answer.ticket, now: now, network: &network, into: &effects)
      return isLeader ? .elected(response) : .none
    case .answered(.syncGroup(let response)):
      syncAnswered(response, ticket: answer.ticket, network: &network, into: &effects)
    case .answered(.heartbeat(let error)):
      heartbeatAnswered(
        error, ticket: answer.ticket, now: now, network: &network, into: &effects)
    case .answered(.leaveGroup):
      break
    case .answered(let response):
      preconditionFailure("\(answer.purpose) was answered by \(response.kind)")
    case .disconnected:
      disconnected(from: answer.node, network: &network, into: &effects)
      failed(answer.purpose, with: .disconnected, now: now)
    case .expired:
      failed(answer.purpose, with: .expired, now: now)
    }
    return .none
  }

  /// A request to the coordinator ended with its connection (`CoordinatorResponseHandler.onFailure`).
  package mutating func disconnected(
    from node: NodeID, network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    markCoordinatorUnknown(isDisconnected: true, network: &network, into: &effects)
  }

  private mutating func failed(
    _ purpose: RequestPurpose, with failure: MemberFailure, now: Milliseconds
  ) {
    switch purpose {
    case .joinGroup, .syncGroup:
      future = .failed(failure)
    case .heartbeat:
      timers.failed(now: now, jitter: &jitter)
    case .leaveGroup, .findCoordinator, .offsetCommit, .offsetFetch, .fetch, .listOffsets,
      .offsetForLeaderEpoch:
      break
    }
  }
}
