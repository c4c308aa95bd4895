/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of group coordinators.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerGroupTable {
  package static let rows: [SettingDefinition] = [
    .init("group.initial.rebalance.delay.ms", .int, .all("3000"), .free, .honoured),
    .init("group.max.session.timeout.ms", .int, .all("1800000"), .free, .honoured),
    .init("group.max.size", .int, .all("2147483647"), .atLeast(1), .honoured),
    .init("group.min.session.timeout.ms", .int, .all("6000"), .free, .honoured),
    .init("offset.metadata.max.bytes", .int, .all("4096"), .free, .withoutEffect(.commitMetadata)),
    .init("offsets.commit.required.acks", .short, .until39("-1"), .free, .notModelled(.commitAcks)),
    .init("offsets.commit.timeout.ms", .int, .all("5000"), .atLeast(1), .honoured),
    .init(
      "offsets.load.buffer.size", .int, .all("5242880"), .atLeast(1), .withoutEffect(.groupLoading)),
    .init(
      "offsets.retention.check.interval.ms", .long, .all("600000"), .atLeast(1),
      .honoured),
    .init("offsets.retention.minutes", .int, .all("10080"), .atLeast(1), .honoured),
    .init("offsets.topic.compression.codec", .int, .all("0"), .free, .withoutEffect(.compression)),
    .init("offsets.topic.num.partitions", .int, .all("50"), .atLeast(1), .honoured),
    .init(
      "offsets.topic.replication.factor", .short, .all("3"), .atLeast(1), .honoured),
    .init(
      "offsets.topic.segment.bytes", .int, .all("104857600"), .atLeast(1), .withoutEffect(.files)),
    .init(
      "group.consumer.assignors", .list,
      .each(
        .absent,
        "org.apache.kafka.coordinator.group.assignor.UniformAssignor,org.apache.kafka.coordinator.group.assignor.RangeAssignor",
        "uniform,range"), .free, .withoutEffect(.groups)),
    .init(
      "group.consumer.heartbeat.interval.ms", .int, .since39("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.max.heartbeat.interval.ms", .int, .since39("15000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.max.session.timeout.ms", .int, .since39("60000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.max.size", .int, .since39("2147483647"), .atLeast(1), .withoutEffect(.groups)),
    .init(
      "group.consumer.migration.policy", .string, .each(.absent, "disabled", "bidirectional"),
      .oneOfAnyCase(["DISABLED", "DOWNGRADE", "UPGRADE", "BIDIRECTIONAL"]), .withoutEffect(.groups),
      isInternal: true),
    .init(
      "group.consumer.min.heartbeat.interval.ms", .int, .since39("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.min.session.timeout.ms", .int, .since39("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.session.timeout.ms", .int, .since39("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.coordinator.append.linger.ms", .int, .each(.absent, "10", "5"), .atLeast(0),
      .withoutEffect(.groups)),
    .init(
      "group.coordinator.new.enable", .boolean, .only39("false"), .free, .withoutEffect(.groups),
      isInternal: true),
    .init(
      "group.coordinator.rebalance.protocols", .list,
      .each(.absent, "classic", "classic,consumer,streams"),
      .each(
        .listOf(["consumer", "classic", "share", "unknown"]),
        .listOf(["consumer", "classic", "share", "unknown"]),
        .listOf(["consumer", "classic", "share", "streams"])), .withoutEffect(.groups)),
    .init(
      "group.coordinator.threads", .int, .each(.absent, "1", "4"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.delivery.count.limit", .int, .since39("5"), .between(2, 10),
      .withoutEffect(.groups)),
    .init(
      "group.share.enable", .boolean, .since39("false"), .free, .withoutEffect(.groups),
      isInternal: true),
    .init(
      "group.share.heartbeat.interval.ms", .int, .since39("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.max.groups", .short, .only39("10"), .between(1, 100), .withoutEffect(.groups)),
    .init(
      "group.share.max.heartbeat.interval.ms", .int, .since39("15000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.max.record.lock.duration.ms", .int, .since39("60000"),
      .between(30000, 3_600_000), .withoutEffect(.groups)),
    .init(
      "group.share.max.session.timeout.ms", .int, .since39("60000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.max.size", .int, .since39("200"),
      .each(.between(10, 1000), .between(10, 1000), .between(1, 1000)), .withoutEffect(.groups)),
    .init(
      "group.share.min.heartbeat.interval.ms", .int, .since39("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.min.record.lock.duration.ms", .int, .since39("15000"), .between(1000, 30000),
      .withoutEffect(.groups)),
    .init(
      "group.share.min.session.timeout.ms", .int, .since39("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.share.partition.max.record.locks", .int, .each(.absent, "200", "2000"),
      .between(100, 10000), .withoutEffect(.groups)),
    .init(
      "group.share.record.lock.duration.ms", .int, .since39("30000"),
      .each(.between(1000, 60000), .between(1000, 60000), .between(1000, 3_600_000)),
      .withoutEffect(.groups)),
    .init(
      "group.share.session.timeout.ms", .int, .since39("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.consumer.regex.refresh.interval.ms", .int, .since41("600000"), .atLeast(10000),
      .withoutEffect(.groups), isInternal: true),
    .init("group.share.assignors", .list, .since41("simple"), .free, .withoutEffect(.groups)),
    .init(
      "group.share.max.share.sessions", .int, .since41("2000"), .atLeast(1), .withoutEffect(.groups)
    ),
    .init(
      "group.share.persister.class.name", .string,
      .since41("org.apache.kafka.server.share.persister.DefaultStatePersister"), .free,
      .withoutEffect(.groups), isInternal: true),
    .init(
      "group.streams.heartbeat.interval.ms", .int, .since41("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.streams.max.heartbeat.interval.ms", .int, .since41("15000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.streams.max.session.timeout.ms", .int, .since41("60000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.streams.max.size", .int, .since41("2147483647"), .atLeast(1), .withoutEffect(.groups)),
    .init(
      "group.streams.max.standby.replicas", .int, .since41("2"), .atLeast(0),
      .withoutEffect(.groups)),
    .init(
      "group.streams.min.heartbeat.interval.ms", .int, .since41("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.streams.min.session.timeout.ms", .int, .since41("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "group.streams.num.standby.replicas", .int, .since41("0"), .atLeast(0),
      .withoutEffect(.groups)),
    .init(
      "group.streams.session.timeout.ms", .int, .since41("45000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.append.linger.ms", .int, .since41("5"), .atLeast(0),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.cold.partition.snapshot.interval.ms", .int, .since41("300000"),
      .atLeast(1), .withoutEffect(.groups), isInternal: true),
    .init(
      "share.coordinator.load.buffer.size", .int, .since41("5242880"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.snapshot.update.records.per.snapshot", .int, .since41("500"), .atLeast(0),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.state.topic.compression.codec", .int, .since41("0"), .free,
      .withoutEffect(.compression)),
    .init(
      "share.coordinator.state.topic.min.isr", .short, .since41("2"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.state.topic.num.partitions", .int, .since41("50"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.state.topic.prune.interval.ms", .int, .since41("300000"), .atLeast(1),
      .withoutEffect(.groups), isInternal: true),
    .init(
      "share.coordinator.state.topic.replication.factor", .short, .since41("3"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.coordinator.state.topic.segment.bytes", .int, .since41("104857600"), .atLeast(1),
      .withoutEffect(.groups)),
    .init("share.coordinator.threads", .int, .since41("1"), .atLeast(1), .withoutEffect(.groups)),
    .init(
      "share.coordinator.write.timeout.ms", .int, .since41("5000"), .atLeast(1),
      .withoutEffect(.groups)),
    .init(
      "share.fetch.purgatory.purge.interval.requests", .int, .since41("1000"), .free,
      .withoutEffect(.groups)),
  ]
}
