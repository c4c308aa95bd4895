/// A broker's and a controller's effective settings (`KafkaConfig`), those that modelled machines act on.
package struct BrokerSettings: Hashable, Sendable {
  /// `broker.session.timeout.ms`
  package var sessionTimeout = Milliseconds(9_000)
  /// `broker.heartbeat.interval.ms`
  package var heartbeatInterval = Milliseconds(2_000)
  /// `initial.broker.registration.timeout.ms`
  package var initialRegistrationTimeout = Milliseconds(60_000)
  /// `socket.send.buffer.bytes`
  package var sendBufferBytes: Int32 = 102_400
  /// `socket.receive.buffer.bytes`
  package var receiveBufferBytes: Int32 = 102_400
  /// `replica.lag.time.max.ms`
  package var replicaLagTimeMax = Milliseconds(30_000)
  /// `replica.fetch.wait.max.ms`
  package var replicaFetchWaitMax = Milliseconds(500)
  /// `replica.fetch.min.bytes`
  package var replicaFetchMinBytes: Int32 = 1
  /// `replica.fetch.max.bytes`
  package var replicaFetchMaxBytes: Int32 = 1_048_576
  /// `replica.fetch.response.max.bytes`
  package var replicaFetchResponseMaxBytes: Int32 = 10_485_760
  /// `replica.fetch.backoff.ms`
  package var replicaFetchBackoff = Milliseconds(1_000)
  /// `replica.socket.timeout.ms`
  package var replicaSocketTimeout = Milliseconds(30_000)
  /// `num.replica.fetchers`
  package var numReplicaFetchers: Int32 = 1
  /// `replica.high.watermark.checkpoint.interval.ms`
  package var highWatermarkCheckpointInterval = Milliseconds(5_000)
  /// `log.flush.offset.checkpoint.interval.ms`
  package var recoveryPointCheckpointInterval = Milliseconds(60_000)
  /// `request.timeout.ms` of the broker's own clients
  package var requestTimeout = Milliseconds(30_000)
  /// `controller.socket.timeout.ms`
  package var controllerSocketTimeout = Milliseconds(30_000)
  /// `auto.leader.rebalance.enable`
  package var autoLeaderRebalance = true
  /// `leader.imbalance.check.interval.seconds`, in milliseconds here
  package var leaderImbalanceCheckInterval = Milliseconds(300_000)
  /// `unclean.leader.election.interval.ms` (internal)
  package var uncleanElectionInterval = Milliseconds(300_000)
  /// `controlled.shutdown.enable`
  package var controlledShutdown = true
  /// `controller.quorum.append.linger.ms`
  package var quorumAppendLinger = Milliseconds(25)
  /// `controller.quorum.request.timeout.ms`
  package var quorumRequestTimeout = Milliseconds(2_000)
  /// `controller.quorum.retry.backoff.ms`
  package var quorumRetryBackoff = Milliseconds(20)
  /// `controller.quorum.fetch.timeout.ms`
  package var quorumFetchTimeout = Milliseconds(2_000)
  /// `metadata.max.idle.interval.ms`
  package var metadataMaxIdleInterval = Milliseconds(500)
  /// `max.incremental.fetch.session.cache.slots`
  package var fetchSessionSlots: Int32 = 1_000
  /// `producer.id.expiration.ms`
  package var producerIDExpiration = Milliseconds(86_400_000)
  /// `num.partitions`
  package var numPartitions: Int32 = 1
  /// `default.replication.factor`
  package var defaultReplicationFactor: Int16 = 1
  /// `auto.create.topics.enable`
  package var automaticTopics = true
  /// `group.initial.rebalance.delay.ms`: how long an empty group waits for more members.
  package var groupInitialRebalanceDelay = Milliseconds(3_000)
  /// `group.min.session.timeout.ms`
  package var groupMinSessionTimeout = Milliseconds(6_000)
  /// `group.max.session.timeout.ms`
  package var groupMaxSessionTimeout = Milliseconds(1_800_000)
  /// `group.max.size`
  package var groupMaxSize = Int32.max
  /// `offsets.topic.num.partitions`
  package var offsetsTopicPartitions: Int32 = 50
  /// `offsets.topic.replication.factor`
  package var offsetsTopicReplicationFactor: Int16 = 3
  /// `offsets.commit.timeout.ms`: how long a write to `__consumer_offsets` waits for its replicas.
  package var offsetsCommitTimeout = Milliseconds(5_000)
  /// `offsets.retention.minutes`, in milliseconds here
  package var offsetsRetention = Milliseconds(604_800_000)
  /// `offsets.retention.check.interval.ms`
  package var offsetsRetentionCheckInterval = Milliseconds(600_000)
  /// `replica.selector.class`
  package var replicaSelector = ReplicaSelectorChoice.leader
  /// Defaults that topics inherit: `min.insync.replicas`, `unclean.leader.election.enable`, ...
  package var topicDefaults = TopicSettings()

  package init() {}
}

/// Which replica a broker sends consumers to (`replica.selector.class`, KIP-392).
package enum ReplicaSelectorChoice: Hashable, Sendable {
  /// No selector, or `LeaderSelector`: everybody reads from the leader.
  case leader
  /// `RackAwareReplicaSelector`: a replica in the client's rack, the most caught-up one if there are several.
  case rackAware
}
