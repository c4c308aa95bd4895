package import KafkaModel
package import SimulationKernel

/// The rebalance listener: it runs in the polling thread, inside of a call.
extension ConsumerApplication {
  /// A callback of the consumer; `positions` of assigned partitions go into the ledger, `stored` are the offsets that
  /// are kept outside of Kafka, `.none` where there is none.
  package mutating func listenerCalled(
    _ callback: RebalanceCallback, positions: [Offset], stored: [Offset], now: Instant,
    into effects: inout [ApplicationEffect]
  ) {
    record.ownership.append(
      GroupRecord.OwnershipChange(
        at: now, incarnation: incarnation, callback: callback, positions: positions))
    var calls: [ConsumerCall] = []
    switch callback {
    case .revoked(let partitions):
      if loop.commitsOnRevocation, let call = commit(of: partitions) { calls.append(call) }
      forget(partitions)
    case .lost(let partitions):
      forget(partitions)
    case .assigned(let partitions):
      if case .external = loop.commit {
        for (partition, offset) in zip(partitions, stored) where offset != .none {
          calls.append(.seek(partition, OffsetAndEpoch(offset: offset, leaderEpoch: .none)))
        }
      }
    }
    runListener(calls, now: now, into: &effects)
  }

  /// What the listener commits of partitions that it gives up.
  private func commit(of partitions: [TopicPartition]) -> ConsumerCall? {
    switch loop.commit {
    case .handOff, .every:
      let processed = uncommitted.filter { partitions.contains($0.partition) }
      return processed.isEmpty ? nil : .commitSyncOffsets(processed)
    case .none, .automatic, .afterPoll, .afterPollAsync, .beforeProcessing, .external:
      return .commitSync
    }
  }

  /// Nobody commits for partitions that are another member's now.
  private mutating func forget(_ partitions: [TopicPartition]) {
    guard case .every = loop.commit else { return }
    uncommitted.removeAll { partitions.contains($0.partition) }
  }

  mutating func listenerCallReturned(
    _ answer: ConsumerAnswer, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    guard let running = listener else { return }
    var failure: ConsumerException?
    if case .failed(let exception) = answer { failure = exception }
    switch running.current {
    case .commitSync, .commitSyncOffsets:
      if failure != nil || now != running.since {
        note(.commitSync, since: running.since, now: now, failure: failure)
      }
    case .subscribe, .subscribePattern, .assign, .poll, .commitAsync, .commitAsyncOffsets, .seek,
      .positions, .seekToBeginning, .seekToEnd, .pause, .resume, .close:
      if let failure { note(.other, since: running.since, now: now, failure: failure) }
    }
    runListener(running.waiting, now: now, into: &effects)
  }

  private mutating func runListener(
    _ calls: [ConsumerCall], now: Instant, into effects: inout [ApplicationEffect]
  ) {
    guard let first = calls.first else {
      listener = nil
      effects.append(.listenerReturned)
      return
    }
    listener = ListenerCalls(waiting: Array(calls.dropFirst()), current: first, since: now)
    effects.append(.call(first))
  }
}
