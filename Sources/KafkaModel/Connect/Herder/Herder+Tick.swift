extension Herder {
  /// The tick thread's loop, from its top to the first wait.
  ///
  /// Source: `DistributedHerder.tick`.
  mutating func tick(now: Milliseconds, into effects: inout [HerderEffect]) {
    if isStopping { return halt(now: now, into: &effects) }
    if !canReadConfigs {
      stage = .readingBeforeTick
      effects.append(.readConfigToEnd(timeout: settings.syncTimeout))
      return
    }
    enterMember(.ensuringActive, timeout: .zero, now: now, into: &effects)
  }

  private mutating func enterMember(
    _ call: MemberCall, timeout: Milliseconds, now: Milliseconds,
    into effects: inout [HerderEffect]
  ) {
    stage = .inMember(call)
    member.poll(timeout: timeout, now: now, into: &memberEffects)
    settleMember(now: now, into: &effects)
  }

  /// Does what the member asks for, and goes on when its `poll` returns.
  mutating func settleMember(now: Milliseconds, into effects: inout [HerderEffect]) {
    while !memberEffects.isEmpty {
      let asked = memberEffects
      memberEffects.removeAll(keepingCapacity: true)
      // What is on its way to the network leaves before the herder has the member do anything more.
      for effect in asked {
        switch effect {
        case .connect(let node): effects.append(.connect(node))
        case .close(let node): effects.append(.close(node))
        case .send(let node, let correlation, let request, let bytes):
          effects.append(.send(node, correlation: correlation, request, bytes: bytes))
        case .journal(let event): effects.append(.journal(event))
        case .revoke, .assigned, .returned, .failed: break
        }
      }
      for effect in asked {
        switch effect {
        case .connect, .close, .send, .journal: break
        case .revoke(let work): revoke(work, now: now, into: &effects)
        case .assigned(let assignment, let generation):
          take(assignment, generation, now: now, into: &effects)
        case .returned(let isWokenUp):
          guard case .inMember(let call) = stage else { continue }
          returned(from: call, isWokenUp: isWokenUp, now: now, into: &effects)
        case .failed(let failure):
          stage = .stopped
          effects.append(.failed(failure))
        }
      }
    }
  }

  private mutating func returned(
    from call: MemberCall, isWokenUp: Bool, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    if isWokenUp {
      tick(now: now, into: &effects)
    } else {
      completeRebalance(from: call, now: now, into: &effects)
    }
  }

  /// What is left to do once the assignment is carried out, or was before.
  mutating func goOn(
    after call: MemberCall, isInOrder: Bool, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    switch call {
    case .ensuringActive where isInOrder:
      publish(now: now, into: &effects)
      if scheduledRebalance < .max { isRebalanceResolved = false }
      updateConfigs(now: now, into: &effects)
    case .ensuringActive, .polling:
      tick(now: now, into: &effects)
    }
  }

  /// The second half of a tick: waits for whatever comes.
  mutating func pollMember(now: Milliseconds, into effects: inout [HerderEffect]) {
    let next = min(requests.map(\.at).min() ?? .max, scheduledRebalance)
    let timeout = next == .max ? Milliseconds.max : max(next - now, .zero)
    enterMember(.polling, timeout: timeout, now: now, into: &effects)
  }

  // MARK: Requests and updates

  /// Writes, or has the leader write, task configs that differ from the ones that are known.
  private mutating func publish(now: Milliseconds, into effects: inout [HerderEffect]) {
    while let place = requests.firstIndex(where: { $0.at <= now }) {
      let request = requests.remove(at: place)
      let configs = request.configs
      guard let known = configuration.entry(of: configs.connector),
        known.taskCount != configs.count || known.version != configs.version
      else { continue }
      publishing.removeAll { $0.configs.connector == configs.connector }
      publishing.append(request)
      if isLeader {
        effects.append(.writeTaskConfigs(configs))
      } else if let leader = assignment?.leader {
        effects.append(.forwardTaskConfigs(configs, to: leader))
      }
    }
  }

  /// Source: `updateConfigsWithIncrementalCooperative`, `updateConfigsWithEager`.
  private mutating func updateConfigs(now: Milliseconds, into effects: inout [HerderEffect]) {
    guard needsReconfiguration || !updatedConnectors.isEmpty || !updatedTaskConnectors.isEmpty
    else { return pollMember(now: now, into: &effects) }
    configuration = member.store
    let rejoins = needsReconfiguration
    if rejoins {
      member.requestRejoin()
      needsReconfiguration = false
    }
    if member.compatibility == .eager, rejoins {
      // The rebalance stops and starts everything anyway.
      updatedConnectors.removeAll()
      updatedTaskConnectors.removeAll()
      return tick(now: now, into: &effects)
    }
    let own = assignment?.work ?? ConnectorsAndTasks()
    let connectors = updatedConnectors.filter { own.connectors.contains($0) }
    updatedConnectors.removeAll()
    let stops = WorkStops(
      revoked: ConnectorsAndTasks(connectors: connectors), grace: settings.gracefulTimeout)
    stage = .restartingConnectors(stops, connectors, thenTicks: rejoins)
    goOnStopping(now: now, into: &effects)
  }

  /// Tasks whose configs changed are stopped; after the rebalance whoever has them starts them.
  private mutating func stopReconfigured(
    thenTicks: Bool, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    var tasks: [ConnectTask] = []
    if member.compatibility != .eager {
      tasks = (assignment?.work.tasks ?? []).filter { updatedTaskConnectors.contains($0.connector) }
    }
    updatedTaskConnectors.removeAll()
    let stops = WorkStops(
      together: tasks.map(WorkStops.Unit.task), grace: settings.gracefulTimeout)
    stage = .stoppingTasks(stops, tasks, thenTicks: thenTicks)
    goOnStopping(now: now, into: &effects)
  }

  // MARK: Stops

  package mutating func connectorStopped(
    _ connector: ConnectorIndex, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    unitStopped(.connector(connector), now: now, into: &effects)
  }

  package mutating func taskStopped(
    _ task: ConnectTask, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    unitStopped(.task(task), now: now, into: &effects)
  }

  private mutating func unitStopped(
    _ unit: WorkStops.Unit, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    guard changeStops({ $0.stopped(unit) }) else { return }
    goOnStopping(now: now, into: &effects)
  }

  /// Deadlines of the tick thread's own waits.
  mutating func expire(now: Milliseconds, into effects: inout [HerderEffect]) {
    if case .backingOff(let until, let then) = stage {
      guard now >= until else { return }
      switch then {
      case .tick: tick(now: now, into: &effects)
      case .rejoin: rejoin(now: now, into: &effects)
      }
      return
    }
    var cancelled: [HerderEffect] = []
    guard changeStops({ $0.expire(now: now, into: &cancelled) }), !cancelled.isEmpty else {
      return
    }
    effects += cancelled
    goOnStopping(now: now, into: &effects)
  }

  /// Changes the stops that the thread waits for; false if it waits for none.
  private mutating func changeStops(_ change: (inout WorkStops) -> Void) -> Bool {
    switch stage {
    case .revoking(var stops, let work, let call):
      change(&stops)
      stage = .revoking(stops, work, during: call)
    case .restartingConnectors(var stops, let connectors, let thenTicks):
      change(&stops)
      stage = .restartingConnectors(stops, connectors, thenTicks: thenTicks)
    case .stoppingTasks(var stops, let tasks, let thenTicks):
      change(&stops)
      stage = .stoppingTasks(stops, tasks, thenTicks: thenTicks)
    case .haltingConnectors(var stops):
      change(&stops)
      stage = .haltingConnectors(stops)
    case .haltingTasks(var stops):
      change(&stops)
      stage = .haltingTasks(stops)
    case .new, .startingServices, .readingBeforeTick, .readingForAssignment, .backingOff,
      .inMember, .flushingStatus, .stopped:
      return false
    }
    return true
  }

  /// Begins further stops, or goes on if all is stopped.
  mutating func goOnStopping(now: Milliseconds, into effects: inout [HerderEffect]) {
    var begun: [HerderEffect] = []
    var isDone = false
    _ = changeStops { stops in
      stops.go(now: now, into: &begun)
      isDone = stops.isDone
    }
    effects += begun
    guard isDone else { return }
    switch stage {
    case .revoking(_, let work, let call):
      running = running.without(work.sorted)
      stage = .flushingStatus(work, during: call)
      effects.append(.flushStatus)
    case .restartingConnectors(_, let connectors, let thenTicks):
      for connector in connectors where configuration.taskCount(of: connector) != nil {
        effects.append(.startConnector(connector))
      }
      stopReconfigured(thenTicks: thenTicks, now: now, into: &effects)
    case .stoppingTasks(_, let tasks, let thenTicks):
      tasksToRestart += tasks
      if thenTicks {
        tick(now: now, into: &effects)
      } else {
        pollMember(now: now, into: &effects)
      }
    case .haltingConnectors:
      let stops = WorkStops(
        together: running.tasks.map(WorkStops.Unit.task), grace: settings.gracefulTimeout)
      stage = .haltingTasks(stops)
      goOnStopping(now: now, into: &effects)
    case .haltingTasks:
      running = ConnectorsAndTasks()
      stage = .stopped
      member.close(now: now, into: &memberEffects)
      settleMember(now: now, into: &effects)
      effects.append(.stopped)
    case .new, .startingServices, .readingBeforeTick, .readingForAssignment, .backingOff,
      .inMember, .flushingStatus, .stopped:
      break
    }
  }

  /// The worker ends.
  ///
  /// Source: `DistributedHerder.halt`.
  private mutating func halt(now: Milliseconds, into effects: inout [HerderEffect]) {
    requests.removeAll()
    let stops = WorkStops(
      together: running.connectors.map(WorkStops.Unit.connector), grace: settings.gracefulTimeout)
    stage = .haltingConnectors(stops)
    goOnStopping(now: now, into: &effects)
  }
}
