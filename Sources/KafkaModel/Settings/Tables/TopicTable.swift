/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of topics.
///
/// Recorded from the released classes (`LogConfig`), sorted by first version and name.
package enum TopicTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "cleanup.policy", .list, .all("delete"), .listOf(["compact", "delete"]),
      .withoutEffect(.compaction)),
    .init(
      "compression.type", .string, .all("producer"),
      .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
      .withoutEffect(.compression)),
    .init("delete.retention.ms", .long, .all("86400000"), .atLeast(0), .withoutEffect(.compaction)),
    .init("file.delete.delay.ms", .long, .all("60000"), .atLeast(0), .withoutEffect(.retention)),
    .init(
      "flush.messages", .long, .all("9223372036854775807"),
      .each(.atLeast(0), .atLeast(1), .atLeast(1)), .honoured),
    .init(
      "flush.ms", .long, .all("9223372036854775807"), .atLeast(0), .notModelled(.flushing)),
    .init(
      "follower.replication.throttled.replicas", .list, .all(""),
      .described("partition:broker, ... or *"), .withoutEffect(.quotas)),
    .init("index.interval.bytes", .int, .all("4096"), .atLeast(0), .withoutEffect(.files)),
    .init(
      "leader.replication.throttled.replicas", .list, .all(""),
      .described("partition:broker, ... or *"), .withoutEffect(.quotas)),
    .init(
      "max.compaction.lag.ms", .long, .all("9223372036854775807"), .atLeast(1),
      .withoutEffect(.compaction)),
    .init("max.message.bytes", .int, .all("1048588"), .atLeast(0), .honoured),
    .init(
      "message.downconversion.enable", .boolean, .until39("true"), .free,
      .withoutEffect(.formatVersions)),
    .init(
      "message.format.version", .string, .each("2.8-IV1", "3.0-IV1", .absent),
      .described("a protocol version"), .withoutEffect(.formatVersions)),
    .init(
      "message.timestamp.difference.max.ms", .long, .until39("9223372036854775807"), .atLeast(0),
      .withoutEffect(.timestamps)),
    .init(
      "message.timestamp.type", .string, .all("CreateTime"),
      .oneOf(["CreateTime", "LogAppendTime"]), .withoutEffect(.timestamps)),
    .init(
      "min.cleanable.dirty.ratio", .double, .all("0.5"), .fraction(0, 1),
      .withoutEffect(.compaction)),
    .init("min.compaction.lag.ms", .long, .all("0"), .atLeast(0), .withoutEffect(.compaction)),
    .init("min.insync.replicas", .int, .all("1"), .atLeast(1), .honoured),
    .init("preallocate", .boolean, .all("false"), .free, .withoutEffect(.files)),
    .init("retention.bytes", .long, .all("-1"), .free, .withoutEffect(.retention)),
    .init("retention.ms", .long, .all("604800000"), .atLeast(-1), .withoutEffect(.retention)),
    .init(
      "segment.bytes", .int, .all("1073741824"),
      .each(.atLeast(14), .atLeast(14), .atLeast(1_048_576)), .honoured),
    .init(
      "segment.index.bytes", .int, .all("10485760"), .each(.atLeast(0), .atLeast(4), .atLeast(4)),
      .withoutEffect(.files)),
    .init("segment.jitter.ms", .long, .all("0"), .atLeast(0), .withoutEffect(.retention)),
    .init("segment.ms", .long, .all("604800000"), .atLeast(1), .withoutEffect(.retention)),
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
      "local.retention.bytes", .long, .since39("-2"), .atLeast(-2), .withoutEffect(.tieredStorage)),
    .init(
      "local.retention.ms", .long, .since39("-2"), .atLeast(-2), .withoutEffect(.tieredStorage)),
    .init(
      "message.timestamp.after.max.ms", .long, .each(.absent, "9223372036854775807", "3600000"),
      .atLeast(0), .honoured),
    .init(
      "message.timestamp.before.max.ms", .long, .since39("9223372036854775807"), .atLeast(0),
      .withoutEffect(.timestamps)),
    .init(
      "remote.log.copy.disable", .boolean, .since39("false"), .free, .withoutEffect(.tieredStorage)),
    .init(
      "remote.log.delete.on.disable", .boolean, .since39("false"), .free,
      .withoutEffect(.tieredStorage)),
    .init(
      "remote.storage.enable", .boolean, .since39("false"), .free, .notModelled(.tieredStorage)),
    .init(
      "internal.segment.bytes", .int, .since41(.unset), .free, .withoutEffect(.files),
      isInternal: true),
  ]
}
