/// What MirrorMaker's three connectors read of their configuration: one flow from a source to a target.
///
/// Defaults are those of 3.9.1. A job that its key switches off has no interval.
///
/// Source: `MirrorConnectorConfig`, `MirrorSourceConfig`, `MirrorCheckpointConfig`, `MirrorHeartbeatConfig`.
package struct MirrorSettings: Hashable, Sendable {
  /// `enabled`: without it the source and the checkpoint connector make no tasks; the heartbeat connector
  /// does not read it.
  package var isEnabled = true
  /// `source.cluster.alias`
  package var sourceAlias: String
  /// `target.cluster.alias`
  package var targetAlias: String

  // MARK: Names of topics

  /// `replication.policy.class`
  package var policy = ReplicationPolicyChoice.prefixed
  /// `replication.policy.separator`
  package var separator = "."
  /// `replication.policy.internal.topic.separator.enabled`
  package var separatesInternalTopics = true

  // MARK: What is mirrored

  /// `topics`: names and patterns, each of which is held against the whole name.
  package var topics = [".*"]
  /// `topics.exclude`; it wins over `topics`.
  package var topicsExclude = [".*[\\-\\.]internal", ".*\\.replica", "__.*"]
  /// `groups`
  package var groups = [".*"]
  /// `groups.exclude`; it wins over `groups`.
  package var groupsExclude = ["console-consumer-.*", "connect-.*", "__.*"]
  /// `heartbeats.replication.enabled` (4.0): the topic heartbeats is mirrored whatever `topics` says.
  package var replicatesHeartbeats = true

  // MARK: The source connector

  /// `refresh.topics.enabled` and `.interval.seconds`
  package var refreshTopicsInterval: Milliseconds? = Milliseconds(600_000)
  /// `sync.topic.configs.enabled` and `.interval.seconds`
  package var syncTopicConfigsInterval: Milliseconds? = Milliseconds(600_000)
  /// `sync.topic.acls.enabled` and `.interval.seconds`; access lists are not modelled.
  package var syncTopicACLsInterval: Milliseconds? = Milliseconds(600_000)
  /// `config.properties.exclude`: settings of topics that are not synchronised.
  package var configPropertiesExclude = MirrorSettings.standardConfigPropertiesExclude
  /// `replication.factor` of the topics that the source connector creates
  package var replicationFactor: Int32 = 2
  /// `offset.lag.max`: how far a partition may run ahead of its last offset sync, in records.
  package var offsetLagMax: Int64 = 100
  /// `emit.offset-syncs.enabled`
  package var emitsOffsetSyncs = true
  /// `offset-syncs.topic.location`
  package var offsetSyncsLocation = OffsetSyncsLocation.source
  /// `offset-syncs.topic.replication.factor`
  package var offsetSyncsReplicationFactor: Int16 = 3
  /// `consumer.poll.timeout.ms`: one poll of the source task; the checkpoint task sleeps in such steps.
  package var consumerPollTimeout = Milliseconds(1_000)

  // MARK: The checkpoint connector

  /// `refresh.groups.enabled` and `.interval.seconds`
  package var refreshGroupsInterval: Milliseconds? = Milliseconds(600_000)
  /// `emit.checkpoints.enabled` and `.interval.seconds`
  package var emitCheckpointsInterval: Milliseconds? = Milliseconds(60_000)
  /// `sync.group.offsets.enabled` and `.interval.seconds`; off by default.
  package var syncGroupOffsetsInterval: Milliseconds?
  /// `checkpoints.topic.replication.factor`
  package var checkpointsReplicationFactor: Int16 = 3

  // MARK: The heartbeat connector

  /// `emit.heartbeats.enabled` and `.interval.seconds`
  package var emitHeartbeatsInterval: Milliseconds? = Milliseconds(1_000)
  /// `heartbeats.topic.replication.factor`
  package var heartbeatsReplicationFactor: Int16 = 3

  // MARK: Clients

  /// `admin.timeout.ms`: the limit of each job at the start and of each call that a job waits for.
  package var adminTimeout = Milliseconds(60_000)
  /// `forwarding.admin.class`, if it is a class of the user's own; it is not modelled.
  package var forwardingAdmin: String?
  /// The clients that the connectors and their tasks make for themselves.
  package var clients = MirrorClientSettings()

  package init(sourceAlias: String, targetAlias: String) {
    self.sourceAlias = sourceAlias
    self.targetAlias = targetAlias
  }

  /// Source: `DefaultConfigPropertyFilter`.
  private static let standardConfigPropertiesExclude = [
    "follower\\.replication\\.throttled\\.replicas", "leader\\.replication\\.throttled\\.replicas",
    "message\\.timestamp\\.difference\\.max\\.ms", "message\\.timestamp\\.type",
    "unclean\\.leader\\.election\\.enable", "min\\.insync\\.replicas",
  ]
}
