extension ConsumerCoordinator {
  /// Takes over an answer to a request of the group.
  package mutating func answered(
    _ answer: NetworkAnswer, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    switch answer.purpose {
    case .offsetCommit:
      commitAnswered(answer, &network, into: &effects)
    case .offsetFetch:
      offsetFetchAnswered(answer, &network, into: &effects)
    case .findCoordinator, .joinGroup, .syncGroup, .heartbeat, .leaveGroup:
      let notice = member.answered(answer, now: now, network: &network, into: &effects)
      switch notice {
      case .none:
        break
      case .elected(let response):
        elected(response, &subscriptions, &network, now: now, into: &effects)
      case .lookedUp(let failure):
        lookedUp(failure, subscriptions, &network, now: now, into: &effects)
      }
    case .fetch, .listOffsets, .offsetForLeaderEpoch:
      preconditionFailure("an answer to \(answer.purpose) is not the group's")
    }
  }

  /// Marks the coordinator unknown after its answer or a lost connection.
  mutating func loseCoordinator(
    isDisconnected: Bool, _ network: inout ConsumerNetwork, into effects: inout [ClientEffect]
  ) {
    member.markCoordinatorUnknown(
      isDisconnected: isDisconnected, network: &network, into: &effects)
  }
}
