extension WorkerMember {
  /// The member leads this generation: it assigns at once (`onLeaderElected`).
  mutating func assign(_ response: JoinGroupResponse, now: Milliseconds) {
    guard member.isAssigning else { return }
    var states: [(worker: MemberID, state: WorkerState)] = []
    for other in response.members {
      guard let state = WorkerState(encoded: other.metadata, names) else {
        return member.assignmentFailed(.unexpected(.inconsistentGroupProtocol))
      }
      states.append((other.id, state))
    }
    guard let chosen = ConnectCompatibility(protocolName: response.protocolName ?? "") else {
      return member.assignmentFailed(.unexpected(.inconsistentGroupProtocol))
    }
    let url = states.first { $0.worker == response.leader }?.state.url ?? ""
    let newest = states.map(\.state.offset).max() ?? configuration.offset
    // A leader that knows less than a member looks once more before it refuses to assign.
    if configuration.offset < newest { configuration = store }
    var blank = WorkerAssignment(
      leader: response.leader, leaderURL: url, offset: max(newest, configuration.offset))
    let answers: [(worker: MemberID, assignment: WorkerAssignment)]
    if configuration.offset < newest {
      blank.isConfigMismatch = true
      answers = states.map { ($0.worker, blank) }
    } else if chosen == .eager {
      answers = EagerAssignor().assign(configuration, to: states.map(\.worker)).map { share in
        var assignment = blank
        assignment.work = share.work
        return (share.worker, assignment)
      }
    } else {
      let workers = states.map {
        WorkerWork(
          worker: $0.worker, work: $0.state.assignment?.work ?? ConnectorsAndTasks())
      }
      let changes = assignor.assign(
        configuration, to: workers, lastCompleted: lastCompleted,
        generation: member.generation.id, now: now)
      blank.delay = assignor.delay
      answers = changes.map { change in
        var assignment = blank
        assignment.work = change.assigned
        assignment.revoked = change.revoked
        return (change.worker, assignment)
      }
    }
    member.assign(
      answers.map {
        SyncGroupRequest.Assignment(
          member: $0.worker, assignment: $0.assignment.encoded(chosen, names))
      }, now: now, network: &network, into: &clientEffects)
  }
}
