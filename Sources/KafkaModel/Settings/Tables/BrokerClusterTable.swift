/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of replication, controllers and membership.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerClusterTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "alter.config.policy.class.name", .class, .all(.unset), .free, .withoutEffect(.administration)
    ),
    .init(
      "alter.log.dirs.replication.quota.window.num", .int, .all("11"), .atLeast(1),
      .withoutEffect(.quotas)),
    .init(
      "alter.log.dirs.replication.quota.window.size.seconds", .int, .all("1"), .atLeast(1),
      .withoutEffect(.quotas)),
    .init(
      "auto.create.topics.enable", .boolean, .all("true"), .free, .honoured),
    .init("auto.leader.rebalance.enable", .boolean, .all("true"), .free, .honoured),
    .init("broker.heartbeat.interval.ms", .int, .all("2000"), .free, .honoured, isInternal: true),
    .init("broker.id", .int, .all("-1"), .free, .withoutEffect(.drillWiring)),
    .init(
      "broker.id.generation.enable", .boolean, .until39("true"), .free, .withoutEffect(.drillWiring)
    ),
    .init("broker.rack", .string, .all(.unset), .free, .withoutEffect(.drillWiring)),
    .init("broker.session.timeout.ms", .int, .all("9000"), .free, .honoured, isInternal: true),
    .init("controlled.shutdown.enable", .boolean, .all("true"), .free, .honoured),
    .init(
      "controlled.shutdown.max.retries", .int, .until39("3"), .free,
      .withoutEffect(.readByZooKeeperModeOnly)),
    .init(
      "controlled.shutdown.retry.backoff.ms", .long, .until39("5000"), .free,
      .withoutEffect(.readByZooKeeperModeOnly)),
    .init(
      "controller.listener.names", .string, .all(.unset), .free, .withoutEffect(.drillWiring),
      isInternal: true),
    .init(
      "controller.quorum.append.linger.ms", .int, .all("25"), .each(.free, .free, .atLeast(0)),
      .honoured, isInternal: true),
    .init(
      "controller.quorum.election.backoff.max.ms", .int, .all("1000"),
      .each(.free, .free, .atLeast(0)), .withoutEffect(.raftElections), isInternal: true),
    .init(
      "controller.quorum.election.timeout.ms", .int, .all("1000"), .each(.free, .free, .atLeast(0)),
      .withoutEffect(.raftElections), isInternal: true),
    .init(
      "controller.quorum.fetch.timeout.ms", .int, .all("2000"), .each(.free, .free, .atLeast(0)),
      .honoured, isInternal: true),
    .init(
      "controller.quorum.request.timeout.ms", .int, .all("2000"), .each(.free, .free, .atLeast(0)),
      .honoured, isInternal: true),
    .init(
      "controller.quorum.retry.backoff.ms", .int, .all("20"), .each(.free, .free, .atLeast(0)),
      .honoured, isInternal: true),
    .init(
      "controller.quorum.voters", .list, .all(""), .described("non-empty list"),
      .withoutEffect(.drillWiring), isInternal: true),
    .init("controller.quota.window.num", .int, .all("11"), .atLeast(1), .withoutEffect(.quotas)),
    .init(
      "controller.quota.window.size.seconds", .int, .all("1"), .atLeast(1), .withoutEffect(.quotas)),
    .init("controller.socket.timeout.ms", .int, .all("30000"), .free, .honoured),
    .init("default.replication.factor", .int, .all("1"), .free, .honoured),
    .init(
      "initial.broker.registration.timeout.ms", .int, .all("60000"), .free, .honoured,
      isInternal: true),
    .init("inter.broker.listener.name", .string, .all(.unset), .free, .withoutEffect(.drillWiring)),
    .init(
      "inter.broker.protocol.version", .string, .each("2.8-IV1", "3.9-IV0", .absent),
      .described("a protocol version"), .withoutEffect(.formatVersions)),
    .init(
      "leader.imbalance.check.interval.seconds", .long, .all("300"),
      .each(.free, .atLeast(1), .atLeast(1)), .honoured),
    .init(
      "leader.imbalance.per.broker.percentage", .int, .until39("10"), .free,
      .withoutEffect(.readByZooKeeperModeOnly)),
    .init(
      "metadata.log.dir", .string, .all(.unset), .free, .withoutEffect(.metadataLog),
      isInternal: true),
    .init(
      "node.id", .int, .each("-1", "-1", .required), .each(.free, .free, .atLeast(0)),
      .withoutEffect(.drillWiring), isInternal: true),
    .init(
      "process.roles", .list, .each("", "", .required), .listOf(["broker", "controller"]),
      .withoutEffect(.drillWiring), isInternal: true),
    .init("replica.fetch.backoff.ms", .int, .all("1000"), .atLeast(0), .honoured),
    .init("replica.fetch.max.bytes", .int, .all("1048576"), .atLeast(0), .honoured),
    .init("replica.fetch.min.bytes", .int, .all("1"), .free, .honoured),
    .init("replica.fetch.response.max.bytes", .int, .all("10485760"), .atLeast(0), .honoured),
    .init("replica.fetch.wait.max.ms", .int, .all("500"), .free, .honoured),
    .init("replica.high.watermark.checkpoint.interval.ms", .long, .all("5000"), .free, .honoured),
    .init("replica.lag.time.max.ms", .long, .all("30000"), .free, .honoured),
    .init("replica.selector.class", .string, .all(.unset), .free, .honoured),
    .init(
      "replica.socket.receive.buffer.bytes", .int, .all("65536"), .free, .withoutEffect(.listeners)),
    .init("replica.socket.timeout.ms", .int, .all("30000"), .free, .honoured),
    .init("replication.quota.window.num", .int, .all("11"), .atLeast(1), .withoutEffect(.quotas)),
    .init(
      "replication.quota.window.size.seconds", .int, .all("1"), .atLeast(1), .withoutEffect(.quotas)
    ),
    .init(
      "reserved.broker.max.id", .int, .until39("1000"), .atLeast(0), .withoutEffect(.drillWiring)),
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init(
      "controller.quorum.bootstrap.servers", .list, .since39(""), .described("non-empty list"),
      .withoutEffect(.drillWiring)),
    .init(
      "eligible.leader.replicas.enable", .boolean, .only39("false"), .free,
      .withoutEffect(.unstableFeatures)),
    .init(
      "metadata.log.max.record.bytes.between.snapshots", .long, .since39("20971520"), .atLeast(1),
      .withoutEffect(.metadataLog)),
    .init(
      "metadata.log.max.snapshot.interval.ms", .long, .since39("3600000"), .atLeast(0),
      .withoutEffect(.metadataLog)),
    .init(
      "metadata.log.segment.bytes", .int, .since39("1073741824"),
      .each(.atLeast(12), .atLeast(12), .atLeast(8_388_608)), .withoutEffect(.metadataLog)),
    .init(
      "metadata.log.segment.min.bytes", .int, .only39("8388608"), .atLeast(12),
      .withoutEffect(.metadataLog), isInternal: true),
    .init(
      "metadata.log.segment.ms", .long, .since39("604800000"), .free, .withoutEffect(.metadataLog)),
    .init("metadata.max.idle.interval.ms", .int, .since39("500"), .atLeast(0), .honoured),
    .init(
      "metadata.max.retention.bytes", .long, .since39("104857600"), .free,
      .withoutEffect(.metadataLog)),
    .init(
      "metadata.max.retention.ms", .long, .since39("604800000"), .free, .withoutEffect(.metadataLog)
    ),
    .init(
      "server.max.startup.time.ms", .long, .since39("9223372036854775807"), .atLeast(0),
      .withoutEffect(.readiness), isInternal: true),
    .init(
      "unstable.api.versions.enable", .boolean, .since39("false"), .free,
      .withoutEffect(.unstableFeatures), isInternal: true),
    .init(
      "unstable.feature.versions.enable", .boolean, .since39("false"), .free,
      .withoutEffect(.unstableFeatures), isInternal: true),
    .init(
      "controller.performance.always.log.threshold.ms", .long, .since41("2000"), .atLeast(0),
      .withoutEffect(.metrics), isInternal: true),
    .init(
      "controller.performance.sample.period.ms", .long, .since41("60000"), .atLeast(100),
      .withoutEffect(.metrics), isInternal: true),
    .init(
      "internal.metadata.delete.delay.millis", .long, .since41("60000"), .free,
      .withoutEffect(.metadataLog), isInternal: true),
    .init(
      "internal.metadata.log.segment.bytes", .int, .since41(.unset), .free,
      .withoutEffect(.metadataLog), isInternal: true),
    .init(
      "internal.metadata.max.batch.size.in.bytes", .int, .since41("8388608"), .free,
      .withoutEffect(.metadataLog), isInternal: true),
    .init(
      "internal.metadata.max.fetch.size.in.bytes", .int, .since41("8388608"), .free,
      .withoutEffect(.metadataLog), isInternal: true),
  ]
}
