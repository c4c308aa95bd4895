/// Connectors begin and end here, when their herder says so.
extension ConnectWorker {
  mutating func start(
    connector index: ConnectorIndex, of herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    connectors.append(ConnectorNode(herder: herder, connector: index))
    run(connector: connectors.count - 1, now: now, into: &effects)
  }

  /// `WorkerConnector.doStart`, at a start or when it is resumed; one whose target state is PAUSED does not start.
  private mutating func run(
    connector place: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    var node = connectors[place]
    let (herder, index) = (node.herder, node.connector)
    guard !herders[herder].paused.contains(index) else {
      return report(.paused, ofConnector: place, now: now, into: &effects)
    }
    let configured = herders[herder].configured(index)
    let isAuthored: Bool
    switch configured.settings.connectorClass {
    case .custom(let custom): (node.custom, isAuthored) = (custom, true)
    case .sink(let sink): (node.sink, isAuthored) = (sink, true)
    case .mirrorSource, .mirrorCheckpoint, .mirrorHeartbeat:
      openMirror(&node, at: place, configured, herders[herder].specification)
      isAuthored = false
    }
    if isAuthored {
      // It has no clients, and is asked for its tasks at once.
      node.configuration = configured.configuration
      node.retriesAt = now
    }
    connectors[place] = node
    report(.running, ofConnector: place, now: now, into: &effects)
    if !isAuthored { wake(connector: place, now: now, into: &effects) }
  }

  /// MirrorMaker's connectors ask their clusters by admin clients of their own.
  private mutating func openMirror(
    _ node: inout ConnectorNode, at place: Int, _ configured: ConfiguredConnector,
    _ specification: ConnectCluster
  ) {
    let behaviour = MirrorBehaviour(specification.version)
    let selection = configured.mirror.topicSelection(behaviour)
    let owner = ClientOwner.connector(place)
    let name = "\(specification.name)/\(configured.settings.name)"
    let client = ClientBehaviour(ConsumerBehaviour(specification.version.client))
    let target = clients.openAdmin(
      configured.mirror.clients.targetAdmin, client, at: configured.target, for: owner,
      named: "\(name)/target admin")
    if configured.settings.connectorClass == .mirrorHeartbeat {
      node.heartbeats = MirrorHeartbeatConnector(
        configured.mirror, selection: selection, targetAdmin: target)
      return
    }
    let source = clients.openAdmin(
      configured.mirror.clients.sourceAdmin, client, at: configured.source, for: owner,
      named: "\(name)/source admin")
    if configured.settings.connectorClass == .mirrorSource {
      node.source = MirrorSourceConnector(
        configured.mirror, selection: selection, sourceAdmin: source, targetAdmin: target)
    } else {
      node.checkpoints = MirrorCheckpointConnector(
        configured.mirror, selection: selection, sourceAdmin: source, targetAdmin: target,
        behaviour)
    }
  }

  mutating func stop(
    connector index: ConnectorIndex, of herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard let place = place(ofConnector: index, herder: herder) else { return }
    close(connector: place, now: now, into: &effects)
    connectors[place].isGone = true
    report(.unassigned, ofConnector: place, now: now, into: &effects)
  }

  private func place(ofConnector index: ConnectorIndex, herder: Int) -> Int? {
    connectors.lastIndex { $0.herder == herder && $0.connector == index && !$0.isGone }
  }

  /// `Connector.stop`: its clients close, and it asks for nothing more.
  private mutating func close(
    connector place: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    connectors[place].source?.stop(&clients, now: now, into: &effects)
    connectors[place].checkpoints?.stop(&clients, now: now, into: &effects)
    connectors[place].heartbeats?.stop(&clients, now: now, into: &effects)
    connectors[place].source = nil
    connectors[place].checkpoints = nil
    connectors[place].heartbeats = nil
    connectors[place].custom = nil
    connectors[place].sink = nil
    connectors[place].retriesAt = nil
  }

  /// What a user asks of a connector itself by Connect's REST API; a failed one is only helped by a restart.
  ///
  /// Source: `DistributedHerder.doRestartConnectorAndTasks`, `restartConnector`; `WorkerConnector.suspend`, `resume`.
  mutating func asked(
    _ request: ConnectRequest, ofConnector index: ConnectorIndex, herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let place = place(ofConnector: index, herder: herder)
    switch request {
    case .pause where !herders[herder].paused.contains(index):
      herders[herder].paused.append(index)
      guard let place, connectors[place].state != .failed else { return }
      close(connector: place, now: now, into: &effects)
      report(.paused, ofConnector: place, now: now, into: &effects)
    case .resume where herders[herder].paused.contains(index):
      herders[herder].paused.removeAll { $0 == index }
      guard let place, connectors[place].state != .failed else { return }
      run(connector: place, now: now, into: &effects)
    case .restart(let tasks, let onlyFailed):
      guard let place, !onlyFailed || connectors[place].state == .failed else { return }
      stop(connector: index, of: herder, now: now, into: &effects)
      if tasks || onlyFailed { report(.restarting, ofConnector: place, now: now, into: &effects) }
      start(connector: index, of: herder, now: now, into: &effects)
    case .pause, .resume, .restartTask: return
    }
  }

  mutating func wake(
    connector: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    var notices: [MirrorSourceConnector.Notice] = []
    if let retry = connectors[connector].retriesAt, retry <= now {
      connectors[connector].retriesAt = nil
      requestTasks(ofConnector: connector, now: now, into: &effects)
    }
    connectors[connector].source?.wake(&clients, now: now, into: &effects, notices: &notices)
    connectors[connector].checkpoints?.wake(
      &clients, now: now, into: &effects, notices: &notices)
    connectors[connector].heartbeats?.wake(
      &clients, now: now, into: &effects, notices: &notices)
    take(notices, ofConnector: connector, now: now, into: &effects)
  }

  mutating func take(
    _ answer: WorkerClients.Answer, forConnector connector: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard case .admin(let id, let answer) = answer, !connectors[connector].isGone else { return }
    var notices: [MirrorSourceConnector.Notice] = []
    connectors[connector].source?.answered(
      id, answer, &clients, now: now, into: &effects, notices: &notices)
    connectors[connector].checkpoints?.answered(
      id, answer, &clients, now: now, into: &effects, notices: &notices)
    connectors[connector].heartbeats?.answered(
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
        requestTasks(ofConnector: connector, now: now, into: &effects)
      case .groupsFound(let groups):
        let herder = connectors[connector].herder
        effects.append(
          .journal(
            .groupsFound(
              group: herders[herder].specification.settings.groupName,
              connector: herders[herder].names[connectors[connector].connector], groups)))
      }
    }
  }

  /// `requestTaskReconfiguration`: what the connector wants its tasks to do; a failure that may pass is tried again.
  private mutating func requestTasks(
    ofConnector connector: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let (herder, index) = (connectors[connector].herder, connectors[connector].connector)
    let limit = herders[herder].configured(index).settings.tasksMax
    guard let tasks = connectors[connector].taskConfigurations(atMost: limit) else {
      connectors[connector].retriesAt = now + Milliseconds(250)
      return
    }
    guard tasks.count <= limit || !herders[herder].configured(index).settings.enforcesTasksMax
    else {
      // KIP-1004: a connector that makes more tasks than it may fails.
      report(.failed, ofConnector: connector, now: now, into: &effects)
      return
    }
    herders[herder].wanted[Int(index.raw)] = tasks
    let version = herders[herder].version(of: tasks, index)
    drive(herder, now: now, into: &effects) {
      $0.taskConfigsRequested(
        TaskConfigs(connector: index, count: Int32(tasks.count), version: version), now: now,
        into: &$1)
    }
  }

  mutating func report(
    _ state: ConnectState, ofConnector connector: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let herder = connectors[connector].herder
    let name = herders[herder].names[connectors[connector].connector]
    connectors[connector].state = state
    effects.append(
      .journal(
        .connectorChanged(
          group: herders[herder].specification.settings.groupName, connector: name, state)))
    logs[herders[herder].statusLog].write(
      .connectorStatus(
        connector: name, state: state, worker: self.name, herders[herder].generation),
      token: Token.nobody, &clients, now: now, into: &effects)
  }
}
