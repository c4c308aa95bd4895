/// A worker's process as it begins: its herders and the clients of their internal topics.
extension ConnectWorker {
  package init(
    name: String, herders specifications: [ConnectCluster], clients: WorkerClients
  ) {
    self.name = name
    self.clients = clients
    for (index, specification) in specifications.enumerated() {
      let names = ConnectorNames(specification.connectors.map(\.settings.name))
      let version = specification.version.client
      let consumer = ConsumerBehaviour(version)
      let slot = self.clients.openMember(at: specification.cluster, for: .member(index))
      var store = ConnectConfiguration(offset: Offset(Int64(names.count)))
      for connector in 0..<names.count {
        store.set(ConnectorIndex(Int32(connector)), taskCount: 0)
      }
      herders.append(
        HerderNode(
          specification: specification, names: names,
          herder: Herder(
            settings: HerderSettings(
              specification.settings, group: specification.group, clientID: "connect-\(name)",
              url: "http://\(name):8083/", behaviour: consumer),
            behaviour: specification.behaviour, names: names,
            bootstrap: self.clients.bootstrap(of: specification.cluster),
            clientBehaviour: ClientBehaviour(consumer),
            draws: self.clients.consumerDraws("\(specification.name)/group")),
          member: slot, configLog: 3 * index, offsetLog: 3 * index + 1, statusLog: 3 * index + 2,
          committer: OffsetCommitter(interval: specification.settings.offsetFlushInterval),
          store: store, configurations: (0..<names.count).map { _ in [] },
          wanted: (0..<names.count).map { _ in [] }, contents: (0..<names.count).map { _ in [[]] }))
    }
  }

  /// The process runs: every herder begins to read its internal topics.
  package mutating func start(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for index in herders.indices {
      let specification = herders[index].specification
      let (stores, settings) = (specification.settings.stores, specification.settings)
      open(
        settings.configTopic, stores.configProducer, stores.configConsumer, "config",
        specification)
      open(
        settings.offsetTopic, stores.offsetProducer, stores.offsetConsumer, "offset",
        specification)
      open(
        settings.statusTopic, stores.statusProducer, stores.statusConsumer, "status",
        specification)
    }
    for index in herders.indices {
      drive(index, now: now, into: &effects) { $0.start(now: now, into: &$1) }
    }
    settle(now: now, into: &effects)
  }

  private mutating func open(
    _ topic: StorageTopicSettings, _ producer: ProducerSettings, _ consumer: ConsumerSettings,
    _ purpose: String, _ specification: ConnectCluster
  ) {
    let owner = ClientOwner.log(logs.count)
    let name = "\(specification.name)/\(purpose) topic"
    let version = specification.version.client
    let log = TopicLog(
      topic, number: logs.count,
      producer: clients.open(
        producer, ProducerBehaviour(version), at: specification.cluster, for: owner,
        named: name + " producer"),
      consumer: clients.open(
        consumer, ConsumerBehaviour(version), at: specification.cluster, for: owner,
        named: name + " consumer"),
      admin: clients.openAdmin(
        specification.settings.stores.admin, ClientBehaviour(ConsumerBehaviour(version)),
        at: specification.cluster, for: owner, named: name + " admin"))
    logs.append(log)
  }

  /// `DistributedHerder.startServices`: the offset topic, then the status topic, then the config topic.
  mutating func logStarted(
    _ log: Int, of herder: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch log {
    case herders[herder].offsetLog:
      logs[herders[herder].statusLog].start(&clients, now: now, into: &effects)
    case herders[herder].statusLog:
      logs[herders[herder].configLog].start(&clients, now: now, into: &effects)
    default:
      let store = herders[herder].store
      drive(herder, now: now, into: &effects) {
        $0.servicesStarted(store, now: now, into: &$1)
      }
    }
  }
}

extension KafkaVersion {
  /// The version whose clients stand for those of a worker: the nearest one whose clients are modelled.
  package var client: KafkaVersion {
    if self < KafkaVersion(3, 3, 0) { return KafkaVersion(2, 8, 2) }
    return self < KafkaVersion(4, 0, 0) ? KafkaVersion(3, 9, 1) : KafkaVersion(4, 1, 1)
  }
}
