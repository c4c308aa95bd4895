import KafkaModel
import Testing

@Suite struct ConsumerSettingsTests {
  private let v28 = KafkaVersion(2, 8, 2)
  private let v39 = KafkaVersion(3, 9, 1)
  private let v41 = KafkaVersion(4, 1, 1)

  @Test func `Without entries a consumer has the settings of the defaults, and commits nothing`()
    throws
  {
    var defaults = ConsumerSettings()
    defaults.autoCommit = false
    defaults.clientID = "consumer-null-1"
    #expect(try ConsumerSettings(version: v39, []) == defaults)
  }

  @Test func `2.8 has a session of 10 s and the range assignor alone`() throws {
    let settings = try ConsumerSettings(version: v28, [Setting("group.id", "billing")])
    #expect(settings.sessionTimeout == Milliseconds(10_000))
    #expect(settings.assignors == [.range])
    #expect(settings.autoCommit)
    #expect(settings.clientID == "consumer-billing-1")
    #expect(settings.client.retryBackoffMax == settings.client.retryBackoff)
  }

  @Test func `A static member's client id ends with its instance id`() throws {
    let settings = try ConsumerSettings(
      version: v39, [Setting("group.id", "g"), Setting("group.instance.id", "i")])
    #expect(settings.clientID == "consumer-g-i")
  }

  @Test func `The author's assignors are known by name, others must be Kafka's`() throws {
    let entries = [Setting("partition.assignment.strategy", "mine , \(StickyName.sticky)")]
    let settings = try ConsumerSettings(version: v39, entries, customAssignors: ["mine"])
    #expect(settings.assignors == [.custom("mine"), .sticky])
    #expect(throws: SettingsError.self) { try ConsumerSettings(version: v39, entries) }
  }

  private enum StickyName {
    static let sticky = "org.apache.kafka.clients.consumer.StickyAssignor"
  }

  @Test(arguments: [
    ("PT1H", 3_600_000), ("P1DT2H3M4.5S", 93_784_500), ("pt0.0019s", 1), ("PT-1M2H", nil),
    ("PT-1H", nil), ("P", nil), ("PT", nil), ("1H", nil), ("P1H", nil), ("PT1.5H", nil),
    ("PT1H-30M", 1_800_000), ("-PT1H", nil), ("P0D", 0),
  ])
  func `4.1 resets to a length of time ago`(text: String, milliseconds: Int64?) {
    let policy = OffsetResetPolicy("by_duration:\(text)")
    #expect(policy == milliseconds.map { .byDuration(Milliseconds($0)) })
    let entries = [Setting("auto.offset.reset", "by_duration:\(text)")]
    #expect(throws: SettingsError.self) { try ConsumerSettings(version: v39, entries) }
    #expect((try? ConsumerSettings(version: v41, entries))?.autoOffsetReset == policy)
  }

  @Test(arguments: [
    ("group.protocol", "consumer", SettingReport.Verdict.notModelled(.groups)),
    ("group.protocol", "CLASSIC", .withoutEffect(.groups)),
    ("isolation.level", "read_committed", .withoutEffect(.isolation)),
    ("interceptor.classes", "x.Y", .withoutEffect(.userCode)),
    ("exclude.internal.topics", "TRUE", .withoutEffect(.internalTopics)),
    ("exclude.internal.topics", "false", .notModelled(.internalTopics)),
    ("max.poll.records", "1", .honoured),
    ("share.acknowledgement.mode", "implicit", .notInVersion),
    ("max.poll.record", "1", .unknown(nearest: "max.poll.records")),
  ])
  func `Every key of a consumer has its verdict`(
    key: String, value: String, verdict: SettingReport.Verdict
  ) {
    #expect(SettingReport(Setting(key, value), of: .consumer, in: v39).verdict == verdict)
  }

  @Test func `Brokers read their settings of groups and of the offsets topic`() throws {
    let settings = try BrokerSettings(
      version: v39,
      [
        Setting("group.initial.rebalance.delay.ms", "0"),
        Setting("group.min.session.timeout.ms", "1000"),
        Setting("group.max.session.timeout.ms", "2000"), Setting("group.max.size", "3"),
        Setting("offsets.topic.num.partitions", "5"),
        Setting("offsets.topic.replication.factor", "1"),
        Setting("offsets.commit.timeout.ms", "7"), Setting("offsets.retention.minutes", "2"),
        Setting("offsets.retention.check.interval.ms", "9"),
        Setting(
          "replica.selector.class",
          "org.apache.kafka.common.replica.RackAwareReplicaSelector"),
      ])
    #expect(settings.groupInitialRebalanceDelay == .zero)
    #expect(settings.groupMinSessionTimeout == Milliseconds(1_000))
    #expect(settings.groupMaxSessionTimeout == Milliseconds(2_000))
    #expect(settings.groupMaxSize == 3)
    #expect(settings.offsetsTopicPartitions == 5)
    #expect(settings.offsetsTopicReplicationFactor == 1)
    #expect(settings.offsetsCommitTimeout == Milliseconds(7))
    #expect(settings.offsetsRetention == Milliseconds(120_000))
    #expect(settings.offsetsRetentionCheckInterval == Milliseconds(9))
    #expect(settings.replicaSelector == .rackAware)
    #expect(throws: SettingsError.self) {
      try BrokerSettings(version: v39, [Setting("replica.selector.class", "no.such.Selector")])
    }
  }
}
