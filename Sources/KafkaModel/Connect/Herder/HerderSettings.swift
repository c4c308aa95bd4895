/// What a distributed worker's settings say to its herder.
///
/// Source: `DistributedConfig`, `WorkerConfig`.
package struct HerderSettings: Hashable, Sendable {
  package var group: WorkerGroupSettings
  /// `task.shutdown.graceful.timeout.ms`
  package var gracefulTimeout: Milliseconds
  /// `worker.sync.timeout.ms`
  package var syncTimeout: Milliseconds
  /// `worker.unsync.backoff.ms`, for eager groups.
  package var unsyncBackoff: Milliseconds

  package init(
    group: WorkerGroupSettings, gracefulTimeout: Milliseconds = Milliseconds(5_000),
    syncTimeout: Milliseconds = Milliseconds(3_000),
    unsyncBackoff: Milliseconds = Milliseconds(300_000)
  ) {
    self.group = group
    self.gracefulTimeout = gracefulTimeout
    self.syncTimeout = syncTimeout
    self.unsyncBackoff = unsyncBackoff
  }
}
