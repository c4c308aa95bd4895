extension AdminSettings {
  /// The effective settings of an admin client constructed from these entries, or Kafka's refusal.
  ///
  /// Source: `AdminClientConfig`.
  package init(version: KafkaVersion, _ settings: [Setting]) throws(SettingsError) {
    let parsed = try ParsedSettings(.admin, version: version, settings)
    self.init()
    client = ClientSettings(parsed)
    client.maxInFlight = Self.maxInFlight
    defaultAPITimeout = parsed.milliseconds("default.api.timeout.ms") ?? defaultAPITimeout
    retries = parsed.int("retries") ?? retries
  }
}
