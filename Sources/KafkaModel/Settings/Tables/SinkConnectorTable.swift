/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of sink connectors only.
///
/// As the released classes have them (`SinkConnectorConfig`), sorted by name.
package enum SinkConnectorTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "errors.deadletterqueue.context.headers.enable", .boolean, .all("false"), .free,
      .withoutEffect(.serializers)),
    .init(
      "errors.deadletterqueue.topic.name", .string, .all(""), .free, .withoutEffect(.serializers)),
    .init(
      "errors.deadletterqueue.topic.replication.factor", .short, .all("3"), .free,
      .withoutEffect(.serializers)),
    .init("topics", .list, .all(""), .free, .honoured),
    .init("topics.regex", .string, .all(""), .free, .honoured),
  ]
}
