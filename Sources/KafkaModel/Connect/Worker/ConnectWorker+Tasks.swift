/// Tasks: they begin and end when their herder says so, and between ask for what Connect's loop needs.
extension ConnectWorker {
  mutating func start(
    task: ConnectTask, of herder: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let specification = herders[herder].specification
    let configured = herders[herder].configured(task.connector)
    let configurations = herders[herder].configurations[Int(task.connector.raw)]
    guard configurations.indices.contains(Int(task.number)) else { return }
    if case .sink(let connector) = configured.settings.connectorClass,
      case .settings(let map) = configurations[Int(task.number)]
    {
      return start(sink: task, connector, map, of: herder, now: now, into: &effects)
    }
    let behaviour = MirrorBehaviour(specification.version)
    let selection = configured.mirror.topicSelection(behaviour)
    let place = tasks.count
    let name = "\(specification.name)/\(configured.settings.name)-\(task.number)"
    var node = TaskNode(
      herder: herder, task: task,
      name: TaskName(
        group: specification.settings.groupName, connector: configured.settings.name,
        task: task.number),
      runtime: WorkerSourceTask(
        settings: SourceTaskSettings(
          specification.settings, configured.settings.errors),
        behaviour: specification.behaviour,
        isPaused: herders[herder].paused.contains(task.connector),
        draws: clients.stream(name, "error retries")),
      producer: clients.open(
        configured.settings.producer, ProducerBehaviour(specification.version.client),
        at: configured.produces, for: .taskProducer(place), named: "\(name)/producer"))
    switch configurations[Int(task.number)] {
    case .partitions(let partitions):
      node.mirror = mirrorTask(
        of: partitions, configured, selection, behaviour, specification, place, named: name)
    case .groups(let groups):
      node.checkpoints = checkpointTask(
        of: groups, configured, selection, behaviour, specification, place, named: name)
    case .whole:
      node.heartbeats = MirrorHeartbeatTask(configured.mirror, selection: selection)
    case .settings(let map):
      guard case .custom(let connector) = configured.settings.connectorClass else {
        preconditionFailure("a mirror's tasks have partitions or groups")
      }
      node.custom = CustomSourceWork(connector.makeTask(), map)
    }
    tasks.append(node)
    herders[herder].committer.schedule(task, now: now)
    var requests: [SourceTaskEffect] = []
    tasks[place].runtime.start(now: now, into: &requests)
    settle(task: place, &requests, now: now, into: &effects)
  }

  private mutating func mirrorTask(
    of partitions: [NamedPartition], _ configured: ConfiguredConnector,
    _ selection: TopicSelection, _ behaviour: MirrorBehaviour, _ specification: ConnectCluster,
    _ place: Int, named name: String
  ) -> MirrorSourceTask {
    let version = specification.version.client
    let consumer = clients.open(
      configured.mirror.clients.sourceConsumer, ConsumerBehaviour(version), at: configured.source,
      for: .taskConsumer(place), named: "\(name)/consumer")
    var syncs: MirrorSourceTask.Syncs?
    if configured.mirror.emitsOffsetSyncs {
      let isAtSource = configured.mirror.offsetSyncsLocation == .source
      let other = isAtSource ? selection.flow.target : selection.flow.source
      syncs = MirrorSourceTask.Syncs(
        producer: clients.open(
          configured.mirror.clients.offsetSyncsProducer, ProducerBehaviour(version),
          at: isAtSource ? configured.source : configured.target, for: .taskSyncs(place),
          named: "\(name)/offset syncs producer"),
        topic: selection.policy.offsetSyncsTopic(other: other),
        writer: OffsetSyncWriter(
          partitions: partitions.count, maxLag: configured.mirror.offsetLagMax, behaviour))
    }
    return MirrorSourceTask(
      partitions: partitions, selection: selection, consumer: consumer,
      pollTimeout: configured.mirror.consumerPollTimeout, syncs: syncs, behaviour)
  }

  private mutating func checkpointTask(
    of groups: [GroupID], _ configured: ConfiguredConnector, _ selection: TopicSelection,
    _ behaviour: MirrorBehaviour, _ specification: ConnectCluster, _ place: Int,
    named name: String
  ) -> MirrorCheckpointTask {
    let version = specification.version.client
    let (own, reader) = (configured.mirror.clients, ConsumerBehaviour(version))
    let syncsAt =
      configured.mirror.offsetSyncsLocation == .source ? configured.source : configured.target
    let owner = ClientOwner.checkpoints(place)
    let client = ClientBehaviour(reader)
    let slots = MirrorCheckpointTask.Slots(
      sourceAdmin: clients.openAdmin(
        own.sourceAdmin, client, at: configured.source, for: owner, named: "\(name)/source admin"),
      targetAdmin: clients.openAdmin(
        own.targetAdmin, client, at: configured.target, for: owner, named: "\(name)/target admin"),
      checkpointsConsumer: clients.open(
        own.targetConsumer, reader, at: configured.target, for: owner,
        named: "\(name)/checkpoints consumer"),
      checkpointsAdmin: clients.openAdmin(
        own.targetAdmin, client, at: configured.target, for: owner,
        named: "\(name)/checkpoints admin"),
      syncsConsumer: clients.open(
        own.offsetSyncsConsumer, reader, at: syncsAt, for: owner,
        named: "\(name)/offset syncs consumer"),
      syncsAdmin: clients.openAdmin(
        syncsAt == configured.source ? own.sourceAdmin : own.targetAdmin, client, at: syncsAt,
        for: owner, named: "\(name)/offset syncs admin"))
    return MirrorCheckpointTask(
      groups: groups, configured.mirror, selection: selection, slots: slots, behaviour)
  }

  /// The last task of the number that is not gone.
  func place(of task: ConnectTask, herder: Int) -> Int? {
    tasks.lastIndex { $0.herder == herder && $0.task == task && !$0.isGone }
  }

  mutating func stop(
    task: ConnectTask, of herder: Int, _ requests: inout [HerderEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    if let place = sinkPlace(of: task, herder: herder) {
      return stop(sink: place, now: now, into: &effects)
    }
    herders[herder].committer.remove(task)
    guard let place = place(of: task, herder: herder) else {
      herders[herder].herder.taskStopped(task, now: now, into: &requests)
      return
    }
    tasks[place].isAwaited = true
    // Nobody waits for the next life of a task that is given up.
    tasks[place].restart = nil
    effects.append(.journal(.taskStopping(tasks[place].name)))
    var own: [SourceTaskEffect] = []
    tasks[place].runtime.stop(now: now, into: &own)
    settle(task: place, &own, now: now, into: &effects)
  }

  mutating func cancel(
    task: ConnectTask, of herder: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    if let place = sinkPlace(of: task, herder: herder) {
      return cancel(sink: place, now: now, into: &effects)
    }
    guard let place = place(of: task, herder: herder) else { return }
    tasks[place].isCancelled = true
    effects.append(.journal(.taskNotStopped(tasks[place].name)))
    tasks[place].isAwaited = false
    var own: [SourceTaskEffect] = []
    tasks[place].runtime.cancel(now: now, into: &own)
    settle(task: place, &own, now: now, into: &effects)
  }

  /// Carries out what a task's runtime asks for, and what that makes it ask for, until nothing is left.
  mutating func settle(
    task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var next = 0
    while next < requests.count {
      let request = requests[next]
      next += 1
      carryOut(request, task, &requests, now: now, into: &effects)
    }
  }

  private mutating func carryOut(
    _ request: SourceTaskEffect, _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch request {
    case .startTask where tasksStartIn > .zero:
      tasks[task].loadsUntil = now + tasksStartIn
    case .startTask: beginWork(of: task, &requests, now: now, into: &effects)
    case .poll: poll(task, &requests, now: now, into: &effects)
    case .send(let first, let place, let count):
      send(task, first: first, place: place, count: count, &requests, now: now, into: &effects)
    case .commitRecords(let records, true):
      if tasks[task].mirror != nil { commit(records, of: task, now: now, into: &effects) }
      let (partition, base) = (tasks[task].completedPartition, tasks[task].completedBase)
      tasks[task].custom?.committed(records, in: partition, from: base)
    case .commitRecords(let records, false):
      // Without metadata a mirror's task does nothing.
      tasks[task].custom?.tolerated(records)
    case .skipRecord:
      break
    case .storeOffsets(let write, let offsets):
      effects.append(
        .journal(.commitBegan(tasks[task].name, partitions: Int32(offsets.count))))
      store(offsets, write, of: task, now: now, into: &effects)
    case .commitTask:
      tasks[task].mirror?.commit(&clients, now: now, into: &effects)
      tasks[task].custom?.offsetsCommitted()
    case .stopTask: stopWork(of: task, &requests, now: now, into: &effects)
    case .closeProducer(let timeout):
      if clients.isOpen(tasks[task].producer) {
        clients.close(tasks[task].producer, timeout: timeout, now: now, into: &effects)
      } else {
        tasks[task].runtime.producerClosed(now: now, into: &requests)
      }
    case .status(let status):
      report(status, of: task, now: now, into: &effects)
    case .ended:
      ended(task, now: now, into: &effects)
    case .commitEnded:
      herders[tasks[task].herder].committer.ended(now: now)
    case .note:
      break
    }
  }

  private mutating func ended(
    _ task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    tasks[task].isGone = true
    let (herder, name) = (tasks[task].herder, tasks[task].task)
    // A life that was given up may end when the next one has long begun.
    if place(of: name, herder: herder) == nil { herders[herder].committer.remove(name) }
    if let restart = tasks[task].restart, !tasks[task].isAwaited {
      startAgain(name, tasks[task].name, restart, of: herder, now: now, into: &effects)
    }
    guard tasks[task].isAwaited else { return }
    drive(herder, now: now, into: &effects) { $0.taskStopped(name, now: now, into: &$1) }
  }

  private mutating func report(
    _ status: TaskStatus, of task: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    // A cancelled task writes nothing: a newer one may run.
    guard !tasks[task].isCancelled else { return }
    tasks[task].state = ConnectState(status)
    write(tasks[task].state, of: tasks[task].name, tasks[task].herder, now: now, into: &effects)
  }

  /// To the status topic.
  mutating func write(
    _ state: ConnectState, of task: TaskName, _ herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    effects.append(.journal(.taskChanged(task, state)))
    logs[herders[herder].statusLog].write(
      .taskStatus(task, state: state, worker: name, herders[herder].generation),
      token: Token.nobody, &clients, now: now, into: &effects)
  }
}

extension ConnectState {
  init(_ status: TaskStatus) {
    switch status {
    case .running: self = .running
    case .paused: self = .paused
    case .failed: self = .failed
    case .unassigned: self = .unassigned
    }
  }
}
