extension Consumer {
  /// The application calls one of the consumer's methods; it returns with `.returned`, perhaps at once.
  package mutating func call(
    _ call: ConsumerCall, now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    switch thread {
    case .outside: break
    case .inside(let outer, .listening): enclosing = outer
    case .inside, .closed:
      preconditionFailure("a call on a consumer that is closed or in another call")
    }
    if case .poll = call {} else { quietAt = nil }
    switch call {
    case .subscribe(let topics):
      subscribe(topics, into: &effects)
    case .subscribePattern(let pattern):
      subscribe(pattern, into: &effects)
    case .assign(let partitions):
      assign(partitions, now: now, into: &effects)
    case .poll(let timeout):
      precondition(
        subscriptions.subscription != .none, "poll() of a consumer without a subscription")
      thread = .inside(.poll(PollInProgress(deadline: now + timeout)), .running)
    case .commitSync:
      commitSync(subscriptions.allConsumed, now: now, into: &effects)
    case .commitSyncOffsets(let offsets):
      noteEpochs(offsets)
      commitSync(offsets, now: now, into: &effects)
    case .commitAsync:
      commitAsync(subscriptions.allConsumed, now: now, into: &effects)
    case .commitAsyncOffsets(let offsets):
      noteEpochs(offsets)
      commitAsync(offsets, now: now, into: &effects)
    case .seek(let partition, let offset):
      seek(partition, .to(offset), into: &effects)
      returns(.done, into: &effects)
    case .seekToBeginning(let partitions):
      for partition in partitions { seek(partition, .reset(.earliest), into: &effects) }
      returns(.done, into: &effects)
    case .seekToEnd(let partitions):
      for partition in partitions { seek(partition, .reset(.latest), into: &effects) }
      returns(.done, into: &effects)
    case .positions(let partitions):
      thread = .inside(
        .positions(partitions, deadline: now + settings.defaultAPITimeout), .running)
    case .pause(let partitions):
      for partition in partitions { subscriptions.update(partition) { $0.isPaused = true } }
      returns(.done, into: &effects)
    case .resume(let partitions):
      for partition in partitions { subscriptions.update(partition) { $0.isPaused = false } }
      returns(.done, into: &effects)
    case .close(let timeout):
      beginClose(timeout: timeout, now: now)
    }
    wake(now: now, into: &effects)
  }

  private mutating func subscribe(_ topics: [String], into effects: inout [ConsumerEffect]) {
    if topics.isEmpty { return unsubscribe() }
    guard coordinator != nil else {
      return returns(.failed(.error(.invalidGroupID)), into: &effects)
    }
    let metadata = network.metadata
    fetcher.clear { partition in
      metadata.name(of: partition.topic).map(topics.contains) ?? false
    }
    if subscriptions.subscribe(topics) { network.metadata.requestUpdateForNewTopics() }
    returns(.done, into: &effects)
  }

  private mutating func subscribe(
    _ pattern: TopicPattern, into effects: inout [ConsumerEffect]
  ) {
    guard coordinator != nil else {
      return returns(.failed(.error(.invalidGroupID)), into: &effects)
    }
    subscriptions.subscribe(pattern)
    coordinator?.matchPattern(&subscriptions, &network)
    network.metadata.requestUpdateForNewTopics()
    returns(.done, into: &effects)
  }

  private mutating func assign(
    _ partitions: [NamedPartition], now: Milliseconds, into effects: inout [ConsumerEffect]
  ) {
    if partitions.isEmpty { return unsubscribe() }
    do {
      try coordinator?.commitIfDue(&subscriptions, &network, now: now, into: &clientEffects)
    } catch {
      return returns(.failed(error), into: &effects)
    }
    passOn(into: &effects)
    userAssignment = partitions
    pendingSeeks.removeAll()
    let areTopicsNew = resolveAssignment(into: &effects)
    let assigned = subscriptions
    fetcher.clear { assigned.isAssigned($0) }
    if areTopicsNew { network.metadata.requestUpdateForNewTopics() }
    returns(.done, into: &effects)
  }

  private mutating func unsubscribe() {
    fetcher.clear { _ in false }
    userAssignment.removeAll()
    isAssignmentResolved = true
    pendingSeeks.removeAll()
    thread = .inside(.unsubscribe, .running)
  }

  /// Partitions of `assign` get their numbers when the metadata tells them; until then nothing is asked for
  /// them. True if the topics are others than before.
  @discardableResult
  mutating func resolveAssignment(into effects: inout [ConsumerEffect]) -> Bool {
    var names: [String] = []
    var found: [TopicPartition] = []
    for entry in userAssignment {
      if !names.contains(entry.topic) { names.append(entry.topic) }
      if let topic = network.metadata.topic(named: entry.topic) {
        found.append(TopicPartition(topic, entry.partition))
      }
    }
    isAssignmentResolved = found.count == userAssignment.count
    let areTopicsNew = subscriptions.assignFromUser(found, topics: names)
    let seeks = pendingSeeks
    pendingSeeks.removeAll()
    for (partition, seek) in seeks { self.seek(partition, seek, into: &effects) }
    return areTopicsNew
  }

  /// `seek`, and `seekToBeginning` and `seekToEnd`, which only ask for a reset.
  private mutating func seek(
    _ partition: TopicPartition, _ seek: Seek, into effects: inout [ConsumerEffect]
  ) {
    guard subscriptions.isAssigned(partition) else {
      pendingSeeks.append((partition, seek))
      return
    }
    apply(seek, to: partition, into: &effects)
  }

  private mutating func apply(
    _ seek: Seek, to partition: TopicPartition, into effects: inout [ConsumerEffect]
  ) {
    switch seek {
    case .to(let target):
      let from = subscriptions[partition]?.position?.offset ?? .none
      let position = FetchPosition(
        offset: target.offset, offsetEpoch: target.leaderEpoch,
        leader: network.metadata.currentLeader(of: partition))
      if target.leaderEpoch != .none {
        network.metadata.sawEpoch(target.leaderEpoch, of: partition)
      }
      subscriptions.seekUnvalidated(partition, to: position)
      effects.append(
        .journal(
          .consumer(
            .positionMoved(partition, from: from, to: target.offset, why: .sought))))
    case .reset(let policy):
      subscriptions.requestReset(partition, policy: policy, why: .sought)
    }
  }
}
