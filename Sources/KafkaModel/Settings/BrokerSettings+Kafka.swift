extension BrokerSettings {
  /// The effective settings of a broker or controller with these entries, or Kafka's refusal.
  ///
  /// Source: `kafka.server.KafkaConfig` and its `validateValues`.
  package init(version: KafkaVersion, _ settings: [Setting]) throws(SettingsError) {
    let parsed = try ParsedSettings(.broker, version: version, settings)
    self.init()
    readMembership(parsed)
    readReplication(parsed)
    readQuorum(parsed)
    readGroups(parsed)
    replicaSelector = try Self.replicaSelector(parsed)
    producerIDExpiration =
      parsed.milliseconds("producer.id.expiration.ms") ?? producerIDExpiration
    numPartitions = parsed.int("num.partitions") ?? numPartitions
    defaultReplicationFactor =
      parsed.int("default.replication.factor").map { Int16(clamping: $0) }
      ?? defaultReplicationFactor
    automaticTopics = parsed.boolean("auto.create.topics.enable") ?? automaticTopics
    topicDefaults = TopicSettings(broker: parsed)
    if replicaFetchWaitMax > replicaSocketTimeout {
      throw .require(
        "replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms"
          + " to prevent unnecessary socket timeouts")
    }
    if replicaFetchWaitMax > replicaLagTimeMax {
      throw .require(
        "replica.fetch.wait.max.ms should always be less than or equal to "
          + "replica.lag.time.max.ms to prevent frequent changes in ISR")
    }
  }

  private mutating func readMembership(_ parsed: ParsedSettings) {
    sessionTimeout = parsed.milliseconds("broker.session.timeout.ms") ?? sessionTimeout
    heartbeatInterval = parsed.milliseconds("broker.heartbeat.interval.ms") ?? heartbeatInterval
    initialRegistrationTimeout =
      parsed.milliseconds("initial.broker.registration.timeout.ms") ?? initialRegistrationTimeout
    requestTimeout = parsed.milliseconds("request.timeout.ms") ?? requestTimeout
    controllerSocketTimeout =
      parsed.milliseconds("controller.socket.timeout.ms") ?? controllerSocketTimeout
    sendBufferBytes = parsed.int("socket.send.buffer.bytes") ?? sendBufferBytes
    receiveBufferBytes = parsed.int("socket.receive.buffer.bytes") ?? receiveBufferBytes
    autoLeaderRebalance = parsed.boolean("auto.leader.rebalance.enable") ?? autoLeaderRebalance
    if let seconds = parsed.integer("leader.imbalance.check.interval.seconds") {
      let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
      leaderImbalanceCheckInterval = overflow ? .max : Milliseconds(milliseconds)
    }
    uncleanElectionInterval =
      parsed.milliseconds("unclean.leader.election.interval.ms") ?? uncleanElectionInterval
    controlledShutdown = parsed.boolean("controlled.shutdown.enable") ?? controlledShutdown
  }

  private mutating func readReplication(_ parsed: ParsedSettings) {
    replicaLagTimeMax = parsed.milliseconds("replica.lag.time.max.ms") ?? replicaLagTimeMax
    replicaFetchWaitMax = parsed.milliseconds("replica.fetch.wait.max.ms") ?? replicaFetchWaitMax
    replicaFetchMinBytes = parsed.int("replica.fetch.min.bytes") ?? replicaFetchMinBytes
    replicaFetchMaxBytes = parsed.int("replica.fetch.max.bytes") ?? replicaFetchMaxBytes
    replicaFetchResponseMaxBytes =
      parsed.int("replica.fetch.response.max.bytes") ?? replicaFetchResponseMaxBytes
    replicaFetchBackoff = parsed.milliseconds("replica.fetch.backoff.ms") ?? replicaFetchBackoff
    replicaSocketTimeout =
      parsed.milliseconds("replica.socket.timeout.ms") ?? replicaSocketTimeout
    fetchSessionSlots =
      parsed.int("max.incremental.fetch.session.cache.slots") ?? fetchSessionSlots
    numReplicaFetchers = parsed.int("num.replica.fetchers") ?? numReplicaFetchers
    highWatermarkCheckpointInterval =
      parsed.milliseconds("replica.high.watermark.checkpoint.interval.ms")
      ?? highWatermarkCheckpointInterval
    recoveryPointCheckpointInterval =
      parsed.milliseconds("log.flush.offset.checkpoint.interval.ms")
      ?? recoveryPointCheckpointInterval
  }

  /// Source: `GroupCoordinatorConfig`; the same keys stood in `KafkaConfig` before 3.8.
  private mutating func readGroups(_ parsed: ParsedSettings) {
    groupInitialRebalanceDelay =
      parsed.milliseconds("group.initial.rebalance.delay.ms") ?? groupInitialRebalanceDelay
    groupMinSessionTimeout =
      parsed.milliseconds("group.min.session.timeout.ms") ?? groupMinSessionTimeout
    groupMaxSessionTimeout =
      parsed.milliseconds("group.max.session.timeout.ms") ?? groupMaxSessionTimeout
    groupMaxSize = parsed.int("group.max.size") ?? groupMaxSize
    offsetsTopicPartitions = parsed.int("offsets.topic.num.partitions") ?? offsetsTopicPartitions
    offsetsTopicReplicationFactor =
      parsed.int("offsets.topic.replication.factor").map { Int16(clamping: $0) }
      ?? offsetsTopicReplicationFactor
    offsetsCommitTimeout =
      parsed.milliseconds("offsets.commit.timeout.ms") ?? offsetsCommitTimeout
    if let minutes = parsed.integer("offsets.retention.minutes") {
      // The definition holds it to 32 bits.
      offsetsRetention = Milliseconds(minutes * 60_000)
    }
    offsetsRetentionCheckInterval =
      parsed.milliseconds("offsets.retention.check.interval.ms") ?? offsetsRetentionCheckInterval
  }

  /// `ReplicaManager.createReplicaSelector`: an empty or missing name is no selector.
  private static func replicaSelector(
    _ parsed: ParsedSettings
  ) throws(SettingsError) -> ReplicaSelectorChoice {
    let package = "org.apache.kafka.common.replica."
    switch parsed.text("replica.selector.class") {
    case nil, package + "LeaderSelector": return .leader
    case package + "RackAwareReplicaSelector": return .rackAware
    case let name?:
      throw SettingsError([.init("ClassNotFoundException", name)])
    }
  }

  private mutating func readQuorum(_ parsed: ParsedSettings) {
    quorumAppendLinger =
      parsed.milliseconds("controller.quorum.append.linger.ms") ?? quorumAppendLinger
    quorumRequestTimeout =
      parsed.milliseconds("controller.quorum.request.timeout.ms") ?? quorumRequestTimeout
    quorumRetryBackoff =
      parsed.milliseconds("controller.quorum.retry.backoff.ms") ?? quorumRetryBackoff
    quorumFetchTimeout =
      parsed.milliseconds("controller.quorum.fetch.timeout.ms") ?? quorumFetchTimeout
    metadataMaxIdleInterval =
      parsed.milliseconds("metadata.max.idle.interval.ms") ?? metadataMaxIdleInterval
  }
}

extension SettingsError {
  /// A failed Scala `require` in `KafkaConfig.validateValues`.
  fileprivate static func require(_ message: String) -> SettingsError {
    SettingsError([Cause("IllegalArgumentException", "requirement failed: \(message)")])
  }
}
