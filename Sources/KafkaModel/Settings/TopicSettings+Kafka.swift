extension TopicSettings {
  /// What topics inherit from a broker's own keys, some of which have other names.
  ///
  /// Source: `LogConfig` and `org.apache.kafka.server.config.ServerTopicConfigSynonyms`.
  init(broker parsed: ParsedSettings) {
    self.init()
    minInsyncReplicas = parsed.int("min.insync.replicas") ?? minInsyncReplicas
    uncleanLeaderElection =
      parsed.boolean("unclean.leader.election.enable") ?? uncleanLeaderElection
    maxMessageBytes = parsed.int("message.max.bytes") ?? maxMessageBytes
    segmentBytes = parsed.int("log.segment.bytes") ?? segmentBytes
    flushMessages = Self.finite(parsed.integer("log.flush.interval.messages"))
    flushInterval = Self.finite(
      parsed.integer("log.flush.interval.ms")
        ?? parsed.integer("log.flush.scheduler.interval.ms")
    ).map { Milliseconds($0) }
    timestampAfterMax = Self.finite(parsed.integer("log.message.timestamp.after.max.ms")).map {
      Milliseconds($0)
    }
  }

  /// The effective settings of a topic with these own entries in a cluster of such brokers, or
  /// Kafka's refusal.
  package init(
    version: KafkaVersion, _ settings: [Setting], inheriting defaults: TopicSettings
  ) throws(SettingsError) {
    let parsed = try ParsedSettings(.topic, version: version, settings)
    self = defaults
    for setting in settings {
      switch setting.key {
      case "min.insync.replicas":
        minInsyncReplicas = parsed.int(setting.key) ?? minInsyncReplicas
      case "unclean.leader.election.enable":
        uncleanLeaderElection = parsed.boolean(setting.key) ?? uncleanLeaderElection
      case "max.message.bytes":
        maxMessageBytes = parsed.int(setting.key) ?? maxMessageBytes
      case "segment.bytes":
        segmentBytes = parsed.int(setting.key) ?? segmentBytes
      case "flush.messages":
        flushMessages = Self.finite(parsed.integer(setting.key))
      case "flush.ms":
        flushInterval = Self.finite(parsed.integer(setting.key)).map { Milliseconds($0) }
      case "message.timestamp.after.max.ms":
        timestampAfterMax = Self.finite(parsed.integer(setting.key)).map { Milliseconds($0) }
      default:
        continue
      }
    }
  }

  /// Java's largest number stands for "never".
  private static func finite(_ value: Int64?) -> Int64? {
    value == .max ? nil : value
  }
}
