extension ReplicaLog {
  /// A log end and when the write-back saw it: all below was dirty by then.
  struct DirtyMark: Hashable, Sendable {
    var time: Milliseconds
    var end: Offset
  }

  /// One run of the high watermark checkpoint, every `replica.high.watermark.checkpoint.interval.ms`.
  package mutating func checkpointHighWatermark() { checkpointedHighWatermark = highWatermark }

  /// One run of the checkpoints of recovery point and log start, every
  /// `log.flush.offset.checkpoint.interval.ms`.
  package mutating func checkpointOffsets() {
    checkpointedRecoveryPoint = recoveryPoint
    checkpointedLogStart = logStart
  }

  /// fsync of everything below `offset` (`UnifiedLog.flush`).
  package mutating func flush(upTo offset: Offset) {
    recoveryPoint = max(recoveryPoint, min(offset, logEnd))
    durableEnd = max(durableEnd, recoveryPoint)
  }

  /// The host's write-back has put everything below `offset` on disk; Kafka does not know of it.
  package mutating func writeBack(upTo offset: Offset) {
    durableEnd = max(durableEnd, min(offset, logEnd))
  }

  /// Notes, before an append, how far the log had come: at most every quarter of a second, as the age of pages
  /// is all that a loss of power asks for.
  package mutating func noteDirty(now: Milliseconds) {
    if let last = dirtyMarks.last, now - last.time < Milliseconds(250) { return }
    if logEnd > durableEnd { dirtyMarks.append(DirtyMark(time: now, end: logEnd)) }
  }

  /// One scan of the host's write-back: what was dirty for `expire` is put on disk.
  ///
  /// Linux scans every 5 s (`vm.dirty_writeback_centisecs`) for pages dirty for 30 s
  /// (`vm.dirty_expire_centisecs`); the scanner's period is the caller's.
  package mutating func scanWriteBack(now: Milliseconds, expire: Milliseconds) {
    let old = dirtyMarks.prefix { now - $0.time >= expire }
    if let newest = old.last {
      writeBack(upTo: newest.end)
      dirtyMarks.removeFirst(old.count)
    }
    if logEnd > durableEnd { dirtyMarks.append(DirtyMark(time: now, end: logEnd)) }
  }
}
