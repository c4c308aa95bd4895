import KafkaModel

// Until consumers' settings are read by their own table: the keys that drills need first.

extension PlanCompiler {
  mutating func reportConsumer(
    _ entries: [Setting], config: [Scenario.Setting], at mark: Scenario.Mark
  ) throws(ScenarioError) {
    for entry in entries where !ConsumerSettings.keys.contains(entry.key) {
      guard let own = config.first(where: { $0.key == entry.key }) else { continue }
      throw failure(
        .unknownName(
          entry.key, what: "setting",
          known: Nearest.name(to: entry.key, in: ConsumerSettings.keys).map { [$0] } ?? []),
        at: own.keyMark)
    }
  }
}

enum ConsumerFlag: CaseIterable {
  case rebootstraps

  var name: String { "KIP-899" }
}

extension ConsumerBehaviour {
  init(_ version: KafkaVersion) { self.init() }

  subscript(flag: ConsumerFlag) -> Bool {
    get { rebootstraps }
    set { rebootstraps = newValue }
  }
}

extension ConsumerSettings {
  static let keys = [
    "group.id", "group.instance.id", "client.id", "client.rack", "session.timeout.ms",
    "heartbeat.interval.ms", "max.poll.interval.ms", "max.poll.records", "enable.auto.commit",
    "auto.commit.interval.ms", "auto.offset.reset", "partition.assignment.strategy",
    "fetch.min.bytes", "fetch.max.wait.ms", "fetch.max.bytes", "max.partition.fetch.bytes",
    "default.api.timeout.ms", "request.timeout.ms", "metadata.max.age.ms", "retry.backoff.ms",
  ]

  init(version: KafkaVersion, _ settings: [Setting]) throws(SettingsError) {
    self.init()
    for setting in settings {
      let number = Int64(setting.value) ?? 0
      switch setting.key {
      case "group.instance.id": groupInstanceID = setting.value
      case "client.id": clientID = setting.value
      case "client.rack": rack = setting.value
      case "session.timeout.ms": sessionTimeout = Milliseconds(number)
      case "heartbeat.interval.ms": heartbeatInterval = Milliseconds(number)
      case "max.poll.interval.ms": maxPollInterval = Milliseconds(number)
      case "max.poll.records": maxPollRecords = Int32(clamping: number)
      case "enable.auto.commit": autoCommit = setting.value == "true"
      case "auto.commit.interval.ms": autoCommitInterval = Milliseconds(number)
      case "auto.offset.reset":
        autoOffsetReset =
          setting.value == "earliest" ? .earliest : setting.value == "none" ? .none : .latest
      case "partition.assignment.strategy":
        assignors =
          setting.value.hasSuffix("CooperativeStickyAssignor") ? [.cooperativeSticky] : [.range]
      case "fetch.min.bytes": fetchMinBytes = Int32(clamping: number)
      case "fetch.max.wait.ms": fetchMaxWait = Milliseconds(number)
      case "fetch.max.bytes": fetchMaxBytes = Int32(clamping: number)
      case "max.partition.fetch.bytes": maxPartitionFetchBytes = Int32(clamping: number)
      case "default.api.timeout.ms": defaultAPITimeout = Milliseconds(number)
      case "request.timeout.ms": client.requestTimeout = Milliseconds(number)
      case "metadata.max.age.ms": client.metadataMaxAge = Milliseconds(number)
      case _: continue
      }
    }
  }
}
