/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of its logs.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerLogTable {
  package static let rows: [SettingDefinition] = [
    .init("background.threads", .int, .all("10"), .atLeast(1), .withoutEffect(.threads)),
    .init(
      "compression.type", .string, .all("producer"),
      .each(
        .free, .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
        .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"])),
      .withoutEffect(.compression)),
    .init("log.cleaner.backoff.ms", .long, .all("15000"), .atLeast(0), .withoutEffect(.compaction)),
    .init(
      "log.cleaner.dedupe.buffer.size", .long, .all("134217728"), .free, .withoutEffect(.compaction)
    ),
    .init(
      "log.cleaner.delete.retention.ms", .long, .all("86400000"),
      .each(.free, .atLeast(0), .atLeast(0)), .withoutEffect(.compaction)),
    .init("log.cleaner.enable", .boolean, .all("true"), .free, .withoutEffect(.compaction)),
    .init(
      "log.cleaner.io.buffer.load.factor", .double, .all("0.9"), .free, .withoutEffect(.compaction)),
    .init(
      "log.cleaner.io.buffer.size", .int, .all("524288"), .atLeast(0), .withoutEffect(.compaction)),
    .init(
      "log.cleaner.io.max.bytes.per.second", .double, .all("1.7976931348623157e+308"), .free,
      .withoutEffect(.compaction)),
    .init(
      "log.cleaner.max.compaction.lag.ms", .long, .all("9223372036854775807"),
      .each(.free, .atLeast(1), .atLeast(1)), .withoutEffect(.compaction)),
    .init(
      "log.cleaner.min.cleanable.ratio", .double, .all("0.5"),
      .each(.free, .fraction(0, 1), .fraction(0, 1)), .withoutEffect(.compaction)),
    .init(
      "log.cleaner.min.compaction.lag.ms", .long, .all("0"), .each(.free, .atLeast(0), .atLeast(0)),
      .withoutEffect(.compaction)),
    .init("log.cleaner.threads", .int, .all("1"), .atLeast(0), .withoutEffect(.compaction)),
    .init(
      "log.cleanup.policy", .list, .all("delete"), .listOf(["compact", "delete"]),
      .withoutEffect(.compaction)),
    .init("log.dir", .string, .all("/tmp/kafka-logs"), .free, .withoutEffect(.files)),
    .init("log.dirs", .string, .all(.unset), .free, .withoutEffect(.files)),
    .init(
      "log.flush.interval.messages", .long, .all("9223372036854775807"), .atLeast(1), .honoured),
    .init("log.flush.interval.ms", .long, .all(.unset), .free, .notModelled(.flushing)),
    .init("log.flush.offset.checkpoint.interval.ms", .int, .all("60000"), .atLeast(0), .honoured),
    .init(
      "log.flush.scheduler.interval.ms", .long, .all("9223372036854775807"), .free,
      .notModelled(.flushing)),
    .init(
      "log.flush.start.offset.checkpoint.interval.ms", .int, .all("60000"), .atLeast(0),
      .withoutEffect(.files)),
    .init("log.index.interval.bytes", .int, .all("4096"), .atLeast(0), .withoutEffect(.files)),
    .init("log.index.size.max.bytes", .int, .all("10485760"), .atLeast(4), .withoutEffect(.files)),
    .init(
      "log.message.downconversion.enable", .boolean, .until39("true"), .free,
      .withoutEffect(.formatVersions)),
    .init(
      "log.message.format.version", .string, .each("2.8-IV1", "3.0-IV1", .absent),
      .described("a protocol version"), .withoutEffect(.formatVersions)),
    .init(
      "log.message.timestamp.difference.max.ms", .long, .until39("9223372036854775807"),
      .each(.free, .atLeast(0), .free), .withoutEffect(.timestamps)),
    .init(
      "log.message.timestamp.type", .string, .all("CreateTime"),
      .oneOf(["CreateTime", "LogAppendTime"]), .withoutEffect(.timestamps)),
    .init("log.preallocate", .boolean, .all("false"), .free, .withoutEffect(.files)),
    .init("log.retention.bytes", .long, .all("-1"), .free, .withoutEffect(.retention)),
    .init(
      "log.retention.check.interval.ms", .long, .all("300000"), .atLeast(1),
      .withoutEffect(.retention)),
    .init("log.retention.hours", .int, .all("168"), .free, .withoutEffect(.retention)),
    .init("log.retention.minutes", .int, .all(.unset), .free, .withoutEffect(.retention)),
    .init("log.retention.ms", .long, .all(.unset), .free, .withoutEffect(.retention)),
    .init("log.roll.hours", .int, .all("168"), .atLeast(1), .withoutEffect(.retention)),
    .init("log.roll.jitter.hours", .int, .all("0"), .atLeast(0), .withoutEffect(.retention)),
    .init("log.roll.jitter.ms", .long, .all(.unset), .free, .withoutEffect(.retention)),
    .init("log.roll.ms", .long, .all(.unset), .free, .withoutEffect(.retention)),
    .init(
      "log.segment.bytes", .int, .all("1073741824"),
      .each(.atLeast(14), .atLeast(14), .atLeast(1_048_576)), .honoured),
    .init(
      "log.segment.delete.delay.ms", .long, .all("60000"), .atLeast(0), .withoutEffect(.retention)),
    .init("message.max.bytes", .int, .all("1048588"), .atLeast(0), .honoured),
    .init("min.insync.replicas", .int, .all("1"), .atLeast(1), .honoured),
    .init("num.io.threads", .int, .all("8"), .atLeast(1), .withoutEffect(.threads)),
    .init("num.network.threads", .int, .all("3"), .atLeast(1), .withoutEffect(.threads)),
    .init("num.partitions", .int, .all("1"), .atLeast(1), .honoured),
    .init(
      "num.recovery.threads.per.data.dir", .int, .each("1", "1", "2"), .atLeast(1),
      .withoutEffect(.threads)),
    .init(
      "num.replica.alter.log.dirs.threads", .int, .all(.unset), .free, .withoutEffect(.threads)),
    .init("num.replica.fetchers", .int, .all("1"), .free, .honoured),
    .init("unclean.leader.election.enable", .boolean, .all("false"), .free, .honoured),
    .init(
      "compression.gzip.level", .int, .since39("-1"), .described("1 to 9, or -1"),
      .withoutEffect(.compression)),
    .init(
      "compression.lz4.level", .int, .since39("9"), .between(1, 17), .withoutEffect(.compression)),
    .init(
      "compression.zstd.level", .int, .since39("3"), .between(-131072, 22),
      .withoutEffect(.compression)),
    .init(
      "log.dir.failure.timeout.ms", .long, .since39("30000"), .atLeast(1), .withoutEffect(.files)),
    .init(
      "log.initial.task.delay.ms", .long, .since39("30000"), .atLeast(0), .withoutEffect(.files),
      isInternal: true),
    .init(
      "log.local.retention.bytes", .long, .since39("-2"), .atLeast(-2),
      .withoutEffect(.tieredStorage)),
    .init(
      "log.local.retention.ms", .long, .since39("-2"), .atLeast(-2), .withoutEffect(.tieredStorage)),
    .init(
      "log.message.timestamp.after.max.ms", .long, .each(.absent, "9223372036854775807", "3600000"),
      .atLeast(0), .honoured),
    .init(
      "log.message.timestamp.before.max.ms", .long, .since39("9223372036854775807"), .atLeast(0),
      .withoutEffect(.timestamps)),
    .init(
      "unclean.leader.election.interval.ms", .long, .since39("300000"), .atLeast(1), .honoured,
      isInternal: true),
  ]
}
