/// How a log was closed before it is loaded again.
package enum LogClosing: Hashable, Sendable {
  /// Controlled: flushed, checkpointed, with a snapshot of the producers and the clean shutdown marker.
  case clean
  /// The process died; the page cache, and with it every appended byte, survives.
  case processCrash
  /// The host lost power: only what lies below the offset, or below what was fsynced, is still there.
  case powerLoss(durableEnd: Offset)
}

extension ReplicaLog {
  /// Closes and loads the log as a restart of its broker does; returns how many offsets are gone.
  ///
  /// The high watermark comes from its checkpoint, the producers from snapshots (one batch each) and what is
  /// read again. Source: `org.apache.kafka.storage.internals.log.LogLoader`, `kafka.log.LogManager`.
  @discardableResult
  package mutating func reload(after closing: LogClosing, now: Milliseconds) -> Int64 {
    let endBefore = logEnd
    dirtyMarks.removeAll()
    switch closing {
    case .clean:
      flush(upTo: logEnd)
      checkpointHighWatermark()
      checkpointOffsets()
      producers.takeSnapshot()
    case .processCrash:
      break
    case .powerLoss(let durable):
      losePower(keepingBelow: max(durable, durableEnd))
    }
    producers.entries.removeAll()
    producers.mapEnd = .zero
    producers.lastSnapshotOffset = .zero
    logStart = max(checkpointedLogStart, segments[0].baseOffset)
    // A loaded log ends after its last batch, even where a truncation had left a gap.
    logEnd = max(segments[segments.count - 1].baseOffset, batches.last?.nextOffset ?? .zero)
    if closing != .clean { recoverSegments(now: now) }
    if logEnd < logStart { restart(at: logStart) }
    leaderEpochs.truncateFromEnd(logEnd)
    leaderEpochs.truncateFromStart(logStart)
    producers.removeStraySnapshots(segmentBases: segments.map(\.baseOffset))
    rebuildProducers(
      upTo: logEnd, logStart: logStart, now: now, fromCleanShutdown: closing == .clean)
    recoveryPoint = min(closing == .clean ? logEnd : checkpointedRecoveryPoint, logEnd)
    highWatermark = logStart
    updateHighWatermark(to: checkpointedHighWatermark)
    return endBefore - logEnd
  }

  /// Drops the tail that was only in the page cache, at a batch boundary.
  private mutating func losePower(keepingBelow durable: Offset) {
    let index = batchIndex(for: durable)
    if durable < logEnd, index < batches.count {
      let end = batches[index].baseOffset
      while segments.count > 1, segments[segments.count - 1].baseOffset > end {
        segments.removeLast()
      }
      cutBatches(from: index, end: end)
    }
    durableEnd = logEnd
  }

  /// Reads the segments from the checkpointed recovery point on again, leaving a snapshot after each
  /// (`LogLoader.recoverLog`).
  private mutating func recoverSegments(now: Milliseconds) {
    for index in segmentIndex(for: checkpointedRecoveryPoint)..<segments.count {
      let base = segments[index].baseOffset
      producers.entries.removeAll()
      producers.mapEnd = .zero
      producers.lastSnapshotOffset = .zero
      rebuildProducers(
        upTo: base, logStart: checkpointedLogStart, now: now, fromCleanShutdown: false)
      let end = index + 1 < segments.count ? segments[index + 1].baseOffset : logEnd
      noteProducers(from: base, upTo: end)
      producers.takeSnapshot()
    }
    producers.entries.removeAll()
    producers.mapEnd = .zero
    producers.lastSnapshotOffset = .zero
  }
}
