extension WorkerSourceTask {
  /// The worker asks the task to stop; the thread sees it at its next pass.
  ///
  /// Source: `WorkerTask.stop`.
  package mutating func stop(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    guard !isStopping else { return }
    isStopping = true
    switch thread {
    case .pausedBeforeStart: closeProducer(nil, &effects)
    case .paused, .backingOff: pass(now, &effects)
    case .new, .starting, .polling, .sending, .retrying, .awaitingDeliveries, .awaitingFlush,
      .flushing, .stoppingTask, .closingProducer, .ended:
      break
    }
  }

  /// The worker gives up waiting: the producer is closed by force under the thread, and no status is written.
  ///
  /// Source: `AbstractWorkerSourceTask.cancel`.
  package mutating func cancel(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    isCancelled = true
    errors.stop()
    effects.append(.closeProducer(timeout: .zero))
    if case .retrying(let trial, _) = thread { retry(trial, now, &effects) }
  }

  /// `SourceTask.stop` returned.
  package mutating func taskStopped(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    guard case .stoppingTask(let failure) = thread else {
      preconditionFailure("no task was being stopped")
    }
    closeProducer(failure, &effects)
  }

  /// A close of the producer returned.
  package mutating func producerClosed(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    guard case .closingProducer(let failure) = thread else { return }
    thread = .ended
    if !isCancelled {
      effects.append(.status(failure.map(TaskStatus.failed) ?? .unassigned))
    }
    isStopping = true
    effects.append(.ended)
  }

  /// The loop ends by an exception: a last commit unless the task was cancelled.
  mutating func fail(
    _ failure: TaskFailure, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) {
    if isCancelled {
      close(failure, &effects)
    } else {
      awaitDeliveries(failure, now, &effects)
    }
  }

  /// The last commit begins with a wait for what is in flight.
  mutating func awaitDeliveries(
    _ failure: TaskFailure?, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) {
    effects.append(.note(.awaitsDeliveries))
    thread = .awaitingDeliveries(deadline: now + settings.flushTimeout, failure)
    if submitted.unacknowledged <= 0 { deliveriesAwaited(all: true, failure, now, &effects) }
  }

  mutating func deliveriesAwaited(
    all: Bool, _ failure: TaskFailure?, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) {
    effects.append(.note(.deliveriesAwaited(all: all)))
    submitted.refresh(&committable)
    commitOffsets(.task, now, &effects)
  }

  mutating func close(_ failure: TaskFailure?, _ effects: inout [SourceTaskEffect]) {
    hasFailed = failure != nil
    // What a task dies of after it was asked to stop is only logged.
    thread = .stoppingTask(isStopping || isCancelled ? nil : failure)
    effects.append(.stopTask)
  }

  mutating func closeProducer(_ failure: TaskFailure?, _ effects: inout [SourceTaskEffect]) {
    thread = .closingProducer(failure)
    effects.append(.closeProducer(timeout: Milliseconds(30_000)))
  }
}
