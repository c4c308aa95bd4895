extension ProducerStates {
  /// Keeps the present state for reloading, one batch per producer; taken at rolls, rebuilds and clean shutdown.
  mutating func takeSnapshot() {
    guard mapEnd > lastSnapshotOffset else { return }
    removeSnapshot(at: mapEnd)
    let index = snapshots.firstIndex { $0.offset > mapEnd } ?? snapshots.count
    snapshots.insert(Snapshot(offset: mapEnd, entries: entries.map(\.snapshot)), at: index)
    lastSnapshotOffset = mapEnd
  }

  mutating func removeSnapshot(at offset: Offset) {
    snapshots.removeAll { $0.offset == offset }
  }

  /// The log ends at `logEnd` now: falls back to the latest snapshot inside it, if anything has to be undone.
  ///
  /// What lies between the snapshot and the end is read again by the log.
  mutating func truncateAndReload(logStart: Offset, logEnd: Offset, now: Milliseconds) {
    snapshots.removeAll { $0.offset > logEnd || $0.offset <= logStart }
    guard logEnd != mapEnd else {
      logStartRaised(to: logStart)
      return
    }
    entries.removeAll()
    if let latest = snapshots.last {
      entries = latest.entries.filter { !$0.isExpired(at: now, after: expiration) }
      lastSnapshotOffset = latest.offset
      mapEnd = latest.offset
    } else {
      lastSnapshotOffset = logStart
      mapEnd = logStart
    }
  }

  /// Producers stay known although their batches are gone; only snapshots are looked after.
  mutating func logStartRaised(to logStart: Offset) {
    mapEnd = max(mapEnd, logStart)
    lastSnapshotOffset = snapshots.last?.offset ?? logStart
  }

  /// Drops snapshots without a segment of their own, save the latest beyond the last segment's base.
  mutating func removeStraySnapshots(segmentBases: [Offset]) {
    guard let lastBase = segmentBases.last else { return }
    let latestStray = snapshots.last { !segmentBases.contains($0.offset) }?.offset
    snapshots.removeAll {
      !segmentBases.contains($0.offset) && ($0.offset != latestStray || $0.offset < lastBase)
    }
  }
}
