extension ReplicaLog {
  /// Truncates a follower's log to end at `offset`; the high watermark goes along if it must.
  ///
  /// An offset inside a batch drops the batch whole. False if the log ends there already; then only an epoch
  /// entered without records is forgotten (`UnifiedLog.truncateTo`).
  @discardableResult
  package mutating func truncate(to offset: Offset, now: Milliseconds) -> Bool {
    guard offset < logEnd else {
      leaderEpochs.truncateFromEnd(logEnd)
      return false
    }
    if offset < segments[0].baseOffset {
      restart(at: offset)
      return true
    }
    while segments.count > 1, segments[segments.count - 1].baseOffset > offset {
      let removed = segments.removeLast()
      producers.removeSnapshot(at: removed.baseOffset)
    }
    cutBatches(from: batchIndex(for: offset), end: offset)
    leaderEpochs.truncateFromEnd(offset)
    logStart = min(offset, logStart)
    rebuildProducers(upTo: offset, logStart: logStart, now: now, fromCleanShutdown: false)
    if highWatermark >= logEnd { updateHighWatermark(to: logEnd) }
    return true
  }

  /// Deletes everything and starts again at `offset` (`truncateFullyAndStartAt`).
  package mutating func restart(at offset: Offset) {
    batches.removeAll()
    segments = [LogSegment(baseOffset: offset)]
    logStart = offset
    logEnd = offset
    lowerDurability(to: offset)
    leaderEpochs.removeAll()
    producers.restart(at: offset)
    producers.logStartRaised(to: offset)
    highWatermark = offset
  }

  /// Removes the batches from an index on; the log then ends at `end`.
  mutating func cutBatches(from index: Int, end: Offset) {
    let active = segments.count - 1
    let firstOfActive = batchIndex(for: segments[active].baseOffset)
    batches.shorten(to: index)
    segments[active].sizeInBytes = batches.bytes(at: firstOfActive..<index)
    logEnd = end
    lowerDurability(to: end)
  }

  /// A truncation writes the recovery point's checkpoint at once (`LogManager.truncateTo`).
  private mutating func lowerDurability(to end: Offset) {
    recoveryPoint = min(recoveryPoint, end)
    checkpointedRecoveryPoint = min(checkpointedRecoveryPoint, end)
    durableEnd = min(durableEnd, end)
    for index in dirtyMarks.indices { dirtyMarks[index].end = min(dirtyMarks[index].end, end) }
  }

  /// Brings the producers to what the log below `end` says: latest snapshot, then the batches after it
  /// (`UnifiedLog.rebuildProducerState`).
  mutating func rebuildProducers(
    upTo end: Offset, logStart: Offset, now: Milliseconds, fromCleanShutdown: Bool
  ) {
    let recentBases = segments.suffix(2).map(\.baseOffset)
    if producers.snapshots.isEmpty, fromCleanShutdown {
      for offset in recentBases + [end] {
        producers.mapEnd = offset
        producers.takeSnapshot()
      }
      return
    }
    let wasEmpty = producers.entries.isEmpty && producers.mapEnd >= end
    producers.truncateAndReload(logStart: logStart, logEnd: end, now: now)
    if end > producers.mapEnd, !wasEmpty {
      var index = segmentIndex(for: producers.mapEnd)
      while index < segments.count, segments[index].baseOffset < end {
        let base = segments[index].baseOffset
        producers.mapEnd = max(base, producers.mapEnd, logStart)
        if recentBases.contains(base) { producers.takeSnapshot() }
        let segmentEnd = index + 1 < segments.count ? segments[index + 1].baseOffset : logEnd
        noteProducers(from: producers.mapEnd, upTo: min(segmentEnd, end))
        index += 1
      }
    }
    producers.mapEnd = end
    producers.takeSnapshot()
  }

  /// Reads batches again for their producers' sake.
  mutating func noteProducers(from start: Offset, upTo end: Offset) {
    var index = batchIndex(for: start)
    while index < batches.count, batches[index].lastOffset < end {
      producers.note(batches[index])
      index += 1
    }
  }
}
