/// The effective settings of a distributed Connect worker (`DistributedConfig`).
///
/// Defaults are those of 3.9.1. A worker of a dedicated MirrorMaker has one of these for each of its herders.
package struct ConnectWorkerSettings: Hashable, Sendable {
  /// `group.id`; Kafka knows no default.
  package var groupName = ""
  /// The network client of the group membership. `request.timeout.ms` is 40 s here, where Kafka's other
  /// clients have 30 s.
  package var groupClient = ConnectWorkerSettings.standardGroupClient
  /// `session.timeout.ms`: the coordinator takes a worker that has been silent for so long out of the group.
  package var sessionTimeout = Milliseconds(10_000)
  /// `heartbeat.interval.ms`; also how long a worker looks for its coordinator before it gives up its tasks.
  package var heartbeatInterval = Milliseconds(3_000)
  /// `rebalance.timeout.ms`: limit of a join, and of the time between two polls of the tick thread.
  package var rebalanceTimeout = Milliseconds(60_000)
  /// `worker.sync.timeout.ms`: how long a worker reads the config topic to catch up with its leader.
  package var workerSyncTimeout = Milliseconds(3_000)
  /// `worker.unsync.backoff.ms`: how long the eager protocol waits after it could not catch up.
  package var workerUnsyncBackoff = Milliseconds(300_000)
  /// `scheduled.rebalance.max.delay.ms`: how long the tasks of a lost worker wait for its return; 0 gives
  /// them away at once.
  package var scheduledRebalanceMaxDelay = Milliseconds(300_000)
  /// `connect.protocol`
  package var connectProtocol = ConnectProtocolChoice.sessioned
  /// `offset.flush.interval.ms`: how often source offsets are committed.
  package var offsetFlushInterval = Milliseconds(60_000)
  /// `offset.flush.timeout.ms`: the limit of one commit, and of the wait for acknowledgements at a stop.
  package var offsetFlushTimeout = Milliseconds(5_000)
  /// `task.shutdown.graceful.timeout.ms`: for all tasks of a stop together.
  package var taskShutdownGracefulTimeout = Milliseconds(5_000)
  /// `topic.creation.enable`
  package var createsTopics = true
  /// `topic.tracking.enable`
  package var tracksTopics = true
  /// `topic.tracking.allow.reset`
  package var allowsTrackingReset = true
  /// `exactly.once.source.support`
  package var exactlyOnceSource = ExactlyOnceSourceChoice.disabled
  /// `connector.client.config.override.policy`
  package var overridePolicy = ClientOverridePolicy.all
  /// `config.storage.topic`, always of one partition, and `config.storage.replication.factor`
  package var configTopic = StorageTopicSettings(name: "", partitions: 1)
  /// `offset.storage.topic`, `.partitions` and `.replication.factor`
  package var offsetTopic = StorageTopicSettings(name: "", partitions: 25)
  /// `status.storage.topic`, `.partitions` and `.replication.factor`
  package var statusTopic = StorageTopicSettings(name: "", partitions: 5)
  /// The clients of the three internal topics.
  package var stores = ConnectStoreSettings()
  /// `dedicated.mode.enable.internal.rest` of a dedicated MirrorMaker (KIP-710); always true in Connect. Without
  /// it a worker that does not lead its group cannot hand task configurations to the leader.
  package var hasInternalREST = true

  package init() {}

  private static var standardGroupClient: ClientSettings {
    var client = ClientSettings()
    client.requestTimeout = Milliseconds(40_000)
    client.maxInFlight = maxInFlight
    return client
  }

  /// What `WorkerGroupMember` gives its network client in place of a setting.
  static let maxInFlight: Int32 = 100
}
