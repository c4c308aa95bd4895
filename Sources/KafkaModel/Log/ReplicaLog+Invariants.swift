extension ReplicaLog {
  /// What contradicts itself in this log, in plain words; nil if nothing does. O(1), for every event of a run.
  package var brokenInvariant: String? {
    if logStart > highWatermark { return "log start \(logStart) above high watermark" }
    if highWatermark > logEnd { return "high watermark \(highWatermark) above log end \(logEnd)" }
    if recoveryPoint > durableEnd { return "recovery point \(recoveryPoint) above durable end" }
    if durableEnd > logEnd { return "durable end \(durableEnd) above log end \(logEnd)" }
    if let last = batches.last, last.nextOffset > logEnd { return "a batch beyond the log end" }
    if segments[segments.count - 1].baseOffset > logEnd { return "a segment beyond the log end" }
    return nil
  }

  /// As `brokenInvariant`, and every batch against its neighbour; O(n), for tests.
  package var brokenOrder: String? {
    if let broken = brokenInvariant { return broken }
    for (batch, next) in zip(batches, batches.dropFirst()) {
      if next.baseOffset < batch.nextOffset { return "batches overlap at \(next.baseOffset)" }
      if next.leaderEpoch < batch.leaderEpoch { return "epochs fall at \(next.baseOffset)" }
    }
    return nil
  }
}
