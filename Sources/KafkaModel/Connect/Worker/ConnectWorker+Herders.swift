/// What a herder asks of its worker: internal topics, connectors, tasks, and its group's connections.
extension ConnectWorker {
  mutating func settle(
    herder: Int, _ requests: inout [HerderEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var next = 0
    while next < requests.count {
      let request = requests[next]
      next += 1
      carryOut(request, herder, &requests, now: now, into: &effects)
    }
    effects.append(
      .wakeClient(herders[herder].member, at: herders[herder].herder.nextWake(now: now)))
  }

  private mutating func carryOut(
    _ request: HerderEffect, _ herder: Int, _ requests: inout [HerderEffect],
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let member = herders[herder].member
    switch request {
    case .connect(let node): effects.append(.connect(member, node))
    case .close(let node): effects.append(.close(member, node))
    case .send(let node, let correlation, let request, let bytes):
      effects.append(.send(member, node, correlation: correlation, request, bytes: bytes))
    case .journal(.consumer(.coordinatorLost)):
      effects.append(
        .journal(.coordinatorLost(group: herders[herder].specification.settings.groupName)))
    case .journal(let event):
      effects.append(.journal(.client(herders[herder].specification.cluster, event)))
    case .startServices:
      logs[herders[herder].offsetLog].start(&clients, now: now, into: &effects)
    case .readConfigToEnd(let timeout):
      herders[herder].configRead = now + timeout
      logs[herders[herder].configLog].readToEnd(
        Token.herder, &clients, now: now, into: &effects)
    case .startConnector(let connector):
      start(connector: connector, of: herder, now: now, into: &effects)
    case .stopConnector(let connector):
      stop(connector: connector, of: herder, now: now, into: &effects)
      herders[herder].herder.connectorStopped(connector, now: now, into: &requests)
    case .cancelConnector:
      break
    case .startTask(let task):
      start(task: task, of: herder, now: now, into: &effects)
    case .stopTask(let task, _):
      stop(task: task, of: herder, &requests, now: now, into: &effects)
    case .cancelTask(let task):
      cancel(task: task, of: herder, now: now, into: &effects)
    case .flushStatus:
      if logs[herders[herder].statusLog].flush(Token.herder) {
        herders[herder].herder.statusFlushed(now: now, into: &requests)
      }
    case .writeTaskConfigs(let configs):
      write(
        herders[herder].wanted[Int(configs.connector.raw)], of: configs.connector, herder,
        now: now, into: &effects)
    case .forwardTaskConfigs(let configs, let leader):
      guard herders[herder].specification.settings.hasInternalREST else {
        herders[herder].herder.taskConfigsPublished(
          configs.connector, isWritten: false, now: now, into: &requests)
        return
      }
      effects.append(
        .forward(
          group: herders[herder].specification.group, configs.connector,
          herders[herder].wanted[Int(configs.connector.raw)], leader: leader))
    case .assigned(let assignment, let generation):
      herders[herder].generation = generation
      effects.append(
        .journal(
          .joined(
            group: herders[herder].specification.settings.groupName, generation: generation,
            connectors: Int32(assignment.work.connectors.count),
            tasks: Int32(assignment.work.tasks.count), delay: assignment.delay)))
    case .revoked(let work):
      guard !work.isEmpty else { return }
      // Without a coordinator it was the worker itself that gave all up.
      guard herders[herder].herder.member.member.coordinator != nil else {
        effects.append(
          .journal(.gaveUp(group: herders[herder].specification.settings.groupName)))
        return
      }
      effects.append(
        .journal(
          .revoked(
            group: herders[herder].specification.settings.groupName,
            connectors: Int32(work.connectors.count), tasks: Int32(work.tasks.count))))
    case .failed:
      phase = .over
      effects.append(.exited)
    case .stopped:
      herders[herder].hasStopped = true
      endIfDone(now: now, into: &effects)
    }
  }

  /// Lets a herder go on after an input; what it asks for is carried out.
  mutating func drive(
    _ herder: Int, now: Milliseconds, into effects: inout [WorkerEffect],
    _ body: (inout Herder, inout [HerderEffect]) -> Void
  ) {
    var requests: [HerderEffect] = []
    body(&herders[herder].herder, &requests)
    settle(herder: herder, &requests, now: now, into: &effects)
  }

  // MARK: The config topic

  /// Task configurations go to the config topic; the writer waits until it has read them back.
  private mutating func write(
    _ tasks: [TaskConfiguration], of connector: ConnectorIndex, _ herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    logs[herders[herder].configLog].write(
      .taskConfigurations(connector: herders[herder].names[connector], tasks),
      token: connector.raw, &clients, now: now, into: &effects)
  }

  /// Another worker of the group hands over a connector's task configurations (`POST /connectors/{c}/tasks`).
  package mutating func forwarded(
    _ tasks: [TaskConfiguration], of connector: ConnectorIndex, in group: GroupID,
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard let herder = herders.firstIndex(where: { $0.specification.group == group }) else {
      return
    }
    write(tasks, of: connector, herder, now: now, into: &effects)
    settle(now: now, into: &effects)
  }

  /// What became of configurations that were handed to the leader.
  package mutating func forwardAnswered(
    _ connector: ConnectorIndex, in group: GroupID, isTaken: Bool, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard let herder = herders.firstIndex(where: { $0.specification.group == group }) else {
      return
    }
    drive(herder, now: now, into: &effects) {
      $0.taskConfigsPublished(connector, isWritten: isTaken, now: now, into: &$1)
    }
    settle(now: now, into: &effects)
  }

  /// The config topic tells of a connector's tasks.
  mutating func configurationRead(
    of name: String, _ tasks: [TaskConfiguration], _ herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard let connector = herders[herder].names.index(of: name) else { return }
    herders[herder].configurations[Int(connector.raw)] = tasks
    let version = herders[herder].version(of: tasks, connector)
    herders[herder].store.offset = herders[herder].store.offset + 1
    herders[herder].store.set(connector, taskCount: Int32(tasks.count), version: version)
    // Before its services have started the herder takes the store as a whole.
    guard logs[herders[herder].configLog].isCaughtUp else { return }
    let store = herders[herder].store
    drive(herder, now: now, into: &effects) {
      $0.configTopicAdvanced(to: store, [.tasksUpdated(connector)], now: now, into: &$1)
    }
  }

  /// The config topic was read to its end for the herder, or its time is over.
  mutating func configReadEnded(
    _ herder: Int, inTime: Bool, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard herders[herder].configRead != nil else { return }
    herders[herder].configRead = nil
    let store = inTime ? herders[herder].store : nil
    drive(herder, now: now, into: &effects) { $0.configRead(store, now: now, into: &$1) }
  }

  // MARK: The end

  /// SIGTERM: every herder stops what it runs and leaves its group.
  package mutating func stop(now: Milliseconds, into effects: inout [WorkerEffect]) {
    guard phase == .running else { return }
    phase = .stopping
    for herder in herders.indices {
      drive(herder, now: now, into: &effects) { $0.stop(now: now, into: &$1) }
    }
    settle(now: now, into: &effects)
  }

  private mutating func endIfDone(now: Milliseconds, into effects: inout [WorkerEffect]) {
    guard phase == .stopping, herders.allSatisfy(\.hasStopped) else { return }
    phase = .over
    effects.append(.exited)
  }

  package func leads(_ group: GroupID) -> Bool {
    herders.contains { $0.specification.group == group && $0.herder.isLeader }
  }

  /// Whose waits a log is told of.
  enum Token {
    static let herder: Int32 = -1
    static let nobody: Int32 = -2
  }
}
