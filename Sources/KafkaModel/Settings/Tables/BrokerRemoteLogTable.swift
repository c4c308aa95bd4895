/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of tiered storage.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerRemoteLogTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "remote.fetch.max.wait.ms", .int, .since39("500"), .atLeast(1), .withoutEffect(.tieredStorage)
    ),
    .init(
      "remote.log.index.file.cache.total.size.bytes", .long, .since39("1073741824"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.copier.thread.pool.size", .int, .each(.absent, "-1", "10"),
      .each(.described("-1, or at least 1"), .described("-1, or at least 1"), .atLeast(1)),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.copy.max.bytes.per.second", .long, .since39("9223372036854775807"),
      .atLeast(1), .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.copy.quota.window.num", .int, .since39("11"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.copy.quota.window.size.seconds", .int, .since39("1"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.expiration.thread.pool.size", .int, .each(.absent, "-1", "10"),
      .each(.described("-1, or at least 1"), .described("-1, or at least 1"), .atLeast(1)),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.fetch.max.bytes.per.second", .long, .since39("9223372036854775807"),
      .atLeast(1), .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.fetch.quota.window.num", .int, .since39("11"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.fetch.quota.window.size.seconds", .int, .since39("1"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.task.interval.ms", .long, .since39("30000"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.manager.task.retry.backoff.max.ms", .long, .since39("30000"), .atLeast(1),
      .withoutEffect(.tieredStorage), isInternal: true),
    .init(
      "remote.log.manager.task.retry.backoff.ms", .long, .since39("500"), .atLeast(1),
      .withoutEffect(.tieredStorage), isInternal: true),
    .init(
      "remote.log.manager.task.retry.jitter", .double, .since39("0.2"), .fraction(0, 0.5),
      .withoutEffect(.tieredStorage), isInternal: true),
    .init(
      "remote.log.manager.thread.pool.size", .int, .each(.absent, "10", "2"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.metadata.custom.metadata.max.bytes", .int, .since39("128"), .atLeast(0),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.metadata.manager.class.name", .string,
      .since39(
        "org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager"),
      .nonEmpty, .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.metadata.manager.class.path", .string, .since39(.unset), .free,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.metadata.manager.impl.prefix", .string, .since39("rlmm.config."), .nonEmpty,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.metadata.manager.listener.name", .string, .since39(.unset), .nonEmpty,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.reader.max.pending.tasks", .int, .since39("100"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.reader.threads", .int, .since39("10"), .atLeast(1), .withoutEffect(.tieredStorage)
    ),
    .init(
      "remote.log.storage.manager.class.name", .string, .since39(.unset), .nonEmpty,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.storage.manager.class.path", .string, .since39(.unset), .free,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.storage.manager.impl.prefix", .string, .since39("rsm.config."), .nonEmpty,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.storage.system.enable", .boolean, .since39("false"), .free,
      .notModelled(.tieredStorage)),
    .init(
      "remote.list.offsets.request.timeout.ms", .long, .since41("30000"), .atLeast(1),
      .withoutEffect(.tieredStorage)),
  ]
}
