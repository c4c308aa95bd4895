/// `position(partition)`, mostly called in the rebalance listener.
extension Consumer {
  /// Goes on until every partition has a position (`ClassicKafkaConsumer.position`).
  mutating func resumePositions(
    of partitions: [TopicPartition], until deadline: Milliseconds, now: Milliseconds,
    into effects: inout [ConsumerEffect]
  ) {
    if hasPositions(of: partitions) { return returns(.done, into: &effects) }
    guard now < deadline else { return returns(.failed(.timeout), into: &effects) }
    let progress = updatePositions(until: deadline, now: now)
    passOn(into: &effects)
    let call = CallInProgress.positions(partitions, deadline: deadline)
    switch progress {
    case .finished:
      if hasPositions(of: partitions) { return returns(.done, into: &effects) }
      // A missing position may be backing off.
      let until = min(deadline, now + settings.client.retryBackoff)
      stop(call, at: .polls(until: until), now: now, into: &effects)
    case .polls, .sleeps, .listener, .failed:
      stop(call, at: progress, now: now, into: &effects)
    }
  }

  private func hasPositions(of partitions: [TopicPartition]) -> Bool {
    partitions.allSatisfy { subscriptions[$0]?.validPosition != nil }
  }

  /// Whether the application's thread waits in a call, so that `wakeup()` ends it at once.
  package var isWaiting: Bool {
    switch thread {
    case .inside(.close, _), .inside(_, .running), .inside(_, .listening), .outside, .closed: false
    case .inside(_, .polling), .inside(_, .sleeping): true
    }
  }
}
