/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of every connector.
///
/// Recorded from the released classes (`ConnectorConfig`), sorted by name.
package enum ConnectorTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "config.action.reload", .string, .all("restart"), .oneOf(["none", "restart"]),
      .withoutEffect(.configProviders)),
    .init("connector.class", .string, .all(.required), .free, .honoured),
    .init("connector.plugin.version", .string, .since41(.unset), .free, .withoutEffect(.plugins)),
    .init("errors.log.enable", .boolean, .all("false"), .free, .withoutEffect(.logging)),
    .init("errors.log.include.messages", .boolean, .all("false"), .free, .withoutEffect(.logging)),
    .init("errors.retry.delay.max.ms", .long, .all("60000"), .free, .withoutEffect(.serializers)),
    .init("errors.retry.timeout", .long, .all("0"), .free, .withoutEffect(.serializers)),
    .init("errors.tolerance", .string, .all("none"), .oneOf(["none", "all"]), .honoured),
    .init("header.converter", .class, .all(.unset), .free, .withoutEffect(.serializers)),
    .init(
      "header.converter.plugin.version", .string, .since41(.unset), .free,
      .withoutEffect(.serializers)),
    .init("key.converter", .class, .all(.unset), .free, .withoutEffect(.serializers)),
    .init(
      "key.converter.plugin.version", .string, .since41(.unset), .free, .withoutEffect(.serializers)
    ),
    .init(
      "name", .string, .all(.required),
      .described("non-empty string without ISO control characters"), .honoured),
    .init("predicates", .list, .all(""), .described("names, each once"), .notModelled(.transforms)),
    .init("tasks.max", .int, .all("1"), .atLeast(1), .honoured),
    .init("tasks.max.enforce", .boolean, .since39("true"), .free, .honoured),
    .init("transforms", .list, .all(""), .described("names, each once"), .notModelled(.transforms)),
    .init("value.converter", .class, .all(.unset), .free, .withoutEffect(.serializers)),
    .init(
      "value.converter.plugin.version", .string, .since41(.unset), .free,
      .withoutEffect(.serializers)),
  ]
}
