import KafkaModel
import SimulationKernel

/// The loop around the consumer's calls.
extension ConsumerApplication {
  /// A loop that would spin without any time passing is looked at every millisecond.
  private static let spin: Int64 = 1_000_000

  mutating func callReturned(
    _ answer: ConsumerAnswer, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    switch thread {
    case .preparing(var calls):
      if case .failed(let failure) = answer { note(.other, since: now, now: now, failure: failure) }
      guard !calls.isEmpty else { return poll(now: now, into: &effects) }
      let call = calls.removeFirst()
      thread = .preparing(calls)
      effects.append(.call(call))
    case .polling(let since):
      pollReturned(answer, since: since, now: now, into: &effects)
    case .committing(let kind, let since, let next):
      commitReturned(answer, kind, since: since, then: next, now: now, into: &effects)
    case .closing(let since):
      var failure: ConsumerException?
      if case .failed(let exception) = answer { failure = exception }
      note(.close, since: since, now: now, failure: failure)
      settleWork(at: now, into: &effects)
      abandon()
      effects.append(.exited)
    case .working, .resting, .absent:
      preconditionFailure("a call returned to an application that has called nothing")
    }
  }

  private mutating func pollReturned(
    _ answer: ConsumerAnswer, since: Instant, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    switch answer {
    case .records(let batches) where !batches.isEmpty:
      for batch in batches {
        work.add(record.deliveries.count)
        record.deliveries.append(
          GroupRecord.Delivery(batch: batch, at: now, incarnation: incarnation))
        delivered += Int64(batch.count)
      }
      handedOut(now: now, into: &effects)
    case .records, .done:
      if now == since, !isStopping {
        thread = .resting(until: now.advanced(byNanoseconds: Self.spin), then: .poll)
      } else {
        poll(now: now, into: &effects)
      }
    case .failed(.wokenUp):
      poll(now: now, into: &effects)
    case .failed(let failure):
      note(.poll, since: since, now: now, failure: failure)
      rest(after: since, then: .poll, now: now, into: &effects)
    }
  }

  private mutating func handedOut(now: Instant, into effects: inout [ApplicationEffect]) {
    switch loop.commit {
    case .beforeProcessing:
      commit(.commitSync, .commitSync, then: .work, now: now, into: &effects)
    case .handOff:
      if work.chunk == nil { workOn(now: now, into: &effects) }
      begin(.poll, now: now, into: &effects)
    case .none, .automatic, .afterPoll, .afterPollAsync, .every, .external:
      begin(.work, now: now, into: &effects)
    }
  }

  /// After the time that a poll's records take as a whole.
  private mutating func begin(
    _ next: Next, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    let takes = loop.perPoll.draw(&draws)
    if takes > 0 {
      thread = .resting(until: now.advanced(byNanoseconds: takes), then: next)
    } else {
      go(next, now: now, into: &effects)
    }
  }

  mutating func go(_ next: Next, now: Instant, into effects: inout [ApplicationEffect]) {
    switch next {
    case .poll: poll(now: now, into: &effects)
    case .work:
      thread = .working
      workOn(now: now, into: &effects)
    }
  }

  private mutating func poll(now: Instant, into effects: inout [ApplicationEffect]) {
    if isStopping { return close(now: now, into: &effects) }
    thread = .polling(since: now)
    effects.append(.call(.poll(timeout: Milliseconds(loop.pollTimeout / 1_000_000))))
  }

  mutating func close(now: Instant, into effects: inout [ApplicationEffect]) {
    thread = .closing(since: now)
    effects.append(.call(.close(timeout: Milliseconds(loop.closeTimeout / 1_000_000))))
  }

  // MARK: Commits.

  private mutating func commit(
    _ call: ConsumerCall, _ kind: GroupRecord.Call.Kind, then next: Next, now: Instant,
    into effects: inout [ApplicationEffect]
  ) {
    thread = .committing(kind, since: now, then: next)
    effects.append(.call(call))
  }

  private mutating func commitReturned(
    _ answer: ConsumerAnswer, _ kind: GroupRecord.Call.Kind, since: Instant, then next: Next,
    now: Instant, into effects: inout [ApplicationEffect]
  ) {
    switch answer {
    case .done, .records:
      if now != since { note(kind, since: since, now: now, failure: nil) }
      if case .every = loop.commit { uncommitted.removeAll(keepingCapacity: true) }
      // The loop is left only at a poll, but for one that was told to leave after a record.
      goOnAfterCommit(next, now: now, into: &effects)
    case .failed(.wokenUp):
      goOnAfterCommit(next, now: now, into: &effects)
    case .failed(let failure):
      note(kind, since: since, now: now, failure: failure)
      rest(after: since, then: next, now: now, into: &effects)
    }
  }

  private mutating func goOnAfterCommit(
    _ next: Next, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    if isStopping, loop.stopsAfter == .record { return close(now: now, into: &effects) }
    switch (next, loop.commit) {
    case (.work, .beforeProcessing): begin(.work, now: now, into: &effects)
    case (.work, _), (.poll, _): go(next, now: now, into: &effects)
    }
  }

  /// The loop stands still after an exception, or ends for good.
  private mutating func rest(
    after since: Instant, then next: Next, now: Instant, into effects: inout [ApplicationEffect]
  ) {
    guard let pause = loop.afterError else {
      isStopping = true
      return close(now: now, into: &effects)
    }
    let takes = pause == 0 && now == since ? Self.spin : pause
    if takes > 0 {
      thread = .resting(until: now.advanced(byNanoseconds: takes), then: next)
    } else {
      go(next, now: now, into: &effects)
    }
  }

  /// Everything that the last poll handed out has been processed.
  mutating func pollIsDone(now: Instant, into effects: inout [ApplicationEffect]) {
    switch loop.commit {
    case .none, .automatic, .every, .beforeProcessing, .external:
      poll(now: now, into: &effects)
    case .afterPoll:
      commit(.commitSync, .commitSync, then: .poll, now: now, into: &effects)
    case .afterPollAsync:
      commit(.commitAsync, .commitAsync, then: .poll, now: now, into: &effects)
    case .handOff:
      break
    }
  }

  /// commitSync(offsets) of what has been processed; bare offsets, as applications build them. What could not be
  /// committed is part of the next commit, and of the listener's.
  mutating func commitProcessed(now: Instant, into effects: inout [ApplicationEffect]) {
    sinceCommit = 0
    commit(.commitSyncOffsets(uncommitted), .commitSync, then: .work, now: now, into: &effects)
  }
}
