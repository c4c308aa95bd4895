/// What a user asks of Connect's REST API about a connector.
package enum ConnectRequest: Hashable, Sendable {
  /// `POST /connectors/{c}/restart?includeTasks=…&onlyFailed=…`
  case restart(tasks: Bool, onlyFailed: Bool)
  /// `POST /connectors/{c}/tasks/{n}/restart`
  case restartTask(Int32)
  /// `PUT /connectors/{c}/pause`
  case pause
  /// `PUT /connectors/{c}/resume`
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
    let name = ConnectTask(connector, task)
    return place(of: name, herder: herder) != nil || sinkPlace(of: name, herder: herder) != nil
  }

  /// A request that every worker of the Connect cluster learns of; each does its part.
  package mutating func asked(
    _ request: ConnectRequest, of connector: ConnectorIndex, herder: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var request = request
    if case .restart = request, !herders[herder].specification.behaviour.restartsTasks {
      request = .restart(tasks: false, onlyFailed: false)
    }
    asked(request, ofConnector: connector, herder: herder, now: now, into: &effects)
    for task in tasks.indices
    where tasks[task].herder == herder && tasks[task].task.connector == connector {
      var requests: [SourceTaskEffect] = []
      switch request {
      case .pause where !tasks[task].isGone: tasks[task].runtime.pause()
      case .resume where !tasks[task].isGone:
        tasks[task].runtime.resume(now: now, into: &requests)
      case .restart(tasks: true, let onlyFailed):
        restart(task, .withConnector, onlyFailed: onlyFailed, now: now, into: &effects)
      case .restartTask(tasks[task].task.number):
        restart(task, .alone, onlyFailed: false, now: now, into: &effects)
      case .pause, .resume, .restart, .restartTask: break
      }
      settle(task: task, &requests, now: now, into: &effects)
    }
    for sink in sinks.indices
    where sinks[sink].herder == herder && sinks[sink].task.connector == connector {
      asked(request, ofSink: sink, now: now, into: &effects)
    }
    settle(now: now, into: &effects)
  }

  /// Starts the newest life of a task anew once it has ended; one that runs is stopped first.
  private mutating func restart(
    _ task: Int, _ restart: TaskRestart, onlyFailed: Bool, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let (herder, name) = (tasks[task].herder, tasks[task].task)
    guard herders[herder].herder.running.tasks.contains(name),
      task == tasks.lastIndex(where: { $0.herder == herder && $0.task == name }),
      !onlyFailed || tasks[task].state == .failed, !tasks[task].isAwaited
    else { return }
    if tasks[task].isGone {
      return startAgain(name, tasks[task].name, restart, of: herder, now: now, into: &effects)
    }
    tasks[task].restart = restart
    herders[herder].committer.remove(name)
    var requests: [SourceTaskEffect] = []
    tasks[task].runtime.stop(now: now, into: &requests)
    settle(task: task, &requests, now: now, into: &effects)
  }

  /// The next life of a task whose last one is over.
  mutating func startAgain(
    _ task: ConnectTask, _ name: TaskName, _ restart: TaskRestart, of herder: Int,
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch restart {
    case .alone: break
    case .withConnector: write(.restarting, of: name, herder, now: now, into: &effects)
    }
    start(task: task, of: herder, now: now, into: &effects)
  }
}
