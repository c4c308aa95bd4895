/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of source connectors only.
///
/// Recorded from the released classes (`SourceConnectorConfig`), sorted by name.
package enum SourceConnectorTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "exactly.once.support", .string, .since39("requested"),
      .oneOfAnyCase(["REQUIRED", "REQUESTED"]), .withoutEffect(.transactions)),
    .init(
      "offsets.storage.topic", .string, .since39(.unset), .nonEmpty, .notModelled(.offsetsTopic)),
    .init(
      "topic.creation.groups", .list, .all(""), .described("names, each once"),
      .withoutEffect(.administration)),
    .init(
      "transaction.boundary", .string, .since39("poll"),
      .oneOfAnyCase(["INTERVAL", "POLL", "CONNECTOR"]), .withoutEffect(.transactions)),
    .init(
      "transaction.boundary.interval.ms", .long, .since39(.unset), .atLeast(0),
      .withoutEffect(.transactions)),
  ]
}
