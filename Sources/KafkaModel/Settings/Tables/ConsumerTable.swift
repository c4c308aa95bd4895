/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the consumer's own keys.
///
/// Recorded from the released classes (`ConsumerConfig`), in the order of validation.
package enum ConsumerTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "bootstrap.servers", .list, .all(""), .described("non-null string"),
      .withoutEffect(.drillWiring)),
    .init(
      "client.dns.lookup", .string, .all("use_all_dns_ips"),
      .each(
        .oneOf(["default", "use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"])),
      .withoutEffect(.drillWiring)),
    .init("group.id", .string, .all(.unset), .free, .honoured),
    .init(
      "group.instance.id", .string, .all(.unset), .each(.free, .nonEmpty, .nonEmpty), .honoured),
    .init("session.timeout.ms", .int, .each("10000", "45000", "45000"), .free, .honoured),
    .init("heartbeat.interval.ms", .int, .all("3000"), .free, .honoured),
    .init(
      "partition.assignment.strategy", .list,
      .each(
        "org.apache.kafka.clients.consumer.RangeAssignor",
        "org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
        "org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.CooperativeStickyAssignor"
      ), .described("non-null string"), .honoured),
    .init("metadata.max.age.ms", .long, .all("300000"), .atLeast(0), .honoured),
    .init("enable.auto.commit", .boolean, .all("true"), .free, .honoured),
    .init("auto.commit.interval.ms", .int, .all("5000"), .atLeast(0), .honoured),
    .init("client.id", .string, .all(""), .free, .honoured),
    .init("client.rack", .string, .all(""), .free, .honoured),
    .init("max.partition.fetch.bytes", .int, .all("1048576"), .atLeast(0), .honoured),
    .init("send.buffer.bytes", .int, .all("131072"), .atLeast(-1), .honoured),
    .init("receive.buffer.bytes", .int, .all("65536"), .atLeast(-1), .honoured),
    .init("fetch.min.bytes", .int, .all("1"), .atLeast(0), .honoured),
    .init("fetch.max.bytes", .int, .all("52428800"), .atLeast(0), .honoured),
    .init("fetch.max.wait.ms", .int, .all("500"), .atLeast(0), .honoured),
    .init("reconnect.backoff.ms", .long, .all("50"), .atLeast(0), .honoured),
    .init("reconnect.backoff.max.ms", .long, .all("1000"), .atLeast(0), .honoured),
    .init("retry.backoff.ms", .long, .all("100"), .atLeast(0), .honoured),
    .init("retry.backoff.max.ms", .long, .since39("1000"), .atLeast(0), .honoured),
    .init("enable.metrics.push", .boolean, .since39("true"), .free, .honoured),
    .init(
      "auto.offset.reset", .string, .all("latest"),
      .each(
        .oneOf(["latest", "earliest", "none"]), .oneOf(["latest", "earliest", "none"]), .offsetReset
      ), .honoured),
    .init("check.crcs", .boolean, .all("true"), .free, .withoutEffect(.corruption)),
    .init("metrics.sample.window.ms", .long, .all("30000"), .atLeast(0), .withoutEffect(.metrics)),
    .init("metrics.num.samples", .int, .all("2"), .atLeast(1), .withoutEffect(.metrics)),
    .init(
      "metrics.recording.level", .string, .all("INFO"), .oneOf(["INFO", "DEBUG", "TRACE"]),
      .withoutEffect(.metrics)),
    .init(
      "metric.reporters", .list, .each("", "", "org.apache.kafka.common.metrics.JmxReporter"),
      .described("non-null string"), .withoutEffect(.metrics)),
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init("key.deserializer", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init("value.deserializer", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init("request.timeout.ms", .int, .all("30000"), .atLeast(0), .honoured),
    .init("default.api.timeout.ms", .int, .all("60000"), .atLeast(0), .honoured),
    .init(
      "share.acknowledgement.mode", .string, .since41("implicit"),
      .oneOf(["implicit", "explicit"]), .withoutEffect(.groups)),
    .init("socket.connection.setup.timeout.ms", .long, .all("10000"), .free, .honoured),
    .init("socket.connection.setup.timeout.max.ms", .long, .all("30000"), .free, .honoured),
    .init("connections.max.idle.ms", .long, .all("540000"), .free, .honoured),
    .init(
      "interceptor.classes", .list, .all(""), .described("non-null string"),
      .withoutEffect(.userCode)),
    .init("max.poll.records", .int, .all("500"), .atLeast(1), .honoured),
    .init("max.poll.interval.ms", .int, .all("300000"), .atLeast(1), .honoured),
    .init("exclude.internal.topics", .boolean, .all("true"), .free, .notModelled(.internalTopics)),
    .init(
      "internal.leave.group.on.close", .boolean, .all("true"), .free, .honoured, isInternal: true),
    .init(
      "internal.throw.on.fetch.stable.offset.unsupported", .boolean, .all("false"), .free,
      .withoutEffect(.transactions), isInternal: true),
    .init(
      "isolation.level", .string, .all("read_uncommitted"),
      .oneOf(["read_committed", "read_uncommitted"]), .withoutEffect(.isolation)),
    .init(
      "allow.auto.create.topics", .boolean, .all("true"), .free, .honoured),
    .init(
      "group.protocol", .string, .since39("classic"), .oneOfAnyCase(["CONSUMER", "CLASSIC"]),
      .notModelled(.groups)),
    .init("group.remote.assignor", .string, .since39(.unset), .free, .notModelled(.groups)),
    .init(
      "metadata.recovery.strategy", .string, .each(.absent, "none", "rebootstrap"),
      .oneOfAnyCase(["REBOOTSTRAP", "NONE"]), .honoured),
    .init(
      "metadata.recovery.rebootstrap.trigger.ms", .long, .since41("300000"), .atLeast(0),
      .honoured),
  ]
}
