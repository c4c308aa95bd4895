extension WorkerSourceTask {
  /// The worker's commit thread has come to this task.
  ///
  /// Source: `SourceTaskOffsetCommitter.commit`.
  package mutating func commitTick(now: Milliseconds, into effects: inout [SourceTaskEffect]) {
    precondition(commit == .idle, "the commit thread does one thing at a time")
    if hasFailed {
      effects.append(.commitEnded)
    } else {
      effects.append(.note(.commitBegan))
      commitOffsets(.committer, now, &effects)
    }
  }

  /// A write to the offset store was done, or failed; one that nobody waits for any more changes nothing here.
  package mutating func offsetsStored(
    write: Int32, isStored: Bool, now: Milliseconds, into effects: inout [SourceTaskEffect]
  ) {
    guard let owner = flush.owner, flush.write == write else { return }
    if isStored { flush.finish() } else { flush.cancel() }
    flushEnded(owner, isStored: isStored, now, &effects)
  }

  mutating func commitOffsets(
    _ owner: OffsetFlush.Owner, _ now: Milliseconds, _ effects: inout [SourceTaskEffect]
  ) {
    flush.put(committable.offsets)
    committable.removeAll()
    beginFlush(owner, deadline: now + settings.flushTimeout, now, &effects)
  }

  /// Begins to write unless the other thread is at it.
  private mutating func beginFlush(
    _ owner: OffsetFlush.Owner, deadline: Milliseconds, _ now: Milliseconds,
    _ effects: inout [SourceTaskEffect]
  ) {
    if flush.owner != nil {
      switch owner {
      case .committer: commit = .awaitingFlush(deadline: deadline)
      case .task:
        thread = .awaitingFlush(deadline: deadline, failureOfThread)
        effects.append(.note(.awaitsFlush))
      }
    } else if let offsets = flush.begin(owner) {
      switch owner {
      case .committer: commit = .flushing(deadline: deadline)
      case .task: thread = .flushing(deadline: deadline, failureOfThread)
      }
      effects.append(.storeOffsets(write: flush.write, offsets))
    } else {
      flushEnded(owner, isStored: true, now, &effects)
    }
  }

  private mutating func flushEnded(
    _ owner: OffsetFlush.Owner, isStored: Bool, _ now: Milliseconds,
    _ effects: inout [SourceTaskEffect]
  ) {
    if isStored { effects.append(.commitTask) }
    switch owner {
    case .committer:
      commit = .idle
      effects.append(.commitEnded)
      if flush.owner == nil, case .awaitingFlush(let deadline, _) = thread {
        beginFlush(.task, deadline: deadline, now, &effects)
      }
    case .task:
      close(failureOfThread, &effects)
      resumeWaitingCommit(now, &effects)
    }
  }

  /// The commit thread waited for the task's own commit.
  mutating func resumeWaitingCommit(_ now: Milliseconds, _ effects: inout [SourceTaskEffect]) {
    if flush.owner == nil, case .awaitingFlush(let deadline) = commit {
      beginFlush(.committer, deadline: deadline, now, &effects)
    }
  }

  mutating func commitTimer(_ now: Milliseconds, _ effects: inout [SourceTaskEffect]) {
    switch commit {
    case .awaitingFlush(let deadline) where now >= deadline:
      commit = .idle
      effects.append(.commitEnded)
    case .flushing(let deadline) where now >= deadline:
      flush.cancel()
      flushEnded(.committer, isStored: false, now, &effects)
    case .idle, .awaitingFlush, .flushing:
      break
    }
  }

  /// What the thread dies of, while it does its last commit.
  private var failureOfThread: TaskFailure? {
    switch thread {
    case .awaitingDeliveries(_, let failure), .awaitingFlush(_, let failure),
      .flushing(_, let failure):
      failure
    case .new, .pausedBeforeStart, .starting, .polling, .sending, .retrying, .backingOff, .paused,
      .stoppingTask, .closingProducer, .ended:
      nil
    }
  }
}
