extension ConnectWorkerSettings {
  /// The effective settings of a worker with this configuration, or Kafka's refusal.
  ///
  /// Source: `DistributedConfig`, `Heartbeat`'s constructor.
  package init(version: KafkaVersion, _ map: SettingMap) throws(SettingsError) {
    let parsed = try ParsedSettings(.connectWorker, version: version, map.entries)
    for key in ["group.id", "offset.storage.topic", "config.storage.topic", "status.storage.topic"]
    where !parsed.isGiven(key) {
      throw .config("Missing required configuration \"\(key)\" which has no default value.")
    }
    self.init()
    groupName = parsed.text("group.id") ?? ""
    groupClient = ClientSettings(parsed)
    groupClient.maxInFlight = Self.maxInFlight
    readGroup(parsed)
    guard heartbeatInterval < sessionTimeout else {
      throw SettingsError([
        SettingsError.Cause(
          "IllegalArgumentException", "Heartbeat must be set lower than the session timeout")
      ])
    }
    offsetFlushInterval = parsed.milliseconds("offset.flush.interval.ms") ?? offsetFlushInterval
    offsetFlushTimeout = parsed.milliseconds("offset.flush.timeout.ms") ?? offsetFlushTimeout
    taskShutdownGracefulTimeout =
      parsed.milliseconds("task.shutdown.graceful.timeout.ms") ?? taskShutdownGracefulTimeout
    createsTopics = parsed.boolean("topic.creation.enable") ?? createsTopics
    tracksTopics = parsed.boolean("topic.tracking.enable") ?? tracksTopics
    allowsTrackingReset = parsed.boolean("topic.tracking.allow.reset") ?? allowsTrackingReset
    exactlyOnceSource =
      parsed.text("exactly.once.source.support").flatMap {
        ExactlyOnceSourceChoice(rawValue: $0.lowercased())
      } ?? exactlyOnceSource
    overridePolicy = try Self.policy(parsed)
    readTopics(parsed)
    stores = try ConnectStoreSettings(version: version, map)
  }

  private mutating func readGroup(_ parsed: ParsedSettings) {
    sessionTimeout = parsed.milliseconds("session.timeout.ms") ?? sessionTimeout
    heartbeatInterval = parsed.milliseconds("heartbeat.interval.ms") ?? heartbeatInterval
    rebalanceTimeout = parsed.milliseconds("rebalance.timeout.ms") ?? rebalanceTimeout
    workerSyncTimeout = parsed.milliseconds("worker.sync.timeout.ms") ?? workerSyncTimeout
    workerUnsyncBackoff = parsed.milliseconds("worker.unsync.backoff.ms") ?? workerUnsyncBackoff
    scheduledRebalanceMaxDelay =
      parsed.milliseconds("scheduled.rebalance.max.delay.ms") ?? scheduledRebalanceMaxDelay
    connectProtocol =
      parsed.text("connect.protocol").flatMap { ConnectProtocolChoice(rawValue: $0.lowercased()) }
      ?? connectProtocol
  }

  private mutating func readTopics(_ parsed: ParsedSettings) {
    func replication(_ store: String) -> Int16? {
      parsed.integer("\(store).storage.replication.factor").map { Int16(clamping: $0) }
    }
    configTopic.name = parsed.text("config.storage.topic") ?? ""
    configTopic.replicationFactor = replication("config") ?? configTopic.replicationFactor
    offsetTopic.name = parsed.text("offset.storage.topic") ?? ""
    offsetTopic.partitions = parsed.int("offset.storage.partitions") ?? offsetTopic.partitions
    offsetTopic.replicationFactor = replication("offset") ?? offsetTopic.replicationFactor
    statusTopic.name = parsed.text("status.storage.topic") ?? ""
    statusTopic.partitions = parsed.int("status.storage.partitions") ?? statusTopic.partitions
    statusTopic.replicationFactor = replication("status") ?? statusTopic.replicationFactor
  }

  private static func policy(
    _ parsed: ParsedSettings
  ) throws(SettingsError) -> ClientOverridePolicy {
    let name = parsed.text("connector.client.config.override.policy") ?? ""
    let package = "org.apache.kafka.connect.connector.policy."
    switch name.hasPrefix(package) ? String(name.dropFirst(package.count)) : name {
    case "All", "AllConnectorClientConfigOverridePolicy": return .all
    case "None", "NoneConnectorClientConfigOverridePolicy": return .none
    case "Principal", "PrincipalConnectorClientConfigOverridePolicy": return .principal
    case _:
      throw .invalid(
        name, key: "connector.client.config.override.policy", "Class \(name) could not be found.")
    }
  }
}

extension ConnectStoreSettings {
  /// The stores' clients take the worker's own entries, then what the store insists on.
  init(version: KafkaVersion, _ worker: SettingMap) throws(SettingsError) {
    self.init()
    var durable = worker
    durable.put("delivery.timeout.ms", String(Int32.max))
    durable.put("enable.idempotence", "false")
    configProducer = try ProducerSettings(version: version, durable.entries)
    offsetProducer = configProducer
    var status = worker
    status.put("retries", "0")
    status.put("enable.idempotence", "false")
    statusProducer = try ProducerSettings(version: version, status.entries)
    // They assign themselves their partitions, so the worker's group is nothing to them.
    var reader = worker
    reader.retain { !["group.id", "session.timeout.ms", "heartbeat.interval.ms"].contains($0) }
    reader.put("auto.offset.reset", "earliest")
    reader.put("enable.auto.commit", "false")
    configConsumer = try ConsumerSettings(version: version, reader.entries)
    offsetConsumer = configConsumer
    statusConsumer = configConsumer
    admin = try AdminSettings(version: version, worker.entries)
  }
}
