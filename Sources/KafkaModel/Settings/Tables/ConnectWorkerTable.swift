/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of distributed Connect workers.
///
/// Recorded from the released classes (`DistributedConfig`), sorted by name.
package enum ConnectWorkerTable {
  package static let rows: [SettingDefinition] = [
    .init("access.control.allow.methods", .string, .all(""), .free, .withoutEffect(.rest)),
    .init("access.control.allow.origin", .string, .all(""), .free, .withoutEffect(.rest)),
    .init(
      "admin.listeners", .list, .all(.unset), .each(.free, .described("URLs"), .described("URLs")),
      .withoutEffect(.rest)),
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init("bootstrap.servers", .list, .all("localhost:9092"), .free, .withoutEffect(.drillWiring)),
    .init(
      "client.dns.lookup", .string, .all("use_all_dns_ips"),
      .each(
        .oneOf(["default", "use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"])),
      .withoutEffect(.drillWiring)),
    .init("client.id", .string, .all(""), .free, .withoutEffect(.drillWiring)),
    .init("config.providers", .list, .all(""), .free, .notModelled(.configProviders)),
    .init(
      "config.storage.replication.factor", .short, .all("3"), .described("at least 1, or -1"),
      .honoured),
    .init("config.storage.topic", .string, .all(.required), .free, .honoured),
    .init(
      "connect.protocol", .string, .all("sessioned"), .oneOf(["eager", "compatible", "sessioned"]),
      .honoured),
    .init("connections.max.idle.ms", .long, .all("540000"), .free, .honoured),
    .init(
      "connector.client.config.override.policy", .string, .each("None", "All", "All"), .free,
      .honoured),
    .init(
      "exactly.once.source.support", .string, .since39("disabled"),
      .oneOfAnyCase(["DISABLED", "ENABLED", "PREPARING"]), .notModelled(.transactions)),
    .init("group.id", .string, .all(.required), .free, .honoured),
    .init(
      "header.converter", .class, .all("org.apache.kafka.connect.storage.SimpleHeaderConverter"),
      .free, .withoutEffect(.serializers)),
    .init(
      "header.converter.plugin.version", .string, .since41(.unset), .free,
      .withoutEffect(.serializers)),
    .init("heartbeat.interval.ms", .int, .all("3000"), .free, .honoured),
    .init(
      "inter.worker.key.generation.algorithm", .string, .all("HmacSHA256"),
      .described("algorithms of the Java runtime"), .withoutEffect(.security)),
    .init("inter.worker.key.size", .int, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "inter.worker.key.ttl.ms", .int, .all("3600000"), .between(0, 2_147_483_647),
      .withoutEffect(.security)),
    .init(
      "inter.worker.signature.algorithm", .string, .all("HmacSHA256"),
      .described("algorithms of the Java runtime"), .withoutEffect(.security)),
    .init(
      "inter.worker.verification.algorithms", .list, .all("HmacSHA256"),
      .described("algorithms of the Java runtime"), .withoutEffect(.security)),
    .init(
      "internal.key.converter", .class, .until28("org.apache.kafka.connect.json.JsonConverter"),
      .free, .withoutEffect(.serializers)),
    .init(
      "internal.value.converter", .class, .until28("org.apache.kafka.connect.json.JsonConverter"),
      .free, .withoutEffect(.serializers)),
    .init("key.converter", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init(
      "key.converter.plugin.version", .string, .since41(.unset), .free, .withoutEffect(.serializers)
    ),
    .init(
      "listeners", .list, .each(.unset, "http://:8083", "http://:8083"),
      .each(.free, .described("URLs"), .described("URLs")), .withoutEffect(.rest)),
    .init("metadata.max.age.ms", .long, .all("300000"), .atLeast(0), .honoured),
    .init(
      "metadata.recovery.rebootstrap.trigger.ms", .long, .since41("300000"), .atLeast(0),
      .honoured),
    .init(
      "metadata.recovery.strategy", .string, .each(.absent, "none", "rebootstrap"),
      .oneOfAnyCase(["REBOOTSTRAP", "NONE"]), .honoured),
    .init(
      "metric.reporters", .list, .each("", "", "org.apache.kafka.common.metrics.JmxReporter"),
      .free, .withoutEffect(.metrics)),
    .init("metrics.num.samples", .int, .all("2"), .atLeast(1), .withoutEffect(.metrics)),
    .init(
      "metrics.recording.level", .string, .all("INFO"), .oneOf(["INFO", "DEBUG"]),
      .withoutEffect(.metrics)),
    .init("metrics.sample.window.ms", .long, .all("30000"), .atLeast(0), .withoutEffect(.metrics)),
    .init("offset.flush.interval.ms", .long, .all("60000"), .free, .honoured),
    .init("offset.flush.timeout.ms", .long, .all("5000"), .free, .honoured),
    .init(
      "offset.storage.partitions", .int, .all("25"), .described("at least 1, or -1"), .honoured),
    .init(
      "offset.storage.replication.factor", .short, .all("3"), .described("at least 1, or -1"),
      .honoured),
    .init("offset.storage.topic", .string, .all(.required), .free, .honoured),
    .init(
      "plugin.discovery", .string, .since39("hybrid_warn"),
      .oneOfAnyCase(["ONLY_SCAN", "SERVICE_LOAD", "HYBRID_WARN", "HYBRID_FAIL"]),
      .withoutEffect(.plugins)),
    .init("plugin.path", .list, .all(.unset), .free, .withoutEffect(.plugins)),
    .init("rebalance.timeout.ms", .int, .all("60000"), .free, .honoured),
    .init(
      "receive.buffer.bytes", .int, .all("32768"), .each(.atLeast(0), .atLeast(-1), .atLeast(-1)),
      .honoured),
    .init("reconnect.backoff.max.ms", .long, .all("1000"), .atLeast(0), .honoured),
    .init("reconnect.backoff.ms", .long, .all("50"), .atLeast(0), .honoured),
    .init("request.timeout.ms", .int, .all("40000"), .atLeast(0), .honoured),
    .init(
      "response.http.headers.config", .string, .all(""), .described("rules for headers"),
      .withoutEffect(.rest)),
    .init("rest.advertised.host.name", .string, .all(.unset), .free, .withoutEffect(.rest)),
    .init("rest.advertised.listener", .string, .all(.unset), .free, .withoutEffect(.rest)),
    .init("rest.advertised.port", .int, .all(.unset), .free, .withoutEffect(.rest)),
    .init("rest.extension.classes", .list, .all(""), .free, .withoutEffect(.rest)),
    .init("rest.host.name", .string, .until28(.unset), .free, .withoutEffect(.rest)),
    .init("rest.port", .int, .until28("8083"), .free, .withoutEffect(.rest)),
    .init("retry.backoff.max.ms", .long, .since39("1000"), .atLeast(0), .honoured),
    .init("retry.backoff.ms", .long, .all("100"), .atLeast(0), .honoured),
    .init(
      "scheduled.rebalance.max.delay.ms", .int, .all("300000"), .between(0, 2_147_483_647),
      .honoured),
    .init(
      "send.buffer.bytes", .int, .all("131072"), .each(.atLeast(0), .atLeast(-1), .atLeast(-1)),
      .honoured),
    .init("session.timeout.ms", .int, .all("10000"), .free, .honoured),
    .init("socket.connection.setup.timeout.max.ms", .long, .all("30000"), .atLeast(0), .honoured),
    .init("socket.connection.setup.timeout.ms", .long, .all("10000"), .atLeast(0), .honoured),
    .init(
      "ssl.client.auth", .string, .all("none"),
      .each(
        .free, .oneOf(["required", "requested", "none"]), .oneOf(["required", "requested", "none"])),
      .withoutEffect(.security)),
    .init("status.storage.partitions", .int, .all("5"), .described("at least 1, or -1"), .honoured),
    .init(
      "status.storage.replication.factor", .short, .all("3"), .described("at least 1, or -1"),
      .honoured),
    .init("status.storage.topic", .string, .all(.required), .free, .honoured),
    .init("task.shutdown.graceful.timeout.ms", .long, .all("5000"), .free, .honoured),
    .init("topic.creation.enable", .boolean, .all("true"), .free, .honoured),
    .init(
      "topic.tracking.allow.reset", .boolean, .all("true"), .free, .withoutEffect(.topicTracking)),
    .init("topic.tracking.enable", .boolean, .all("true"), .free, .withoutEffect(.topicTracking)),
    .init("value.converter", .class, .all(.required), .free, .withoutEffect(.serializers)),
    .init(
      "value.converter.plugin.version", .string, .since41(.unset), .free,
      .withoutEffect(.serializers)),
    .init("worker.sync.timeout.ms", .int, .all("3000"), .free, .honoured),
    .init("worker.unsync.backoff.ms", .int, .all("300000"), .free, .honoured),
  ]
}
