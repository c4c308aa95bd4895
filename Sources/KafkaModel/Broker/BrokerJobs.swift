/// When the background jobs run next; a process that was paused makes up for one run only.
struct BrokerJobs: Hashable, Sendable {
  var isrExpiration = Milliseconds.max
  var highWatermarkCheckpoint = Milliseconds.max
  var recoveryPointCheckpoint = Milliseconds.max
  var metadataLogRetry = Milliseconds.max
  var alterPartitionRetry = Milliseconds.max
  /// The first run of "delete-expired-group-metadata"; it has no timer of its own.
  var firstOffsetExpiry = Milliseconds.max
  /// Its next run; `.max` while there are no groups.
  var plannedOffsetExpiry = Milliseconds.max
}

/// A registration or heartbeat that its channel tries until it is too old.
struct HeartbeatRequest: Hashable, Sendable {
  var request: Request
  var created: Milliseconds
}

/// How far a change of the metadata has been taken over into the replicas.
enum MetadataPublishing: Hashable, Sendable {
  case idle
  /// Leaderships are taken one after another, the next when this one's epoch is on disk; followers come last.
  case takingLeaderships(LocalReplicaChanges, next: Int, sync: SyncToken)
}
