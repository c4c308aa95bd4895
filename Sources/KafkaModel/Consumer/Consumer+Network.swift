/// The network between the two halves of a poll, and the owners of its answers.
extension Consumer {
  /// The first half of `ConsumerNetworkClient.poll`: says how long the thread may sleep in it.
  mutating func beginPoll(
    timeout: Milliseconds, blocks: Bool, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) -> Milliseconds {
    deliver(now: now, into: &effects)
    if seenTopics != subscriptions.topicsVersion {
      seenTopics = subscriptions.topicsVersion
      network.metadata.interest = subscriptions.interest
    }
    let span = network.beginPoll(
      timeout: timeout, blocks: blocks, now: now, into: &clientEffects)
    passOnRequests(into: &effects)
    guard blocks, span == .zero else {
      if span > .zero { idleRounds = 0 }
      return span
    }
    // A real thread would spin here until something moves.
    idleRounds += 1
    return idleRounds > 4 ? Milliseconds(1) : .zero
  }

  /// The second half: reads what arrived and tells the owners of answers; true if anything happened.
  mutating func finishPoll(now: Milliseconds, into effects: inout [ConsumerEffect]) -> Bool {
    if let answer = network.readAlone(now: now) {
      deliver(answer, now: now, into: &effects)
      metadataMayHaveChanged(now: now, into: &effects)
      return true
    }
    let moved = network.finishPoll(now: now, into: &clientEffects)
    passOnRequests(into: &effects)
    deliver(now: now, into: &effects)
    if moved { metadataMayHaveChanged(now: now, into: &effects) }
    return moved
  }

  private mutating func metadataMayHaveChanged(
    now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    guard network.metadata.version != seenMetadata else { return }
    seenMetadata = network.metadata.version
    if !isAssignmentResolved || hasRenumberedTopic { resolveAssignment(into: &effects) }
    coordinator?.metadataArrived(&subscriptions, &network, now: now, into: &clientEffects)
    passOnRequests(into: &effects)
  }

  /// A topic of `assign` was deleted and created again.
  private var hasRenumberedTopic: Bool {
    !userAssignment.isEmpty
      && subscriptions.assignedPartitions.contains { network.metadata.name(of: $0.topic) == nil }
  }

  /// Tells the owners of requests what became of them.
  @inline(__always)
  private mutating func deliver(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    if !network.answers.isEmpty { deliverAnswers(now: now, into: &effects) }
  }

  private mutating func deliverAnswers(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    var answers: [NetworkAnswer] = []
    swap(&answers, &network.answers)
    var taken = 0
    while let answer = answers.takeNext(&taken, leaving: .blank) {
      deliver(answer, now: now, into: &effects)
    }
    // What came meanwhile waits for the next delivery; mostly nothing did.
    if network.answers.isEmpty { swap(&answers, &network.answers) }
  }

  private mutating func deliver(
    _ answer: NetworkAnswer, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    if answer.purpose != .heartbeat { quietAt = nil }
    switch answer.purpose {
    case .fetch:
      fetcher.answered(answer, &subscriptions, &network.metadata)
    case .listOffsets:
      offsets.resetAnswered(
        answer, &subscriptions, &network.metadata, now: now, into: &effects)
    case .offsetForLeaderEpoch:
      offsets.validationAnswered(
        answer, &subscriptions, &network.metadata, now: now, into: &effects)
    case .findCoordinator, .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit,
      .offsetFetch:
      coordinator?.answered(
        answer, &subscriptions, &network, now: now, into: &clientEffects)
    }
  }

  /// Hands on what a method of the application's thread has come to: what became of commits, then the rest.
  mutating func passOn(into effects: inout [ConsumerEffect]) {
    passOnOutcomes(into: &effects)
    passOnRequests(into: &effects)
  }

  /// Hands the network client's effects on in their order.
  @inline(__always)
  mutating func passOnRequests(into effects: inout [ConsumerEffect]) {
    if !clientEffects.isEmpty { passOnWaiting(into: &effects) }
  }

  private mutating func passOnWaiting(into effects: inout [ConsumerEffect]) {
    var taken = 0
    while let effect = clientEffects.takeNext(&taken, leaving: .close(NodeID(-1))) {
      switch consume effect {
      case .connect(let node): effects.append(.connect(ConsumerNode(connection: node)))
      case .close(let node): effects.append(.close(ConsumerNode(connection: node)))
      case .send(let node, let correlation, let request, let bytes):
        effects.append(
          .send(
            ConsumerNode(connection: node), correlation: correlation, request, bytes: bytes))
      case .journal(.disconnected(let node)):
        effects.append(.journal(.disconnected(node: ConsumerNode(connection: node).id)))
      case .journal(.requestTimedOut(let node)):
        effects.append(.journal(.requestTimedOut(node: ConsumerNode(connection: node).id)))
      case .journal(let event): effects.append(.journal(event))
      }
    }
  }

  /// Tells the application what became of its commits.
  mutating func passOnOutcomes(into effects: inout [ConsumerEffect]) {
    guard coordinator?.outcomes.isEmpty == false, let outcomes = coordinator?.outcomes else {
      return
    }
    for outcome in outcomes { effects.append(.committed(outcome)) }
    coordinator?.outcomes.clear()
  }
}
