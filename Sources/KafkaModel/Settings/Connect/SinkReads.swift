/// What the tasks of a sink connector read, and by which consumer.
///
/// Source: `SinkConnectorConfig`, `Worker.baseConsumerConfigs`.
package struct SinkReads: Hashable, Sendable {
  /// `topics` or `topics.regex`
  package var subscription: ConsumerCall
  /// Connect's own defaults, over them the worker's `consumer.*`, last the connector's `consumer.override.*`.
  package var consumer: ConsumerSettings
  /// `connect-` and the connector's name, unless the consumer's settings name another.
  package var groupName: String
  /// `errors.deadletterqueue.topic.name` is set.
  package var hasDeadLetterTopic: Bool

  /// - Throws: What `SinkConnectorConfig.validate` refuses, and what the consumer does.
  init(
    version: KafkaVersion, _ map: SettingMap, worker: SettingMap, policy: ClientOverridePolicy
  ) throws(SettingsError) {
    let topics = (map["topics"] ?? "").split(separator: ",").map(Self.trimmed).filter {
      !$0.isEmpty
    }
    let pattern = map["topics.regex"].map(Self.trimmed) ?? ""
    switch (topics.isEmpty, pattern.isEmpty) {
    case (true, true):
      throw .config("Must configure one of topics or topics.regex")
    case (false, false):
      throw .config("topics and topics.regex are mutually exclusive options, but both are set.")
    case (false, true): subscription = .subscribe(topics)
    case (true, false): subscription = .subscribePattern(TopicPattern(pattern))
    }
    hasDeadLetterTopic = map["errors.deadletterqueue.topic.name"].map { !$0.isEmpty } ?? false
    let overrides = map.stripped(of: "consumer.override.")
    if policy != .all, let first = overrides.entries.first {
      throw .config(
        "connector.client.config.override.policy of the worker does not allow "
          + "consumer.override.\(first.key)")
    }
    let name = map["name"] ?? ""
    var client = SettingMap()
    client.put("group.id", "connect-\(name)")
    client.put("client.id", "connector-consumer-\(name)-0")
    client.put("bootstrap.servers", worker["bootstrap.servers"] ?? "localhost:9092")
    client.put("enable.auto.commit", "false")
    client.put("auto.offset.reset", "earliest")
    client.putAll(worker.stripped(of: "consumer."))
    client.putAll(overrides)
    consumer = try ConsumerSettings(version: version, client.entries)
    groupName = client["group.id"] ?? ""
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
