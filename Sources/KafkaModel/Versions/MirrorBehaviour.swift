/// Rules of MirrorMaker 2 that changed between versions, one flag each, named by KIP or issue.
package struct MirrorBehaviour: Hashable, Sendable {
  /// KIP-690 (3.1): the names of MirrorMaker's own topics use the policy's separator; before, always a dot.
  package var internalNamesFollowSeparator = true
  /// KIP-949 (3.5.2, 3.6): `replication.policy.internal.topic.separator.enabled=false` brings the dot back.
  package var internalSeparatorSwitch = true
  /// KIP-1074 (4.0): of names that end like internal ones only MirrorMaker's own are internal; those of users are mirrored.
  package var narrowInternalTopics = false
  /// KIP-1089 (4.0): `heartbeats.replication.enabled=false` leaves heartbeats to the topic filter; before, they are
  /// always mirrored.
  package var heartbeatReplicationSwitch = false
  /// KAFKA-12635 (3.3): no translation for a partition without a sync; before, the group's source offset itself is taken.
  package var translationNeedsSync = true
  /// KAFKA-12468 (3.4.1, 3.5): an offset past a sync is translated to one past it, and nothing before the syncs are read
  /// to their end; before, the whole distance is added.
  package var translatesOnePast = true
  /// KAFKA-14666 (3.4.1, 3.5): 64 syncs are kept instead of the newest, and checkpoints do not go back unless the group
  /// does.
  package var keepsSyncHistory = true
  /// KAFKA-15202 (3.5.2, 3.6): syncs at uneven distances do not push each other out of the history.
  package var looksAheadInSyncHistory = true
  /// KAFKA-15905 (3.7.1, 3.8): a task that read its checkpoints back keeps all syncs that it reads at its start; before,
  /// the newest of each partition.
  package var restartKeepsSyncHistory = true
  /// KAFKA-12558 (3.4.1, 3.5): a sync that finds ten others in flight waits; before, it is dropped.
  package var queuesOffsetSyncs = true
  /// KAFKA-14610 (3.4.1, 3.5): waiting syncs are also sent when the task commits, not only when a record is acknowledged.
  package var commitSendsOffsetSyncs = true
  /// KAFKA-14797 (3.4.1, 3.5): `offset.lag.max` counts the records past the last sync; before, only how far the two
  /// clusters' offsets have drifted apart since.
  package var countsTranslationLag = true
  /// KAFKA-15906 (3.7): each commit sends the newest offsets of every partition that moved since its last sync.
  package var commitSyncsLatest = true
  /// KAFKA-13659 (3.4.1, 3.5): a checkpoint task reads the offset syncs on a thread of its own, first to their end; before,
  /// its polls read them between two rounds.
  package var loadsOffsetSyncs = true
  /// KAFKA-14837 (3.4.1, 3.5): groups without an offset in a topic that the filter wants get no checkpoint task.
  package var dropsIrrelevantGroups = true
  /// KAFKA-17232 (3.9): no task configurations are made before the groups have been found; before, none are wanted.
  package var awaitsGroups = true
  /// KAFKA-17242 (3.9): the start of a checkpoint task does not wait for what it reads; before, for at most
  /// `admin.timeout.ms`.
  package var startsCheckpointsAtOnce = true

  /// KAFKA-13988 (3.7): a partition without a stored offset begins where `auto.offset.reset` says; before, at 0.
  package var startsByResetPolicy = true

  package init() {}
}
