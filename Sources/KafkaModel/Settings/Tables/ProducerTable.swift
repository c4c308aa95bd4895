/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the producer's own keys.
///
/// Recorded from the released classes (`ProducerConfig`), in the order of validation.
package enum ProducerTable {
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
    .init("buffer.memory", .long, .all("33554432"), .atLeast(0), .honoured),
    .init("retries", .int, .all("2147483647"), .between(0, 2_147_483_647), .honoured),
    .init("acks", .string, .each("1", "all", "all"), .oneOf(["all", "-1", "0", "1"]), .honoured),
    .init(
      "compression.type", .string, .all("none"),
      .each(
        .free, .oneOf(["none", "gzip", "snappy", "lz4", "zstd"]),
        .oneOf(["none", "gzip", "snappy", "lz4", "zstd"])), .withoutEffect(.compression)),
    .init(
      "compression.gzip.level", .int, .since39("-1"), .described("1 to 9, or -1"),
      .withoutEffect(.compression)),
    .init(
      "compression.lz4.level", .int, .since39("9"), .between(1, 17), .withoutEffect(.compression)),
    .init(
      "compression.zstd.level", .int, .since39("3"), .between(-131072, 22),
      .withoutEffect(.compression)),
    .init("batch.size", .int, .all("16384"), .atLeast(0), .honoured),
    .init("partitioner.adaptive.partitioning.enable", .boolean, .since39("true"), .free, .honoured),
    .init("partitioner.availability.timeout.ms", .long, .since39("0"), .atLeast(0), .honoured),
    .init("partitioner.ignore.keys", .boolean, .since39("false"), .free, .honoured),
    .init("linger.ms", .long, .each("0", "0", "5"), .atLeast(0), .honoured),
    .init("delivery.timeout.ms", .int, .all("120000"), .atLeast(0), .honoured),
    .init("client.id", .string, .all(""), .free, .withoutEffect(.drillWiring)),
    .init("send.buffer.bytes", .int, .all("131072"), .atLeast(-1), .honoured),
    .init("receive.buffer.bytes", .int, .all("32768"), .atLeast(-1), .honoured),
    .init("max.request.size", .int, .all("1048576"), .atLeast(0), .honoured),
    .init("reconnect.backoff.ms", .long, .all("50"), .atLeast(0), .honoured),
    .init("reconnect.backoff.max.ms", .long, .all("1000"), .atLeast(0), .honoured),
    .init("retry.backoff.ms", .long, .all("100"), .atLeast(0), .honoured),
    .init("retry.backoff.max.ms", .long, .since39("1000"), .atLeast(0), .honoured),
    .init("enable.metrics.push", .boolean, .since39("true"), .free, .honoured),
    .init("max.block.ms", .long, .all("60000"), .atLeast(0), .honoured),
    .init("request.timeout.ms", .int, .all("30000"), .atLeast(0), .honoured),
    .init("metadata.max.age.ms", .long, .all("300000"), .atLeast(0), .honoured),
    .init(
      "metadata.max.idle.ms", .long, .all("300000"), .atLeast(5000), .withoutEffect(.metadataIdle)),
    .init("metrics.sample.window.ms", .long, .all("30000"), .atLeast(0), .withoutEffect(.metrics)),
    .init("metrics.num.samples", .int, .all("2"), .atLeast(1), .withoutEffect(.metrics)),
    .init(
      "metrics.recording.level", .string, .all("INFO"), .oneOf(["INFO", "DEBUG", "TRACE"]),
      .withoutEffect(.metrics)),
    .init(
      "metric.reporters", .list, .each("", "", "org.apache.kafka.common.metrics.JmxReporter"),
      .described("non-null string"), .withoutEffect(.metrics)),
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init("max.in.flight.requests.per.connection", .int, .all("5"), .atLeast(1), .honoured),
    .init("key.serializer", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init("value.serializer", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init("socket.connection.setup.timeout.ms", .long, .all("10000"), .free, .honoured),
    .init("socket.connection.setup.timeout.max.ms", .long, .all("30000"), .free, .honoured),
    .init("connections.max.idle.ms", .long, .all("540000"), .free, .honoured),
    .init(
      "partitioner.class", .class,
      .each("org.apache.kafka.clients.producer.internals.DefaultPartitioner", .unset, .unset),
      .free, .honoured),
    .init(
      "interceptor.classes", .list, .all(""), .described("non-null string"),
      .withoutEffect(.userCode)),
    .init("enable.idempotence", .boolean, .each("false", "true", "true"), .free, .honoured),
    .init("transaction.timeout.ms", .int, .all("60000"), .free, .withoutEffect(.transactions)),
    .init("transactional.id", .string, .all(.unset), .nonEmpty, .notModelled(.transactions)),
    .init(
      "transaction.two.phase.commit.enable", .boolean, .since41("false"), .free,
      .notModelled(.transactions)),
    .init(
      "internal.auto.downgrade.txn.commit", .boolean, .until28("false"), .free,
      .withoutEffect(.transactions), isInternal: true),
    .init(
      "metadata.recovery.strategy", .string, .each(.absent, "none", "rebootstrap"),
      .oneOfAnyCase(["REBOOTSTRAP", "NONE"]), .honoured),
    .init(
      "metadata.recovery.rebootstrap.trigger.ms", .long, .since41("300000"), .atLeast(0),
      .honoured),
  ]
}
