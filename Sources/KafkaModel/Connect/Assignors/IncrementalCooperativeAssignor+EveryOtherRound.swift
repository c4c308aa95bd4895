extension IncrementalCooperativeAssignor {
  /// A round as versions before KAFKA-12495 work it out; answers whether the next one may take work away.
  mutating func assignEveryOtherRound(
    _ round: inout AssignmentRound, mayRevoke: Bool, now: Milliseconds
  ) -> Bool {
    revokeDeletedAndDoubled(&round)
    for index in round.next.indices {
      round.next[index].work = round.next[index].work.without(round.deleted)
    }
    let current = round.next
    handleLost(&round, now)
    var mayRevokeNext = delay == .zero
    if delay == .zero && mayRevoke {
      let excess = Self.excess(current, of: round.active)
      for index in excess.indices {
        var revoked = round.revoked[index]
        revoked.formUnion(excess[index])
        round.setRevoked(revoked, at: index)
      }
      mayRevokeNext = excess.allSatisfy(\.isEmpty)
    }
    round.dealNew()
    return mayRevokeNext
  }

  /// Deleted work is taken from one holder only, and what a worker must give up as doubled is all that it hears of.
  private func revokeDeletedAndDoubled(_ round: inout AssignmentRound) {
    var owned = ConnectorsAndTasks()
    for index in round.reported.indices {
      let later = round.reported.dropFirst(index + 1).reduce(into: ConnectorsAndTasks()) {
        $0.append($1.work)
      }
      let deleted = round.reported[index].work.intersection(round.deleted)
      owned.append(deleted)
      round.setRevoked(deleted.without(later.sorted), at: index)
      let doubled = round.reported[index].work.intersection(round.duplicated)
      if !doubled.isEmpty { round.setRevoked(doubled, at: index) }
    }
    round.noteRevokedFromNobody(round.deleted.without(owned.sorted))
  }

  /// Only if there is an empty worker: what each other one has above the average, rounded up.
  ///
  /// Source: `performTaskRevocation` of 2.8.
  private static func excess(
    _ workers: [WorkerWork], of active: ConnectorsAndTasks
  ) -> [ConnectorsAndTasks] {
    var excess = [ConnectorsAndTasks](repeating: ConnectorsAndTasks(), count: workers.count)
    let existing = workers.count { !$0.work.isEmpty }
    guard existing > 0, existing < workers.count else { return excess }
    let connectors = (active.connectors.count + workers.count - 1) / workers.count
    let tasks = (active.tasks.count + workers.count - 1) / workers.count
    for (index, member) in workers.enumerated() {
      excess[index] = ConnectorsAndTasks(
        connectors: Array(
          member.work.connectors.prefix(max(0, member.work.connectors.count - connectors))),
        tasks: Array(member.work.tasks.prefix(max(0, member.work.tasks.count - tasks))))
    }
    return excess
  }
}
