extension ConnectorSettings {
  /// The effective settings of a connector on a worker, or Kafka's refusal.
  ///
  /// - Parameters:
  ///   - policy: the worker's rule about `producer.override.*`; a dedicated MirrorMaker allows all.
  ///   - custom: the test author's connector that the class names, if it does.
  ///
  /// Source: `ConnectorConfig`, `SourceConnectorConfig`, `SinkConnectorConfig`,
  /// `AbstractHerder.validateConnectorConfig`.
  package init(
    version: KafkaVersion, _ map: SettingMap, worker: SettingMap, policy: ClientOverridePolicy,
    custom: ConnectorClass? = nil
  ) throws(SettingsError) {
    let catalog: SettingCatalog =
      switch custom {
      case .custom: .sourceConnector
      case .sink: .sinkConnector
      case .mirrorSource, .mirrorCheckpoint, .mirrorHeartbeat, nil: .mirrorConnector
      }
    let parsed = try ParsedSettings(catalog, version: version, map.entries)
    let className = parsed.text("connector.class") ?? ""
    guard let connectorClass = custom ?? ConnectorClass(mirrorClass: className) else {
      throw .invalid(className, key: "connector.class", "Class \(className) could not be found.")
    }
    self.init(
      name: parsed.text("name") ?? connectorClass.simpleName, connectorClass: connectorClass)
    tasksMax = parsed.int("tasks.max") ?? tasksMax
    enforcesTasksMax = parsed.boolean("tasks.max.enforce") ?? false
    let retry = parsed.integer("errors.retry.timeout") ?? 0
    errors.retryTimeout = retry < 0 ? nil : Milliseconds(retry)
    errors.retryDelayMax =
      parsed.milliseconds("errors.retry.delay.max.ms") ?? errors.retryDelayMax
    errors.tolerance =
      parsed.text("errors.tolerance").flatMap(ErrorTolerance.init) ?? errors.tolerance
    if case .sink = connectorClass {
      sink = try SinkReads(version: version, map, worker: worker, policy: policy)
      return
    }
    offsetsStorageTopic = parsed.text("offsets.storage.topic")
    requiresExactlyOnce = parsed.text("exactly.once.support")?.lowercased() == "required"
    let overrides = map.stripped(of: "producer.override.")
    if policy != .all, let first = overrides.entries.first {
      throw .config(
        "connector.client.config.override.policy of the worker does not allow "
          + "producer.override.\(first.key)")
    }
    let clients = MirrorClientMaps(map, version: version)
    producer = try ProducerSettings(
      version: version, clients.recordProducer(worker: worker, task: 0).entries)
    producesElsewhere =
      overrides["bootstrap.servers"].map { $0 != worker["bootstrap.servers"] } ?? false
  }
}
