/// What the task asks of the runtime while one of its methods runs (`SinkTaskContext`).
extension WorkerSinkTask {
  /// The next poll returns after so long at the latest, and a put that failed is tried again.
  package mutating func setTimeout(_ timeout: Milliseconds) { context.timeout = timeout }

  /// Commit at the next pass.
  package mutating func requestCommit() { context.isCommitRequested = true }

  /// Read on at an offset from the next poll on.
  package mutating func setOffset(_ partition: TopicPartition, _ offset: Offset) {
    context.offsets.removeAll { $0.partition == partition }
    context.offsets.append(SinkOffsets.Entry(partition: partition, offset: offset))
    context.offsets.sort { $0.partition < $1.partition }
  }

  /// False: the partition is not the task's, which is an `IllegalWorkerStateException` to it.
  package mutating func pausePartition(
    _ partition: TopicPartition, into effects: inout [SinkTaskEffect]
  ) -> Bool {
    if !context.paused.contains(partition) { context.paused.append(partition) }
    if isPaused { return true }
    guard assignment.contains(partition) else { return false }
    effects.append(.pause([partition]))
    return true
  }

  /// The opposite; false likewise.
  package mutating func resumePartition(
    _ partition: TopicPartition, into effects: inout [SinkTaskEffect]
  ) -> Bool {
    context.paused.removeAll { $0 == partition }
    if isPaused { return true }
    guard assignment.contains(partition) else { return false }
    effects.append(.resume([partition]))
    return true
  }
}
