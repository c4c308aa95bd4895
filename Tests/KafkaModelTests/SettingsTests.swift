import KafkaModel
import Testing

@Suite struct SettingsTests {
  private let v28 = KafkaVersion(2, 8, 2)
  private let v39 = KafkaVersion(3, 9, 1)
  private let v41 = KafkaVersion(4, 1, 1)

  @Test func `linger.ms is 0 up to 3.9 and 5 from 4.0`() throws {
    #expect(try ProducerSettings(version: v39, []).linger == .zero)
    #expect(try ProducerSettings(version: v41, []).linger == Milliseconds(5))
  }

  @Test func `2.8 producers are not idempotent and wait for the leader only`() throws {
    let settings = try ProducerSettings(version: v28, [])
    #expect(!settings.idempotent)
    #expect(settings.acks == .leader)
    #expect(settings.partitioner == .defaultPartitioner)
    #expect(settings.client.retryBackoffMax == settings.client.retryBackoff)
  }

  @Test func `Setting only reconnect.backoff.ms makes it constant`() throws {
    let settings = try ProducerSettings(version: v39, [Setting("reconnect.backoff.ms", "200")])
    #expect(settings.client.reconnectBackoffMax == Milliseconds(200))
  }

  @Test func `delivery.timeout.ms left alone is raised to linger plus request time-out`() throws {
    let settings = try ProducerSettings(version: v39, [Setting("request.timeout.ms", "200000")])
    #expect(settings.deliveryTimeout == Milliseconds(200_000))
  }

  @Test(arguments: [
    ("retries", "many", "Invalid value many for configuration retries: Not a number of type INT"),
    (
      "retries", "2147483648",
      "Invalid value 2147483648 for configuration retries: Not a number of type INT"
    ),
    (
      "enable.idempotence", "yes",
      "Invalid value yes for configuration enable.idempotence: Expected value to be either true or false"
    ),
  ])
  func `A value of the wrong type is refused in Kafka's words`(
    key: String, value: String, message: String
  ) {
    #expect(throws: SettingsError.config(message)) {
      try ProducerSettings(version: v39, [Setting(key, value)])
    }
  }

  @Test func `White space around a value is not part of it`() throws {
    let settings = try ProducerSettings(
      version: v39,
      [
        Setting("acks", " all\t"), Setting("batch.size", " 100 "),
        Setting("partitioner.class", " org.apache.kafka.clients.producer.RoundRobinPartitioner "),
        Setting("compression.type", "none "),
      ])
    #expect(settings.acks == .all)
    #expect(settings.batchSize == 100)
    #expect(settings.partitioner == .roundRobin)
  }

  @Test func `The report says of each entry what became of it and where it stands`() {
    let unknown = SettingReport(
      Setting("linger.mss", "5", line: 4), of: .producer, in: v39)
    #expect(
      unknown.description
        == "linger.mss (line 4) is no setting of any modelled version; did you mean linger.ms?")
    let listed = SettingReport(Setting("compression.type", "lz4"), of: .producer, in: v39)
    #expect(
      listed.description
        == "compression.type is without effect here: batches travel and count uncompressed")
  }

  @Test func `Topics inherit the broker's own keys and override them`() throws {
    let broker = try BrokerSettings(
      version: v39,
      [
        Setting("min.insync.replicas", "2"), Setting("message.max.bytes", "2000"),
        Setting("log.segment.bytes", "4096"), Setting("log.flush.interval.messages", "1"),
      ])
    let topic = try TopicSettings(
      version: v39, [Setting("max.message.bytes", "3000"), Setting("flush.ms", "50")],
      inheriting: broker.topicDefaults)
    #expect(topic.minInsyncReplicas == 2)
    #expect(topic.maxMessageBytes == 3_000)
    #expect(topic.segmentBytes == 4_096)
    #expect(topic.flushMessages == 1)
    #expect(topic.flushInterval == Milliseconds(50))
  }

  @Test func `A broker refuses to wait for a fetch longer than its followers may lag`() {
    #expect(throws: SettingsError.self) {
      try BrokerSettings(
        version: v39,
        [
          Setting("replica.lag.time.max.ms", "1000"), Setting("replica.fetch.wait.max.ms", "2000"),
        ])
    }
  }

  @Test func `4.1 refuses segments below one mebibyte, 3.9 takes them`() throws {
    let entries = [Setting("log.segment.bytes", "4096")]
    #expect(try BrokerSettings(version: v39, entries).topicDefaults.segmentBytes == 4_096)
    #expect(throws: SettingsError.self) { try BrokerSettings(version: v41, entries) }
  }

  @Test func `Without entries a broker has the settings of the defaults`() throws {
    #expect(try BrokerSettings(version: v39, []) == BrokerSettings())
    #expect(try ProducerSettings(version: v39, []) == ProducerSettings())
  }

  @Test(arguments: [
    ("acks", "all", SettingReport.Verdict.honoured),
    ("compression.type", "lz4", .withoutEffect(.compression)),
    ("transactional.id", "tx", .notModelled(.transactions)),
    ("retry.backoff.max.ms", "100", .honoured),
    ("metadata.recovery.rebootstrap.trigger.ms", "1", .notInVersion),
    ("linger.mss", "5", .unknown(nearest: "linger.ms")),
    ("batchsize", "5", .unknown(nearest: "batch.size")),
    ("entirely.different.words", "5", .unknown(nearest: nil)),
  ])
  func `Every key is honoured, listed, refused or unknown with the nearest name`(
    key: String, value: String, verdict: SettingReport.Verdict
  ) {
    #expect(SettingReport(Setting(key, value), of: .producer, in: v39).verdict == verdict)
  }

  @Test(arguments: SettingCatalog.allCases)
  func `No key stands twice in a catalogue and each default passes its own bounds`(
    catalog: SettingCatalog
  ) throws {
    var keys: Set<String> = []
    for definition in catalog.tables.flatMap({ $0 }) {
      #expect(keys.insert(definition.key).inserted, "\(definition.key)")
      for column in [SettingColumn.v28, .v39, .v41] {
        guard case .value(let value) = definition.defaults[column] else { continue }
        #expect(throws: Never.self) { try definition.validate(value, in: column) }
      }
    }
  }

  @Test func `The catalogues hold every key of the released classes`() {
    let counts = SettingCatalog.allCases.map { catalog in
      [SettingColumn.v28, .v39, .v41].map { column in
        catalog.tables.flatMap { $0 }.filter { $0.defaults[column] != .absent }.count
      }
    }
    #expect(
      counts == [
        [71, 95, 112], [77, 98, 115], [233, 328, 336], [26, 36, 34], [54, 74, 90], [98, 114, 133],
        [87, 114, 129], [36, 60, 76], [15, 20, 24],
        [19, 20, 24],
      ])
  }
}
