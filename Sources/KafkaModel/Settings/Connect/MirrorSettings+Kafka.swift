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
    readJobs(parsed)
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

  private mutating func readJobs(_ parsed: ParsedSettings) {
    func interval(_ job: String) -> Milliseconds? {
      guard parsed.boolean("\(job).enabled") == true else { return nil }
      return parsed.integer("\(job).interval.seconds").map {
        Milliseconds(min($0, 1 << 50) * 1_000)
      }
    }
    refreshTopicsInterval = interval("refresh.topics")
    syncTopicConfigsInterval = interval("sync.topic.configs")
    syncTopicACLsInterval = interval("sync.topic.acls")
    refreshGroupsInterval = interval("refresh.groups")
    emitCheckpointsInterval = interval("emit.checkpoints")
    syncGroupOffsetsInterval = interval("sync.group.offsets")
    emitHeartbeatsInterval = interval("emit.heartbeats")
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
