/// When one partition is due for an offset sync.
///
/// It is due at once for the first record of the task's life, for a record that does not follow the one before at the
/// source (compaction, a transaction's marker, a restart), for a copy before the last one (the target was truncated or
/// made anew), and when translation has become too imprecise. The state moves when the sync is due, not when it is sent:
/// a lost sync leaves a hole.
///
/// Source: `OffsetSyncWriter.PartitionState`, before 3.7 `MirrorSourceTask.PartitionState`.
package struct OffsetSyncTrigger: Hashable, Sendable {
  /// Of the record before; -1 at first, as the Java fields.
  private var previous = OffsetSync(upstream: .none, downstream: .none)
  private var lastSync = OffsetSync(upstream: .none, downstream: .none)

  package init() {}

  /// Takes an acknowledged record, whether a sync is due at once.
  ///
  /// - Parameters:
  ///   - maxLag: `offset.lag.max`
  ///   - countsTranslationLag: KAFKA-14797: against what the last sync translates to, which is one past it; before,
  ///     against the last sync moved on by as many records as the source has.
  package mutating func take(
    _ record: OffsetSync, maxLag: Int64, countsTranslationLag: Bool
  ) -> Bool {
    let reach = countsTranslationLag ? 1 : record.upstream - lastSync.upstream
    let isDue =
      lastSync.downstream == .none
      || record.downstream - (lastSync.downstream + reach) >= maxLag
      || record.upstream - previous.upstream != 1
      || record.downstream < previous.downstream
    previous = record
    if isDue { lastSync = record }
    return isDue
  }

  /// Takes the records that follow the last one at both clusters, one by one, as far as no sync is due.
  ///
  /// - Returns: How many it took, at most `count`.
  mutating func skip(_ count: Int64, maxLag: Int64, countsTranslationLag: Bool) -> Int64 {
    // Without the rule the drift stays as it is in a run; the record that began the run has been judged by it, and a
    // limit below one lets none pass.
    let quiet: Int64
    if countsTranslationLag {
      quiet = lastSync.downstream - previous.downstream + maxLag
    } else {
      let drift =
        previous.downstream - lastSync.downstream - (previous.upstream - lastSync.upstream)
      quiet = drift >= maxLag ? 0 : count
    }
    let taken = max(0, min(count, quiet))
    previous.upstream = previous.upstream + taken
    previous.downstream = previous.downstream + taken
    return taken
  }

  /// The newest record that was taken.
  var latest: OffsetSync { previous }
}
