/// Connectors and tasks begin and end here, when their herder says so.
extension ConnectWorker {
  package init(
    name: String, herders specifications: [ConnectCluster], clients: WorkerClients
  ) {
    self.name = name
    self.clients = clients
    for (index, specification) in specifications.enumerated() {
      herders.append(
        HerderNode(
          specification: specification, configLog: 3 * index, offsetLog: 3 * index + 1,
          statusLog: 3 * index + 2,
          committer: OffsetCommitter(interval: specification.settings.offsetFlushInterval),
          configurations: specification.connectors.map { _ in [] }))
    }
  }

  /// The process runs: every herder begins to read its internal topics.
  package mutating func start(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for index in herders.indices {
      let specification = herders[index].specification
      let (stores, settings) = (specification.settings.stores, specification.settings)
      open(settings.configTopic, stores.configProducer, stores.configConsumer, "config", specification)
      open(settings.offsetTopic, stores.offsetProducer, stores.offsetConsumer, "offset", specification)
      open(settings.statusTopic, stores.statusProducer, stores.statusConsumer, "status", specification)
      logs[herders[index].offsetLog].start(&clients, now: now, into: &effects)
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
      for connector in herders[herder].specification.connectors.indices {
        start(
          connector: ConnectorIndex(Int32(connector)), of: herder, now: now, into: &effects)
      }
    }
  }

  // MARK: Connectors

  mutating func start(
    connector index: ConnectorIndex, of herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let specification = herders[herder].specification
    let configured = specification.connectors[Int(index.raw)]
    let owner = ClientOwner.connector(connectors.count)
    let name = "\(configured.settings.name)/admin of"
    let version = specification.version.client
    let behaviour = ClientBehaviour(ConsumerBehaviour(version))
    let source = clients.openAdmin(
      configured.mirror.clients.sourceAdmin, behaviour, at: configured.source, for: owner,
      named: "\(name) source")
    let target = clients.openAdmin(
      configured.mirror.clients.targetAdmin, behaviour, at: configured.target, for: owner,
      named: "\(name) target")
    connectors.append(
      ConnectorNode(
        herder: herder, connector: index,
        source: MirrorSourceConnector(
          configured.mirror,
          selection: configured.mirror.topicSelection(MirrorBehaviour(specification.version)),
          sourceAdmin: source, targetAdmin: target)))
    wake(connector: connectors.count - 1, now: now, into: &effects)
  }

  mutating func wake(
    connector: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    var notices: [MirrorSourceConnector.Notice] = []
    connectors[connector].source.wake(
      &clients, now: now, into: &effects, notices: &notices)
    take(notices, ofConnector: connector, now: now, into: &effects)
  }

  mutating func take(
    _ answer: WorkerClients.Answer, forConnector connector: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard case .admin(let id, let answer) = answer, !connectors[connector].isGone else { return }
    var notices: [MirrorSourceConnector.Notice] = []
    connectors[connector].source.answered(
      id, answer, &clients, now: now, into: &effects, notices: &notices)
    take(notices, ofConnector: connector, now: now, into: &effects)
  }

  private mutating func take(
    _ notices: [MirrorSourceConnector.Notice], ofConnector connector: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    for notice in notices {
      switch notice {
      case .started, .tasksChanged:
        publishTasks(ofConnector: connector, now: now, into: &effects)
      }
    }
  }

  /// `reconfigureConnector`: task configurations go to the config topic if they differ from those there.
  private mutating func publishTasks(
    ofConnector connector: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let (herder, index) = (connectors[connector].herder, connectors[connector].connector)
    let configured = herders[herder].specification.connectors[Int(index.raw)]
    let tasks = connectors[connector].source.taskConfigurations(
      atMost: configured.settings.tasksMax)
    guard tasks != herders[herder].configurations[Int(index.raw)] else { return }
    logs[herders[herder].configLog].write(
      .taskConfigurations(connector: configured.settings.name, tasks), token: -1, &clients,
      now: now, into: &effects)
  }

  /// The config topic tells of a connector's tasks.
  mutating func configurationRead(
    of name: String, _ configurations: [TaskConfiguration], _ herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard
      let index = herders[herder].specification.connectors.firstIndex(where: {
        $0.settings.name == name
      })
    else { return }
    herders[herder].configurations[index] = configurations
    for task in configurations.indices {
      start(
        task: ConnectTask(ConnectorIndex(Int32(index)), Int32(task)), of: herder, now: now,
        into: &effects)
    }
  }

  // MARK: Tasks

  mutating func start(
    task: ConnectTask, of herder: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let specification = herders[herder].specification
    let configured = specification.connectors[Int(task.connector.raw)]
    let configuration = herders[herder].configurations[Int(task.connector.raw)][Int(task.number)]
    guard case .partitions(let partitions) = configuration else { return }
    let version = specification.version.client
    let mirror = MirrorBehaviour(specification.version)
    let selection = configured.mirror.topicSelection(mirror)
    let name = "\(configured.settings.name)-\(task.number)"
    let place = tasks.count
    let producer = clients.open(
      configured.settings.producer, ProducerBehaviour(version), at: configured.produces,
      for: .taskProducer(place), named: "\(name)/producer")
    let consumer = clients.open(
      configured.mirror.clients.sourceConsumer, ConsumerBehaviour(version), at: configured.source,
      for: .taskConsumer(place), named: "\(name)/consumer")
    var syncs: MirrorSourceTask.Syncs?
    if configured.mirror.emitsOffsetSyncs {
      let atSource = configured.mirror.offsetSyncsLocation == .source
      let other = atSource ? selection.flow.target : selection.flow.source
      syncs = MirrorSourceTask.Syncs(
        producer: clients.open(
          configured.mirror.clients.offsetSyncsProducer, ProducerBehaviour(version),
          at: atSource ? configured.source : configured.target, for: .taskSyncs(place),
          named: "\(name)/offset syncs producer"),
        topic: selection.policy.offsetSyncsTopic(other: other),
        writer: OffsetSyncWriter(
          partitions: partitions.count, maxLag: configured.mirror.offsetLagMax, mirror))
    }
    tasks.append(
      TaskNode(
        herder: herder, task: task,
        name: TaskName(connector: configured.settings.name, task: task.number),
        runtime: WorkerSourceTask(
          settings: SourceTaskSettings(
            errors: ErrorSettings(configured.settings.errors),
            flushTimeout: specification.settings.offsetFlushTimeout),
          behaviour: ConnectBehaviour(specification.version),
          draws: clients.stream(name, "error retries")),
        producer: producer,
        mirror: MirrorSourceTask(
          partitions: partitions, selection: selection, consumer: consumer,
          pollTimeout: configured.mirror.consumerPollTimeout, syncs: syncs)))
    herders[herder].committer.schedule(task, now: now)
    var requests: [SourceTaskEffect] = []
    tasks[place].runtime.start(now: now, into: &requests)
    settle(task: place, &requests, now: now, into: &effects)
  }

  mutating func report(
    _ status: TaskStatus, of task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let state: ConnectState =
      switch status {
      case .running: .running
      case .paused: .paused
      case .failed: .failed
      case .unassigned: .unassigned
      }
    effects.append(.journal(.taskChanged(tasks[task].name, state)))
    logs[herders[tasks[task].herder].statusLog].write(
      .taskStatus(tasks[task].name, state: state, worker: name, GenerationID(0)), token: -1,
      &clients, now: now, into: &effects)
  }

  mutating func taskEnded(
    _ task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    herders[tasks[task].herder].committer.remove(tasks[task].task)
  }

  // MARK: The end

  /// SIGTERM.
  package mutating func stop(now: Milliseconds, into effects: inout [WorkerEffect]) {
    phase = .over
    effects.append(.exited)
  }

  package func leads(_ group: GroupID) -> Bool {
    herders.contains { $0.specification.group == group }
  }
}

/// What a user asks of Connect's REST API about a connector.
package enum ConnectRequest: Hashable, Sendable {
  /// `POST /connectors/{c}/restart`, `POST /connectors/{c}/tasks/{n}/restart`
  case restart(connector: Bool, tasks: Bool, onlyFailed: Bool, task: Int32?)
  case pause
  case resume
}

extension ConnectWorker {
  /// Whether the worker runs the connector, or one of its tasks.
  package func runs(_ connector: ConnectorIndex, task: Int32?, of herder: Int) -> Bool {
    guard let task else {
      return connectors.contains {
        $0.herder == herder && $0.connector == connector && !$0.isGone
      }
    }
    return tasks.contains {
      $0.herder == herder && $0.task == ConnectTask(connector, task) && !$0.isGone
    }
  }

  package mutating func asked(
    _ request: ConnectRequest, of connector: ConnectorIndex, herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    for task in tasks.indices
    where tasks[task].herder == herder && tasks[task].task.connector == connector
      && !tasks[task].isGone
    {
      var requests: [SourceTaskEffect] = []
      switch request {
      case .pause: tasks[task].runtime.pause()
      case .resume: tasks[task].runtime.resume(now: now, into: &requests)
      case .restart: break
      }
      settle(task: task, &requests, now: now, into: &effects)
    }
  }
}

extension ErrorSettings {
  init(_ settings: ErrorHandlingSettings) {
    self.init(
      tolerance: settings.tolerance == .all ? .all : .none,
      retryTimeout: settings.retryTimeout ?? Milliseconds(-1), retryDelayMax: settings.retryDelayMax)
  }
}

extension KafkaVersion {
  /// The version whose clients stand for those of a worker: the nearest one whose clients are modelled.
  var client: KafkaVersion {
    if self < KafkaVersion(3, 3, 0) { return KafkaVersion(2, 8, 2) }
    return self < KafkaVersion(4, 0, 0) ? KafkaVersion(3, 9, 1) : KafkaVersion(4, 1, 1)
  }
}
