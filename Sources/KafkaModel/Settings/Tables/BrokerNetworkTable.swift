/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of sockets, requests, administration and metrics.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerNetworkTable {
  package static let rows: [SettingDefinition] = [
    .init("advertised.host.name", .string, .until28(.unset), .free, .withoutEffect(.drillWiring)),
    .init("advertised.listeners", .string, .all(.unset), .free, .withoutEffect(.drillWiring)),
    .init("advertised.port", .int, .until28(.unset), .free, .withoutEffect(.drillWiring)),
    .init("client.quota.callback.class", .class, .all(.unset), .free, .withoutEffect(.quotas)),
    .init("connections.max.idle.ms", .long, .all("600000"), .free, .withoutEffect(.listeners)),
    .init(
      "control.plane.listener.name", .string, .until39(.unset), .free, .withoutEffect(.drillWiring)),
    .init(
      "create.topic.policy.class.name", .class, .all(.unset), .free, .withoutEffect(.administration)
    ),
    .init(
      "delete.records.purgatory.purge.interval.requests", .int, .all("1"), .free,
      .withoutEffect(.purgatories)),
    .init("delete.topic.enable", .boolean, .all("true"), .free, .withoutEffect(.administration)),
    .init(
      "fetch.max.bytes", .int, .all("57671680"), .atLeast(1024), .withoutEffect(.purgatories)),
    .init(
      "fetch.purgatory.purge.interval.requests", .int, .all("1000"), .free,
      .withoutEffect(.purgatories)),
    .init("host.name", .string, .until28(""), .free, .withoutEffect(.drillWiring)),
    .init(
      "kafka.metrics.polling.interval.secs", .int, .all("10"), .atLeast(1), .withoutEffect(.metrics)
    ),
    .init("kafka.metrics.reporters", .list, .all(""), .free, .withoutEffect(.metrics)),
    .init(
      "listener.security.protocol.map", .string,
      .each(
        "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL",
        "SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT",
        "SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT"), .free,
      .withoutEffect(.drillWiring)),
    .init(
      "listeners", .string, .each(.unset, "PLAINTEXT://:9092", "PLAINTEXT://:9092"), .free,
      .withoutEffect(.drillWiring)),
    .init(
      "max.connection.creation.rate", .int, .all("2147483647"), .atLeast(0),
      .withoutEffect(.listeners)),
    .init("max.connections", .int, .all("2147483647"), .atLeast(0), .withoutEffect(.listeners)),
    .init(
      "max.connections.per.ip", .int, .all("2147483647"), .atLeast(0), .withoutEffect(.listeners)),
    .init("max.connections.per.ip.overrides", .string, .all(""), .free, .withoutEffect(.listeners)),
    .init(
      "max.incremental.fetch.session.cache.slots", .int, .all("1000"), .atLeast(0), .honoured),
    .init(
      "metric.reporters", .list, .each("", "", "org.apache.kafka.common.metrics.JmxReporter"),
      .free, .withoutEffect(.metrics)),
    .init("metrics.num.samples", .int, .all("2"), .atLeast(1), .withoutEffect(.metrics)),
    .init("metrics.recording.level", .string, .all("INFO"), .free, .withoutEffect(.metrics)),
    .init("metrics.sample.window.ms", .long, .all("30000"), .atLeast(1), .withoutEffect(.metrics)),
    .init("port", .int, .until28("9092"), .free, .withoutEffect(.drillWiring)),
    .init("queued.max.request.bytes", .long, .all("-1"), .free, .withoutEffect(.listeners)),
    .init("queued.max.requests", .int, .all("500"), .atLeast(1), .withoutEffect(.listeners)),
    .init(
      "quota.consumer.default", .long, .until28("9223372036854775807"), .atLeast(1),
      .withoutEffect(.quotas)),
    .init(
      "quota.producer.default", .long, .until28("9223372036854775807"), .atLeast(1),
      .withoutEffect(.quotas)),
    .init("quota.window.num", .int, .all("11"), .atLeast(1), .withoutEffect(.quotas)),
    .init("quota.window.size.seconds", .int, .all("1"), .atLeast(1), .withoutEffect(.quotas)),
    .init("request.timeout.ms", .int, .all("30000"), .free, .honoured),
    .init(
      "socket.connection.setup.timeout.max.ms", .long, .all("30000"), .free,
      .withoutEffect(.listeners)),
    .init(
      "socket.connection.setup.timeout.ms", .long, .all("10000"), .free, .withoutEffect(.listeners)),
    .init("socket.receive.buffer.bytes", .int, .all("102400"), .free, .honoured),
    .init(
      "socket.request.max.bytes", .int, .all("104857600"), .atLeast(1), .withoutEffect(.listeners)),
    .init("socket.send.buffer.bytes", .int, .all("102400"), .free, .honoured),
    .init("early.start.listeners", .string, .since39(.unset), .free, .withoutEffect(.drillWiring)),
    .init(
      "max.request.partition.size.limit", .int, .since39("2000"), .atLeast(1),
      .withoutEffect(.administration)),
    .init(
      "socket.listen.backlog.size", .int, .since39("50"), .atLeast(1), .withoutEffect(.listeners)),
    .init("telemetry.max.bytes", .int, .since39("1048576"), .atLeast(1), .withoutEffect(.metrics)),
  ]
}
