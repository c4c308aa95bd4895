extension MirrorSettings {
  /// The effective settings of a flow's connectors with this configuration, or Kafka's refusal.
  ///
  /// Source: `MirrorConnectorConfig` and its three heirs.
  package init(version: KafkaVersion, _ map: SettingMap) throws(SettingsError) {
    var map = map
    for (old, new) in Self.renamed {
      guard let value = map.entry(old)?.value else { continue }
      map.putIfAbsent(new, value)
    }
    let parsed = try ParsedSettings(.mirrorConnector, version: version, map.entries)
    guard let source = parsed.text("source.cluster.alias") else {
      throw .config(
        "Missing required configuration \"source.cluster.alias\" which has no default value.")
    }
    self.init(
      sourceAlias: source, targetAlias: parsed.text("target.cluster.alias") ?? "target")
    isEnabled = parsed.boolean("enabled") ?? isEnabled
    try readNaming(parsed)
    topics = parsed.list("topics") ?? topics
    topicsExclude = parsed.list("topics.exclude") ?? topicsExclude
    groups = parsed.list("groups") ?? groups
    groupsExclude = parsed.list("groups.exclude") ?? groupsExclude
    replicatesHeartbeats = parsed.boolean("heartbeats.replication.enabled") ?? true
    configPropertiesExclude = parsed.list("config.properties.exclude") ?? configPropertiesExclude
    try readJobs(parsed)
    readTopics(parsed)
    offsetLagMax = parsed.integer("offset.lag.max") ?? offsetLagMax
    emitsOffsetSyncs = parsed.boolean("emit.offset-syncs.enabled") ?? true
    consumerPollTimeout = parsed.milliseconds("consumer.poll.timeout.ms") ?? consumerPollTimeout
    adminTimeout = parsed.milliseconds("admin.timeout.ms") ?? adminTimeout
    let admin = parsed.text("forwarding.admin.class")
    forwardingAdmin = admin == "org.apache.kafka.clients.admin.ForwardingAdmin" ? nil : admin
    clients = try MirrorClientSettings(MirrorClientMaps(map, version: version), version: version)
  }

  /// Old names of keys; the new one wins (`ConfigUtils.translateDeprecatedConfigs`).
  private static let renamed = [
    ("topics.blacklist", "topics.exclude"), ("groups.blacklist", "groups.exclude"),
    ("config.properties.blacklist", "config.properties.exclude"),
  ]

  private mutating func readNaming(_ parsed: ParsedSettings) throws(SettingsError) {
    separator = parsed.text("replication.policy.separator") ?? separator
    separatesInternalTopics =
      parsed.boolean("replication.policy.internal.topic.separator.enabled") ?? true
    let package = "org.apache.kafka.connect.mirror."
    switch parsed.text("replication.policy.class") {
    case nil, package + "DefaultReplicationPolicy": policy = .prefixed
    case package + "IdentityReplicationPolicy": policy = .identity
    case let name?:
      throw .invalid(name, key: "replication.policy.class", "Class \(name) could not be found.")
    }
  }

  /// A negative interval turns a job off, as `enabled` does.
  ///
  /// Source: `MirrorConnectorConfig`, `Scheduler.scheduleRepeating`.
  private mutating func readJobs(_ parsed: ParsedSettings) throws(SettingsError) {
    func interval(_ job: String) throws(SettingsError) -> Milliseconds? {
      let key = "\(job).interval.seconds"
      guard parsed.boolean("\(job).enabled") == true, let seconds = parsed.integer(key),
        seconds >= 0
      else { return nil }
      // Kafka's settings take 0. `scheduleAtFixedRate` does not, so the connector fails at its start; only checkpoints would
      // be made without pause, since their thread has no scheduler.
      guard seconds > 0 else {
        throw .invalid(
          "0", key: key,
          "a job needs time between its runs; -1 or \(job).enabled=false turns it off"
        )
      }
      return Milliseconds(min(seconds, 1 << 50) * 1_000)
    }
    refreshTopicsInterval = try interval("refresh.topics")
    syncTopicConfigsInterval = try interval("sync.topic.configs")
    syncTopicACLsInterval = try interval("sync.topic.acls")
    refreshGroupsInterval = try interval("refresh.groups")
    emitCheckpointsInterval = try interval("emit.checkpoints")
    syncGroupOffsetsInterval = try interval("sync.group.offsets")
    emitHeartbeatsInterval = try interval("emit.heartbeats")
  }

  private mutating func readTopics(_ parsed: ParsedSettings) {
    func replication(_ topic: String) -> Int16? {
      parsed.integer("\(topic).topic.replication.factor").map { Int16(clamping: $0) }
    }
    replicationFactor = parsed.int("replication.factor") ?? replicationFactor
    offsetSyncsLocation =
      parsed.text("offset-syncs.topic.location").flatMap(OffsetSyncsLocation.init) ?? .source
    offsetSyncsReplicationFactor = replication("offset-syncs") ?? offsetSyncsReplicationFactor
    checkpointsReplicationFactor = replication("checkpoints") ?? checkpointsReplicationFactor
    heartbeatsReplicationFactor = replication("heartbeats") ?? heartbeatsReplicationFactor
  }
}

extension MirrorClientSettings {
  init(_ maps: MirrorClientMaps, version: KafkaVersion) throws(SettingsError) {
    self.init()
    let side = maps.offsetSyncsLocation
    sourceConsumer = try ConsumerSettings(
      version: version, maps.consumer(.source, role: "replication-consumer").entries)
    sourceAdmin = try AdminSettings(
      version: version, maps.admin(.source, role: "replication-source-admin").entries)
    targetAdmin = try AdminSettings(
      version: version, maps.admin(.target, role: "replication-target-admin").entries)
    offsetSyncsProducer = try ProducerSettings(version: version, maps.offsetSyncsProducer.entries)
    offsetSyncsConsumer = try ConsumerSettings(
      version: version, maps.consumer(side, role: "offset-syncs-\(side.rawValue)-consumer").entries)
    targetConsumer = try ConsumerSettings(
      version: version, maps.consumer(.target, role: "checkpoints-target-consumer").entries)
  }
}
