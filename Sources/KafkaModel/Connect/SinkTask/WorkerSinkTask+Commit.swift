/// Commits: the loop's own, those of partitions that go, and the last one (`commitOffsets`, `onCommitCompleted`).
extension WorkerSinkTask {
  mutating func commitOffsets(
    of partitions: [TopicPartition], _ purpose: SinkCommit.Purpose, _ now: Milliseconds,
    _ effects: inout [SinkTaskEffect]
  ) {
    let offsets = current.of(partitions)
    let commit = SinkCommit(
      purpose: purpose, current: offsets, last: lastCommitted.of(offsets.partitions))
    guard !offsets.isEmpty else { return returned(commit, now, &effects) }
    isCommitting = true
    commitSequence += 1
    commitStarted = now
    thread = .preCommitting(commit)
    effects.append(.preCommit(offsets))
  }

  /// `SinkTask.preCommit` returned what may be committed.
  package mutating func preCommitted(
    _ provided: SinkOffsets, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    guard case .preCommitting(var commit) = thread else {
      preconditionFailure("no preCommit was called")
    }
    closeTask(of: commit, &effects)
    commit.committable = commit.last
    for entry in provided.entries where commit.last[entry.partition] != nil {
      // What it has not been given it cannot have stored.
      guard let taken = commit.current[entry.partition], entry.offset <= taken else { continue }
      commit.committable[entry.partition] = entry.offset
    }
    guard !provided.isEmpty, commit.committable != commit.last else {
      completed(nil, sequence: commitSequence, nil)
      return returned(commit, now, &effects)
    }
    guard !isCancelled else { return returned(commit, now, &effects) }
    if commit.purpose.isClosing {
      thread = .committing(commit)
      effects.append(.commitSync(commit.committable))
    } else {
      effects.append(.commitAsync(sequence: commitSequence, commit.committable))
      returned(commit, now, &effects)
    }
  }

  /// `SinkTask.preCommit` threw: unless partitions are being closed, all are read again from what was committed last.
  package mutating func preCommitFailed(
    _ error: TaskException, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    guard case .preCommitting(let commit) = thread else {
      preconditionFailure("no preCommit was called")
    }
    if !commit.purpose.isClosing {
      for entry in commit.last.entries { effects.append(.seek(entry.partition, entry.offset)) }
      current.put(commit.last)
    }
    completed(error, sequence: commitSequence, nil)
    closeTask(of: commit, &effects)
    returned(commit, now, &effects)
  }

  private func closeTask(of commit: SinkCommit, _ effects: inout [SinkTaskEffect]) {
    switch commit.purpose {
    case .periodic: break
    case .revocation(let partitions): effects.append(.close(partitions))
    case .end: effects.append(.close(commit.current.partitions))
    }
  }

  /// How a `commitSync` ended.
  package enum SyncOutcome: Hashable, Sendable {
    case stored
    case failed(TaskException)
    case wokenUp
  }

  package mutating func syncCommitted(
    _ outcome: SyncOutcome, now: Milliseconds, into effects: inout [SinkTaskEffect]
  ) {
    guard case .committing(var commit) = thread else {
      preconditionFailure("nothing was being committed")
    }
    switch outcome {
    case .stored: completed(nil, sequence: commitSequence, commit.committable)
    case .failed(let error): completed(error, sequence: commitSequence, commit.committable)
    case .wokenUp:
      // Tried again, so that the offsets get there; the exception goes on afterwards.
      commit.wasWokenUp = true
      thread = .committing(commit)
      effects.append(.commitSync(commit.committable))
      return
    }
    returned(commit, now, &effects)
  }

  /// The callback of an asynchronous commit, in a poll or a commitSync.
  package mutating func asyncCommitted(
    _ error: TaskException?, sequence: Int32, _ offsets: SinkOffsets
  ) {
    completed(error, sequence: sequence, offsets)
  }

  /// One that is not the last to have begun changes nothing.
  private mutating func completed(
    _ error: TaskException?, sequence: Int32, _ offsets: SinkOffsets?
  ) {
    guard sequence == commitSequence else { return }
    if error == nil {
      if let offsets {
        lastCommitted.put(offsets)
        isCurrentShared = false
      }
      commitFailures = 0
    } else {
      commitFailures += 1
    }
    isCommitting = false
  }

  private mutating func returned(
    _ commit: SinkCommit, _ now: Milliseconds, _ effects: inout [SinkTaskEffect]
  ) {
    switch commit.purpose {
    case .periodic(let began): commitReturned(inPassOf: began, &effects)
    case .revocation(let partitions):
      if commit.wasWokenUp {
        rebalanceFailure = .wokenUp
      } else {
        lastCommitted.remove(partitions)
        if isCurrentShared { current.remove(partitions) }
      }
      removed(partitions, &effects)
    case .end(let failure): stopTask(failure, &effects)
    }
  }
}
