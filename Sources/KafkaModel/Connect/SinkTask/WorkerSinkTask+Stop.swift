/// What the worker does to the task's thread, and its end.
extension WorkerSinkTask {
  /// The worker asks the task to stop; the thread leaves its poll.
  package mutating func stop(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    guard !isStopping else { return }
    isStopping = true
    if thread == .pausedBeforeStart {
      stopTask(nil, &effects)
    } else if thread != .ended {
      effects.append(.wakeUp)
    }
  }

  /// The worker gives up waiting: nothing is committed and no status written any more.
  package mutating func cancel(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    isCancelled = true
    errors.stop()
    if case .retrying(let trial, _) = thread { retry(trial, now, &effects) }
  }

  /// The connector's target state is paused.
  package mutating func pause(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    if !isStopping { isPaused = true }
    if thread != .ended { effects.append(.wakeUp) }
  }

  package mutating func resume(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    if !isStopping { isPaused = false }
    if thread != .ended { effects.append(.wakeUp) }
    if thread == .pausedBeforeStart {
      thread = .starting
      effects.append(.startTask)
    }
  }

  /// The loop is over: a last commit of all that it has ever had (`closeAllPartitions`).
  mutating func end(
    _ failure: TaskFailure?, _ now: Milliseconds, _ effects: inout [SinkTaskEffect]
  ) {
    commitOffsets(of: current.partitions, .end(failure), now, &effects)
  }

  mutating func stopTask(_ failure: TaskFailure?, _ effects: inout [SinkTaskEffect]) {
    hasFailed = failure != nil
    // What a task dies of after it was asked to stop is only logged.
    thread = .stoppingTask(isStopping || isCancelled ? nil : failure)
    effects.append(.stopTask)
  }

  /// `SinkTask.stop` returned.
  package mutating func taskStopped(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    guard case .stoppingTask(let failure) = thread else {
      preconditionFailure("no task was being stopped")
    }
    thread = .closingConsumer(failure)
    effects.append(.closeConsumer)
  }

  /// `close` of the consumer returned.
  package mutating func consumerClosed(now: Milliseconds, into effects: inout [SinkTaskEffect]) {
    guard case .closingConsumer(let failure) = thread else { return }
    thread = .ended
    if !isCancelled { effects.append(.status(failure.map(TaskStatus.failed) ?? .unassigned)) }
    isStopping = true
    effects.append(.ended)
  }
}
