/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of admin clients.
///
/// Recorded from the released classes (`AdminClientConfig`), sorted by name.
package enum AdminTable {
  package static let rows: [SettingDefinition] = [
    .init("auto.include.jmx.reporter", .boolean, .only39("true"), .free, .withoutEffect(.metrics)),
    .init("bootstrap.controllers", .list, .since39(""), .free, .withoutEffect(.drillWiring)),
    .init(
      "bootstrap.servers", .list, .each(.required, "", ""), .free, .withoutEffect(.drillWiring)),
    .init(
      "client.dns.lookup", .string, .all("use_all_dns_ips"),
      .each(
        .oneOf(["default", "use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"]),
        .oneOf(["use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"])),
      .withoutEffect(.drillWiring)),
    .init("client.id", .string, .all(""), .free, .withoutEffect(.drillWiring)),
    .init("connections.max.idle.ms", .long, .all("300000"), .free, .honoured),
    .init("default.api.timeout.ms", .int, .all("60000"), .atLeast(0), .honoured),
    .init(
      "enable.metrics.push", .boolean, .each(.absent, "true", "false"), .free,
      .withoutEffect(.metrics)),
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
      "metrics.recording.level", .string, .all("INFO"), .oneOf(["INFO", "DEBUG", "TRACE"]),
      .withoutEffect(.metrics)),
    .init("metrics.sample.window.ms", .long, .all("30000"), .atLeast(0), .withoutEffect(.metrics)),
    .init("receive.buffer.bytes", .int, .all("65536"), .atLeast(-1), .honoured),
    .init("reconnect.backoff.max.ms", .long, .all("1000"), .atLeast(0), .honoured),
    .init("reconnect.backoff.ms", .long, .all("50"), .atLeast(0), .honoured),
    .init("request.timeout.ms", .int, .all("30000"), .atLeast(0), .honoured),
    .init("retries", .int, .all("2147483647"), .between(0, 2_147_483_647), .honoured),
    .init("retry.backoff.max.ms", .long, .since39("1000"), .atLeast(0), .honoured),
    .init("retry.backoff.ms", .long, .all("100"), .atLeast(0), .honoured),
    .init("send.buffer.bytes", .int, .all("131072"), .atLeast(-1), .honoured),
    .init("socket.connection.setup.timeout.max.ms", .long, .all("30000"), .free, .honoured),
    .init("socket.connection.setup.timeout.ms", .long, .all("10000"), .free, .honoured),
  ]
}
