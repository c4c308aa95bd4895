extension ProducerSettings {
  /// The effective settings of a producer constructed from these entries, or Kafka's refusal.
  ///
  /// - Parameter customPartitioners: what `partitioner.class` may name besides Kafka's classes.
  ///
  /// Source: `ProducerConfig.postProcessParsedConfig`, `KafkaProducer`'s constructor.
  package init(
    version: KafkaVersion, _ settings: [Setting], customPartitioners: [CustomPartitioner] = []
  ) throws(SettingsError) {
    let parsed = try ParsedSettings(.producer, version: version, settings)
    self.init()
    client = ClientSettings(parsed)
    acks = try Self.acks(parsed)
    retries = parsed.int("retries") ?? .max
    linger = parsed.milliseconds("linger.ms") ?? .zero
    batchSize = parsed.int("batch.size") ?? 0
    // The constructor's own correction, which came with the built-in partitioner.
    if version >= KafkaVersion(3, 3, 0) { batchSize = max(1, batchSize) }
    bufferMemory = parsed.integer("buffer.memory") ?? 0
    maxBlock = parsed.milliseconds("max.block.ms") ?? .zero
    maxRequestSize = parsed.int("max.request.size") ?? 0
    transactionalID = parsed.text("transactional.id")
    adaptivePartitioning =
      parsed.boolean("partitioner.adaptive.partitioning.enable") ?? false
    availabilityTimeout = parsed.milliseconds("partitioner.availability.timeout.ms") ?? .zero
    ignoreKeys = parsed.boolean("partitioner.ignore.keys") ?? false
    partitioner = try Self.partitioner(parsed, customPartitioners)
    if version < KafkaVersion(3, 0, 0) {
      try settleIdempotenceBeforeKIP679(parsed)
    } else {
      try settleIdempotence(parsed)
    }
    compression = try Self.compression(parsed)
    try settleDeliveryTimeout(parsed)
    if version < KafkaVersion(3, 0, 0) {
      try checkInFlightBeforeKIP679(parsed)
    }
  }

  /// `ProducerConfig.parseAcks`; the definition let only all, -1, 0 and 1 pass.
  private static func acks(_ parsed: ParsedSettings) throws(SettingsError) -> Acks {
    let text = parsed.text("acks") ?? ""
    if text.lowercased() == "all" { return .all }
    guard let acks = Int16(text).flatMap(Acks.init) else {
      throw .config("Invalid configuration value for 'acks': \(text)")
    }
    return acks
  }

  private static func partitioner(
    _ parsed: ParsedSettings, _ custom: [CustomPartitioner]
  ) throws(SettingsError) -> PartitionerChoice {
    guard let name = parsed.text("partitioner.class") else { return .builtIn }
    if let partitioner = custom.first(where: { $0.name == name }) { return .custom(partitioner) }
    guard let choice = PartitionerChoice(className: name, version: parsed.version) else {
      throw .invalid(name, key: "partitioner.class", "Class \(name) could not be found.")
    }
    return choice
  }

  private static func compression(
    _ parsed: ParsedSettings
  ) throws(SettingsError) -> CompressionType {
    let name = parsed.text("compression.type") ?? ""
    guard let type = CompressionType(rawValue: name) else {
      throw .inConstructor("IllegalArgumentException", "Unknown compression name: \(name)")
    }
    return type
  }

  /// `KafkaProducer.configureDeliveryTimeout`
  private mutating func settleDeliveryTimeout(_ parsed: ParsedSettings) throws(SettingsError) {
    deliveryTimeout = parsed.milliseconds("delivery.timeout.ms") ?? .zero
    let longestLinger = min(linger, Milliseconds(Int64(Int32.max)))
    let needed = min(longestLinger + client.requestTimeout, Milliseconds(Int64(Int32.max)))
    guard deliveryTimeout < needed else { return }
    if parsed.isGiven("delivery.timeout.ms") {
      throw .inConstructor(
        "ConfigException",
        "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms")
    }
    deliveryTimeout = needed
  }
}

extension SettingsError {
  /// An exception inside `KafkaProducer`'s constructor, which wraps it.
  static func inConstructor(_ exception: String, _ message: String) -> SettingsError {
    SettingsError([
      Cause("KafkaException", "Failed to construct kafka producer"), Cause(exception, message),
    ])
  }
}
