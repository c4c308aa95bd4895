/// One pass of the thread's loop after the other (`iteration`, `poll`).
extension WorkerSinkTask {
  /// From the top of the loop to the first wait.
  mutating func pass(_ now: Milliseconds, _ effects: inout [SinkTaskEffect]) {
    if isStopping { return end(nil, now, &effects) }
    guard !isCommitting, context.isCommitRequested || now >= nextCommit else {
      return poll(inPassOf: now, &effects)
    }
    commitOffsets(of: assignment, .periodic(now), now, &effects)
  }

  /// The pass goes on after its commit.
  mutating func commitReturned(inPassOf began: Milliseconds, _ effects: inout [SinkTaskEffect]) {
    nextCommit = began + settings.flushInterval
    context.isCommitRequested = false
    poll(inPassOf: began, &effects)
  }

  private mutating func poll(
    inPassOf began: Milliseconds, _ effects: inout [SinkTaskEffect]
  ) {
    if isCommitting, began >= commitStarted + settings.flushTimeout {
      commitFailures += 1
      isCommitting = false
    }
    var timeout = max(nextCommit - began, .zero)
    if let failure = rewind(&effects) { return end(failure, began, &effects) }
    if let asked = context.timeout, asked > .zero {
      timeout = min(timeout, asked)
      context.timeout = nil
    }
    thread = .polling
    effects.append(.poll(timeout: timeout))
  }

  /// The consumer reads on where the task wants it to; what it has no part in it cannot seek.
  mutating func rewind(_ effects: inout [SinkTaskEffect]) -> TaskFailure? {
    for entry in context.offsets {
      guard assignment.contains(entry.partition) else {
        return .thrown(TaskException("java.lang.IllegalStateException", .other))
      }
      effects.append(.seek(entry.partition, entry.offset))
      lastCommitted[entry.partition] = entry.offset
      current[entry.partition] = entry.offset
    }
    context.offsets.removeAll()
    return nil
  }

  // MARK: What the poll returned.

  package mutating func polled(
    _ runs: [SinkRun], now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    precondition(thread == .polling, "nothing was polled")
    switch rebalanceFailure {
    case .wokenUp:
      // What the poll returned is lost on the task: its positions stand behind it.
      rebalanceFailure = nil
      let count = runs.reduce(0) { $0 + $1.count }
      if count > 0 { effects.append(.dropped(records: count)) }
      wokenUp(now, &effects)
    case .thrown(let error):
      rebalanceFailure = nil
      end(.thrown(error), now, &effects)
    case nil:
      incoming = runs[...]
      converted = 0
      convert(now, &effects)
    }
  }

  package mutating func pollWokenUp(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    precondition(thread == .polling, "nothing was polled")
    wokenUp(now, &effects)
  }

  package mutating func pollFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    precondition(thread == .polling, "nothing was polled")
    end(.thrown(error), now, &effects)
  }

  private mutating func wokenUp(_ now: Milliseconds, _ effects: inout [SinkTaskEffect]) {
    if !isStopping {
      if isPaused {
        effects.append(.pause(assignment))
        effects.append(.status(.paused))
        context.isCommitRequested = true
      } else if !isPausedForRedelivery {
        resumeAll(&effects)
        effects.append(.status(.running))
      }
    }
    pass(now, &effects)
  }

  /// All but what the task has paused itself, one partition after the other.
  mutating func resumeAll(_ effects: inout [SinkTaskEffect]) {
    for partition in assignment where !context.paused.contains(partition) {
      effects.append(.resume([partition]))
    }
  }

  // MARK: Put.

  mutating func deliver(_ effects: inout [SinkTaskEffect]) {
    thread = .putting
    effects.append(.put(batch))
  }

  /// `SinkTask.put` returned.
  package mutating func putReturned(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    precondition(thread == .putting, "nothing was put")
    current.put(polledTo)
    polledTo.removeAll()
    batch.removeAll(keepingCapacity: true)
    if isPausedForRedelivery {
      if !isPaused { resumeAll(&effects) }
      isPausedForRedelivery = false
    }
    pass(now, &effects)
  }

  /// `SinkTask.put` threw: a `RetriableException` has the same records put again after a poll, any other is the end,
  /// whatever errors.tolerance says.
  package mutating func putFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    precondition(thread == .putting, "nothing was put")
    guard error.family == .connectRetriable else { return end(.put(error), now, &effects) }
    if !isPausedForRedelivery {
      isPausedForRedelivery = true
      effects.append(.pause(assignment))
    }
    pass(now, &effects)
  }
}
