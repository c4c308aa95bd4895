extension IncrementalCooperativeAssignor {
  /// Decides about what is on nobody any more: give it away, or wait for its worker.
  ///
  /// Source: `IncrementalCooperativeAssignor.handleLostAssignments`.
  mutating func handleLost(_ round: inout AssignmentRound, _ now: Milliseconds) {
    let isBackingOff: Bool
    switch balance {
    case .everyOtherRound: isBackingOff = false
    case .backingOff(let revokedBefore, _): isBackingOff = revokedBefore
    }
    if round.lost.isEmpty && !isBackingOff { return resetDelay() }
    let everybodyIsThere = previousMembers.allSatisfy { member in
      round.next.contains { $0.worker == member }
    }
    if scheduledRebalance <= .zero && everybodyIsThere {
      round.created.append(round.lost)
    } else if behaviour.reassignsWithoutDelay && maxDelay == .zero {
      round.created.append(round.lost)
    } else if scheduledRebalance > .zero && now >= scheduledRebalance {
      giveToCandidates(&round)
      resetDelay()
      if case .backingOff(_, let successive) = balance {
        balance = .backingOff(revokedBefore: false, successive: successive)
      }
    } else {
      noteCandidates(round)
      delay = now < scheduledRebalance ? min(scheduledRebalance - now, maxDelay) : maxDelay
      scheduledRebalance = now + delay
    }
  }

  /// Workers that came back empty get all of what was lost, whatever the others have.
  private func giveToCandidates(_ round: inout AssignmentRound) {
    let places = candidates.compactMap { candidate in
      round.next.firstIndex { $0.worker == candidate }
    }
    guard !places.isEmpty else { return round.created.append(round.lost) }
    for (turn, connector) in round.lost.connectors.enumerated() {
      round.next[places[turn % places.count]].work.connectors.append(connector)
    }
    for (turn, task) in round.lost.tasks.enumerated() {
      round.next[places[turn % places.count]].work.tasks.append(task)
    }
  }

  private mutating func noteCandidates(_ round: AssignmentRound) {
    for member in round.next.filter(\.work.isEmpty).inHashOrder
    where !candidates.contains(member.worker) {
      candidates.append(member.worker)
    }
  }

  private mutating func resetDelay() {
    candidates.removeAll()
    scheduledRebalance = .zero
    delay = .zero
  }
}
