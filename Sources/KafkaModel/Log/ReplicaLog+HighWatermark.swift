extension ReplicaLog {
  /// A leader's high watermark only rises (`UnifiedLog.maybeIncrementHighWatermark`); true if it did.
  @discardableResult
  package mutating func incrementHighWatermark(to offset: Offset) -> Bool {
    precondition(offset <= logEnd, "A high watermark cannot pass the log end.")
    guard offset > highWatermark else { return false }
    highWatermark = offset
    return true
  }

  /// A follower's and a restarted replica's high watermark goes where it is told, inside the log
  /// (`UnifiedLog.updateHighWatermark`); true if it moved.
  @discardableResult
  package mutating func updateHighWatermark(to offset: Offset) -> Bool {
    let clamped = min(max(offset, logStart), logEnd)
    defer { highWatermark = clamped }
    return clamped != highWatermark
  }

  /// Raises the log start for DeleteRecords or after the leader's; false if it is above the high watermark
  /// (OFFSET_OUT_OF_RANGE). Bytes go later, with `deleteSegmentsBelowLogStart`.
  package mutating func raiseLogStart(to offset: Offset) -> Bool {
    guard offset <= highWatermark else { return false }
    if offset > logStart {
      logStart = offset
      leaderEpochs.truncateFromStart(offset)
      producers.logStartRaised(to: offset)
    }
    return true
  }

  /// The part of a retention pass that removes segments wholly below the log start; returns how many went.
  @discardableResult
  package mutating func deleteSegmentsBelowLogStart() -> Int {
    var count = 0
    while count + 1 < segments.count, segments[count + 1].baseOffset <= logStart { count += 1 }
    guard count > 0 else { return 0 }
    for segment in segments.prefix(count) { producers.removeSnapshot(at: segment.baseOffset) }
    let keptFrom = batchIndex(for: segments[count].baseOffset)
    segments.removeFirst(count)
    batches.removeFirst(keptFrom)
    return count
  }
}
