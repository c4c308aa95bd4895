/// Sink tasks: they begin and end when their herder says so.
extension ConnectWorker {
  mutating func start(
    sink task: ConnectTask, _ connector: CustomSinkConnector, _ map: SettingMap, of herder: Int,
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    let specification = herders[herder].specification
    let settings = herders[herder].configured(task.connector).settings
    guard let reads = settings.sink else { preconditionFailure("a sink connector has topics") }
    let place = sinks.count
    let name = "\(specification.name)/\(settings.name)-\(task.number)"
    let node = SinkTaskNode(
      herder: herder, task: task,
      name: TaskName(
        group: specification.settings.groupName, connector: settings.name, task: task.number),
      runtime: WorkerSinkTask(
        settings: SinkTaskSettings(specification.settings, settings.errors),
        behaviour: specification.behaviour,
        isPaused: herders[herder].paused.contains(task.connector),
        draws: clients.stream(name, "error retries"), now: now),
      consumer: clients.open(
        reads.consumer, ConsumerBehaviour(specification.version.client),
        at: herders[herder].configured(task.connector).source, for: .sinkConsumer(place),
        named: "\(name)/consumer"),
      code: connector.makeTask(), configuration: map, subscription: reads.subscription)
    sinks.append(node)
    effects.append(.sink(node.name, .began))
    drive(sink: place, now: now, into: &effects) { $0.start(now: now, into: &$1) }
  }

  /// The consumer of a task that is not gone.
  package func sinkConsumer(of task: TaskName) -> Consumer? {
    sinks.last { $0.name == task && !$0.isGone }.flatMap { clients.consumer($0.consumer) }
  }

  /// The last sink task of the number that is not gone.
  func sinkPlace(of task: ConnectTask, herder: Int) -> Int? {
    sinks.lastIndex { $0.herder == herder && $0.task == task && !$0.isGone }
  }

  mutating func stop(sink place: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    sinks[place].isAwaited = true
    sinks[place].restart = nil
    effects.append(.journal(.taskStopping(sinks[place].name)))
    drive(sink: place, now: now, into: &effects) { $0.stop(now: now, into: &$1) }
  }

  mutating func cancel(sink place: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    sinks[place].isCancelled = true
    effects.append(.journal(.taskNotStopped(sinks[place].name)))
    sinks[place].isAwaited = false
    drive(sink: place, now: now, into: &effects) { $0.cancel(now: now, into: &$1) }
  }

  /// What a user asks of a sink task by Connect's REST API.
  mutating func asked(
    _ request: ConnectRequest, ofSink place: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    switch request {
    case .pause where !sinks[place].isGone:
      drive(sink: place, now: now, into: &effects) { $0.pause(now: now, into: &$1) }
    case .resume where !sinks[place].isGone:
      drive(sink: place, now: now, into: &effects) { $0.resume(now: now, into: &$1) }
    case .restart(tasks: true, let onlyFailed):
      restart(sink: place, .withConnector, onlyFailed: onlyFailed, now: now, into: &effects)
    case .restartTask(sinks[place].task.number):
      restart(sink: place, .alone, onlyFailed: false, now: now, into: &effects)
    case .pause, .resume, .restart, .restartTask: break
    }
  }

  /// Starts the newest life of a task anew once it has ended; one that runs is stopped first.
  private mutating func restart(
    sink place: Int, _ restart: TaskRestart, onlyFailed: Bool, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let (herder, task) = (sinks[place].herder, sinks[place].task)
    guard herders[herder].herder.running.tasks.contains(task),
      place == sinks.lastIndex(where: { $0.herder == herder && $0.task == task }),
      !onlyFailed || sinks[place].state == .failed, !sinks[place].isAwaited
    else { return }
    if sinks[place].isGone {
      return startAgain(
        task, sinks[place].name, restart, of: herder, now: now, into: &effects)
    }
    sinks[place].restart = restart
    drive(sink: place, now: now, into: &effects) { $0.stop(now: now, into: &$1) }
  }

  mutating func ended(sink place: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    sinks[place].isGone = true
    sinks[place].held.removeAll()
    effects.append(.sink(sinks[place].name, .ended))
    let (herder, task) = (sinks[place].herder, sinks[place].task)
    if let restart = sinks[place].restart, !sinks[place].isAwaited {
      startAgain(task, sinks[place].name, restart, of: herder, now: now, into: &effects)
    }
    guard sinks[place].isAwaited else { return }
    drive(herder, now: now, into: &effects) { $0.taskStopped(task, now: now, into: &$1) }
  }

  mutating func report(
    _ status: TaskStatus, ofSink place: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    // A cancelled task writes nothing: a newer one may run.
    guard !sinks[place].isCancelled else { return }
    sinks[place].state = ConnectState(status)
    write(
      sinks[place].state, of: sinks[place].name, sinks[place].herder, now: now, into: &effects)
  }
}
