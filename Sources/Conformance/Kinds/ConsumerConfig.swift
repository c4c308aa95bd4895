import KafkaModel
import Scenario

/// Vectors of kind consumer-config: effective settings of a consumer or Kafka's refusal, per version.
enum ConsumerConfig {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    try ConfigCase(recorded).check(Self.answers)
  }

  private static func answers(_ version: KafkaVersion, _ entries: [Setting]) -> StepAnswers {
    var answers = StepAnswers()
    do throws(SettingsError) {
      let settings = try ConsumerSettings(version: version, entries)
      answers["group.id"] = settings.groupName ?? "null"
      answers["group.instance.id"] = settings.groupInstanceID ?? "null"
      answers["auto.offset.reset"] = try text(settings.autoOffsetReset, version, entries)
      answers["enable.auto.commit"] = String(settings.autoCommit)
      answers["auto.commit.interval.ms"] = String(settings.autoCommitInterval.raw)
      answers["session.timeout.ms"] = String(settings.sessionTimeout.raw)
      answers["heartbeat.interval.ms"] = String(settings.heartbeatInterval.raw)
      answers["max.poll.interval.ms"] = String(settings.maxPollInterval.raw)
      answers["max.poll.records"] = String(settings.maxPollRecords)
      answers["partition.assignment.strategy"] = StepAnswers.list(
        settings.assignors.map(\.className))
      answers["request.timeout.ms"] = String(settings.client.requestTimeout.raw)
      answers["default.api.timeout.ms"] = String(settings.defaultAPITimeout.raw)
      answers["fetch.max.wait.ms"] = String(settings.fetchMaxWait.raw)
      answers["fetch.min.bytes"] = String(settings.fetchMinBytes)
      let parsed = try ParsedSettings(.consumer, version: version, entries)
      // Keys that no machine acts on: their text is all there is.
      answers["isolation.level"] = parsed.text("isolation.level")
      answers["allow.auto.create.topics"] = parsed.text("allow.auto.create.topics")
      if version >= KafkaVersion(3, 0, 0) {
        answers["group.protocol"] = parsed.text("group.protocol")
        answers["group.remote.assignor"] = parsed.text("group.remote.assignor") ?? "null"
      }
    } catch {
      answers["error"] = StepAnswers.list(
        error.chain.map { "{exception: \($0.exception), message: \($0.message)}" })
    }
    return answers
  }

  /// The policy as it was written; a duration reads back as the same duration, not as the same text.
  private static func text(
    _ policy: OffsetResetPolicy, _ version: KafkaVersion, _ entries: [Setting]
  ) throws(SettingsError) -> String {
    switch policy {
    case .earliest: "earliest"
    case .latest: "latest"
    case .none: "none"
    case .byDuration:
      try ParsedSettings(.consumer, version: version, entries).text("auto.offset.reset") ?? ""
    }
  }
}
