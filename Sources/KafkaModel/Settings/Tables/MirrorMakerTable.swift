/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of a dedicated MirrorMaker itself.
///
/// Recorded from the released classes (`MirrorMakerConfig`), sorted by name.
package enum MirrorMakerTable {
  package static let rows: [SettingDefinition] = [
    .init("access.control.allow.methods", .string, .since39(""), .free, .withoutEffect(.rest)),
    .init("access.control.allow.origin", .string, .since39(""), .free, .withoutEffect(.rest)),
    .init("clusters", .list, .all(.required), .free, .honoured),
    .init("config.providers", .list, .all(""), .free, .notModelled(.configProviders)),
    .init("dedicated.mode.enable.internal.rest", .boolean, .since39("false"), .free, .honoured),
    .init("listeners", .list, .since39("http://:8083"), .described("URLs"), .withoutEffect(.rest)),
    .init(
      "response.http.headers.config", .string, .since39(""), .described("rules for headers"),
      .withoutEffect(.rest)),
    .init("rest.advertised.host.name", .string, .since39(.unset), .free, .withoutEffect(.rest)),
    .init("rest.advertised.listener", .string, .since39(.unset), .free, .withoutEffect(.rest)),
    .init("rest.advertised.port", .int, .since39(.unset), .free, .withoutEffect(.rest)),
    .init(
      "ssl.client.auth", .string, .since39("none"), .oneOf(["required", "requested", "none"]),
      .withoutEffect(.security)),
  ]
}
