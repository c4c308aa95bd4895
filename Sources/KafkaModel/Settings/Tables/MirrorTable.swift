/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of MirrorMaker's three connectors.
///
/// Recorded from the released classes (`MirrorSourceConfig`, `MirrorCheckpointConfig`, `MirrorHeartbeatConfig`), sorted by name.
package enum MirrorTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "add.source.alias.to.metrics", .boolean, .only39("false"), .free, .withoutEffect(.metrics)),
    .init("admin.timeout.ms", .long, .all("60000"), .free, .honoured),
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init("checkpoints.topic.replication.factor", .short, .all("3"), .free, .honoured),
    .init("config.properties.blacklist", .list, .until39(.unset), .free, .honoured),
    .init(
      "config.properties.exclude", .list,
      .all(
        "follower\\.replication\\.throttled\\.replicas,leader\\.replication\\.throttled\\.replicas,message\\.timestamp\\.difference\\.max\\.ms,message\\.timestamp\\.type,unclean\\.leader\\.election\\.enable,min\\.insync\\.replicas"
      ), .free, .honoured),
    .init(
      "config.property.filter.class", .class,
      .all("org.apache.kafka.connect.mirror.DefaultConfigPropertyFilter"), .free,
      .notModelled(.userCode)),
    .init("consumer.poll.timeout.ms", .long, .all("1000"), .free, .honoured),
    .init("emit.checkpoints.enabled", .boolean, .all("true"), .free, .honoured),
    .init("emit.checkpoints.interval.seconds", .long, .all("60"), .free, .honoured),
    .init("emit.heartbeats.enabled", .boolean, .all("true"), .free, .honoured),
    .init("emit.heartbeats.interval.seconds", .long, .all("1"), .free, .honoured),
    .init("emit.offset-syncs.enabled", .boolean, .since39("true"), .free, .honoured),
    .init("enabled", .boolean, .all("true"), .free, .honoured),
    .init(
      "forwarding.admin.class", .class, .since39("org.apache.kafka.clients.admin.ForwardingAdmin"),
      .free, .notModelled(.userCode)),
    .init(
      "group.filter.class", .class, .all("org.apache.kafka.connect.mirror.DefaultGroupFilter"),
      .free, .notModelled(.userCode)),
    .init("groups", .list, .all(".*"), .free, .honoured),
    .init("groups.blacklist", .list, .until39(.unset), .free, .honoured),
    .init("groups.exclude", .list, .all("console-consumer-.*,connect-.*,__.*"), .free, .honoured),
    .init("heartbeats.replication.enabled", .boolean, .since41("true"), .free, .honoured),
    .init("heartbeats.topic.replication.factor", .short, .all("3"), .free, .honoured),
    .init(
      "metric.reporters", .list,
      .each(.unset, .unset, "org.apache.kafka.common.metrics.JmxReporter"), .free,
      .withoutEffect(.metrics)),
    .init(
      "offset-syncs.topic.location", .string, .since39("source"), .oneOf(["source", "target"]),
      .honoured),
    .init("offset-syncs.topic.replication.factor", .short, .all("3"), .free, .honoured),
    .init("offset.lag.max", .long, .all("100"), .free, .honoured),
    .init("refresh.groups.enabled", .boolean, .all("true"), .free, .honoured),
    .init("refresh.groups.interval.seconds", .long, .all("600"), .free, .honoured),
    .init("refresh.topics.enabled", .boolean, .all("true"), .free, .honoured),
    .init("refresh.topics.interval.seconds", .long, .all("600"), .free, .honoured),
    .init("replication.factor", .int, .all("2"), .free, .honoured),
    .init(
      "replication.policy.class", .class,
      .all("org.apache.kafka.connect.mirror.DefaultReplicationPolicy"), .free, .honoured),
    .init(
      "replication.policy.internal.topic.separator.enabled", .boolean, .since39("true"), .free,
      .honoured),
    .init("replication.policy.separator", .string, .all("."), .free, .honoured),
    .init("source.cluster.alias", .string, .all(.required), .free, .honoured),
    .init("sync.group.offsets.enabled", .boolean, .all("false"), .free, .honoured),
    .init("sync.group.offsets.interval.seconds", .long, .all("60"), .free, .honoured),
    .init("sync.topic.acls.enabled", .boolean, .all("true"), .free, .withoutEffect(.security)),
    .init("sync.topic.acls.interval.seconds", .long, .all("600"), .free, .withoutEffect(.security)),
    .init("sync.topic.configs.enabled", .boolean, .all("true"), .free, .honoured),
    .init("sync.topic.configs.interval.seconds", .long, .all("600"), .free, .honoured),
    .init("target.cluster.alias", .string, .all("target"), .free, .honoured),
    .init(
      "topic.filter.class", .class, .all("org.apache.kafka.connect.mirror.DefaultTopicFilter"),
      .free, .notModelled(.userCode)),
    .init("topics", .list, .all(".*"), .free, .honoured),
    .init("topics.blacklist", .list, .until39(.unset), .free, .honoured),
    .init(
      "topics.exclude", .list,
      .each(
        ".*[\\-\\.]internal,.*\\.replica,__.*", ".*[\\-\\.]internal,.*\\.replica,__.*",
        "mm2.*\\.internal,.*\\.replica,__.*"), .free, .honoured),
    .init(
      "use.incremental.alter.configs", .string, .only39("requested"),
      .oneOf(["requested", "required", "never"]), .withoutEffect(.administration)),
  ]
}
