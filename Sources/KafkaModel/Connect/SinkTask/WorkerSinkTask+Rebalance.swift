/// The consumer's rebalance listener (`WorkerSinkTask.HandleRebalance`), each call answered by `.listenerReturned`.
extension WorkerSinkTask {
  /// - Parameter positions: Where the consumer begins with each partition that is new.
  package mutating func assigned(
    _ positions: SinkOffsets, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    guard thread == .polling else { return effects.append(.listenerReturned) }
    let partitions = positions.partitions
    assignment = (assignment.filter { !partitions.contains($0) } + partitions).sorted()
    lastCommitted.put(positions)
    current.put(positions)
    isCurrentShared = true
    let wasPausedForRedelivery = isPausedForRedelivery
    isPausedForRedelivery = wasPausedForRedelivery && !batch.isEmpty
    if isPausedForRedelivery {
      effects.append(.pause(assignment))
    } else {
      if wasPausedForRedelivery { resumeAll(&effects) }
      context.paused.removeAll { !assignment.contains($0) }
      if isPaused {
        effects.append(.pause(assignment))
      } else if !context.paused.isEmpty {
        effects.append(.pause(context.paused))
      }
    }
    switch rebalanceFailure {
    case nil where !partitions.isEmpty, .wokenUp where !partitions.isEmpty:
      thread = .opening
      effects.append(.open(partitions))
    case nil, .wokenUp, .thrown: effects.append(.listenerReturned)
    }
  }

  /// The consumer's `position` threw inside of the listener; the exception comes out of the poll.
  package mutating func positionsFailed(
    _ error: TaskException, into effects: inout [SinkTaskEffect]
  ) {
    rebalanceFailure = .thrown(error)
    effects.append(.listenerReturned)
  }

  /// `SinkTask.open` returned.
  package mutating func opened(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    precondition(thread == .opening, "nothing was opened")
    thread = .polling
    if case .thrown(let error)? = rewind(&effects) { rebalanceFailure = .thrown(error) }
    effects.append(.listenerReturned)
  }

  /// `SinkTask.open` threw; the exception comes out of the poll.
  package mutating func openFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    precondition(thread == .opening, "nothing was opened")
    thread = .polling
    rebalanceFailure = .thrown(error)
    effects.append(.listenerReturned)
  }

  /// Partitions go after the listener: what the task has taken of them is committed.
  package mutating func revoked(
    _ partitions: [TopicPartition], now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    // The consumer of a task that was stopped closes.
    guard thread == .polling, !partitions.isEmpty else {
      return effects.append(.listenerReturned)
    }
    commitOffsets(of: partitions, .revocation(partitions), now, &effects)
  }

  /// Partitions are gone already.
  package mutating func lost(
    _ partitions: [TopicPartition], now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    guard thread == .polling, !partitions.isEmpty else {
      return effects.append(.listenerReturned)
    }
    effects.append(.close(partitions))
    polledTo.remove(partitions)
    current.remove(partitions)
    lastCommitted.remove(partitions)
    removed(partitions, &effects)
  }

  mutating func removed(
    _ partitions: [TopicPartition], _ effects: inout [SinkTaskEffect]
  ) {
    batch.removeAll { partitions.contains($0.partition) }
    assignment.removeAll { partitions.contains($0) }
    thread = .polling
    effects.append(.listenerReturned)
  }
}
