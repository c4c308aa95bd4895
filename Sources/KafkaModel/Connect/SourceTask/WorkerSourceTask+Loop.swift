extension WorkerSourceTask {
  /// `SourceTask.poll` returned records, or none.
  package mutating func polled(
    _ runs: [SourceRun], now: Milliseconds, into effects: inout [SourceTaskEffect]
  ) {
    precondition(thread == .polling, "nothing was polled")
    batch.fill(runs)
    if batch.isDone { pass(now, &effects) } else { sendBatch(now, &effects) }
  }

  /// `SourceTask.poll` threw.
  package mutating func pollFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SourceTaskEffect]
  ) {
    precondition(thread == .polling, "nothing was polled")
    if error.isRetriable { pass(now, &effects) } else { fail(.thrown(error), now, &effects) }
  }

  /// The target state is paused; the thread sees it at its next pass.
  package mutating func pause() {
    if !isStopping { isPaused = true }
  }

  package mutating func resume(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    guard !isStopping, isPaused else { return }
    isPaused = false
    switch thread {
    case .pausedBeforeStart:
      thread = .starting
      effects.append(.startTask)
    case .paused:
      effects.append(.status(.running))
      pass(now, &effects)
    case .new, .starting, .polling, .sending, .retrying, .backingOff, .awaitingDeliveries,
      .awaitingFlush, .flushing, .stoppingTask, .closingProducer, .ended:
      break
    }
  }

  /// One pass of the thread's loop, from its top to the first wait.
  mutating func pass(_ now: Milliseconds, _ effects: inout [SourceTaskEffect]) {
    if isStopping { return awaitDeliveries(nil, now, &effects) }
    submitted.refresh(&committable)
    if isPaused {
      effects.append(.status(.paused))
      thread = .paused
    } else if !batch.isDone {
      sendBatch(now, &effects)
    } else if let producerError {
      fail(.producerCallback(producerError), now, &effects)
    } else {
      thread = .polling
      effects.append(.poll)
    }
  }

  /// Converts and sends what is left of the poll, up to the first wait.
  mutating func sendBatch(_ now: Milliseconds, _ effects: inout [SourceTaskEffect]) {
    while !batch.isDone {
      switch batch.conversion {
      case .fine:
        if let producerError { return fail(.producerCallback(producerError), now, &effects) }
        let first = submitted.next
        thread = .sending(next: first, isBlocked: false)
        effects.append(.send(first: first, place: batch.place, count: batch.fineCount))
        return
      case .filtered:
        skip(&effects)
      case .fails(let error):
        context = RetryOperator.Context()
        guard let trial = errors.begin(.valueConverter, context, now: now) else { return }
        guard attempt(trial, error, now, &effects) else { return }
      }
    }
    pass(now, &effects)
  }

  /// Attempts of a converter that fails; answers whether the thread goes on with the next record.
  private mutating func attempt(
    _ trial: RetryOperator.Trial, _ error: TaskException, _ now: Milliseconds,
    _ effects: inout [SourceTaskEffect]
  ) -> Bool {
    var trial = trial
    while true {
      let verdict = errors.failed(&trial, &context, error, now: now)
      switch verdict {
      case .wait(let pause) where pause > .zero && !isCancelled:
        thread = .retrying(trial, until: now + pause)
        return false
      case .wait:
        if let final = errors.waited(trial, &context) { return conclude(final, now, &effects) }
      case .skip, .fail:
        return conclude(verdict, now, &effects)
      }
    }
  }

  private mutating func conclude(
    _ verdict: RetryOperator.Verdict, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) -> Bool {
    if case .fail(let failure) = verdict {
      fail(failure, now, &effects)
      return false
    }
    skip(&effects)
    return true
  }

  private mutating func skip(_ effects: inout [SourceTaskEffect]) {
    effects.append(.skipRecord(place: batch.place))
    batch.advance()
  }

  /// The wait between two attempts of a converter is over.
  mutating func retry(
    _ trial: RetryOperator.Trial, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) {
    guard case .fails(let error) = batch.conversion else { return }
    let goesOn: Bool
    if let final = errors.waited(trial, &context) {
      goesOn = conclude(final, now, &effects)
    } else {
      goesOn = attempt(trial, error, now, &effects)
    }
    if goesOn { sendBatch(now, &effects) }
  }

  mutating func threadTimer(_ now: Milliseconds, _ effects: inout [SourceTaskEffect]) {
    switch thread {
    case .retrying(let trial, let until) where now >= until:
      retry(trial, now, &effects)
    case .backingOff(let until) where now >= until:
      pass(now, &effects)
    case .awaitingDeliveries(let deadline, let failure) where now >= deadline:
      deliveriesAwaited(all: false, failure, now, &effects)
    case .awaitingFlush(let deadline, let failure) where now >= deadline:
      close(failure, &effects)
    case .flushing(let deadline, let failure) where now >= deadline:
      flush.cancel()
      close(failure, &effects)
      resumeWaitingCommit(now, &effects)
    case .new, .pausedBeforeStart, .starting, .polling, .sending, .retrying, .backingOff, .paused,
      .awaitingDeliveries, .awaitingFlush, .flushing, .stoppingTask, .closingProducer, .ended:
      break
    }
  }
}
