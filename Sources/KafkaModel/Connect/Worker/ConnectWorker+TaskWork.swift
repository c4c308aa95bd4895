/// The connector's half of a task: what Connect's loop calls, and what comes of it.
extension ConnectWorker {
  /// The connector's half of a task is there.
  mutating func beginWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    tasks[task].loadsUntil = nil
    effects.append(.journal(.taskStarted(tasks[task].name)))
    startWork(of: task, &requests, now: now, into: &effects)
  }

  /// `SourceTask.start`: tasks that go on where others stopped read their offsets first.
  mutating func startWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var notices: [OwnRecordNotice] = []
    if tasks[task].mirror != nil || tasks[task].custom != nil {
      tasks[task].isWaitingForOffsets = true
      logs[herders[tasks[task].herder].offsetLog].readToEnd(
        Int32(task), &clients, now: now, into: &effects)
    } else if tasks[task].checkpoints != nil {
      tasks[task].checkpoints?.start(&clients, now: now, into: &effects, notices: &notices)
    } else {
      tasks[task].heartbeats?.start(notices: &notices)
    }
    take(notices, task, &requests, now: now)
  }

  mutating func poll(
    _ task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    if tasks[task].mirror != nil {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.poll(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
      return
    }
    var notices: [OwnRecordNotice] = []
    tasks[task].checkpoints?.poll(&clients, now: now, into: &effects, notices: &notices)
    tasks[task].heartbeats?.poll(now: now, notices: &notices)
    tasks[task].custom?.poll(now: now, notices: &notices)
    take(notices, task, &requests, now: now)
  }

  mutating func stopWork(
    of task: Int, _ requests: inout [SourceTaskEffect], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    if tasks[task].mirror != nil {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.stop(&clients, now: now, into: &effects, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
      return
    }
    var notices: [OwnRecordNotice] = []
    tasks[task].checkpoints?.stop(&clients, now: now, into: &effects, notices: &notices)
    tasks[task].heartbeats?.stop(notices: &notices)
    tasks[task].custom?.stop(notices: &notices)
    take(notices, task, &requests, now: now)
  }

  /// The threads of a task look at the clock.
  mutating func wake(task: Int, now: Milliseconds, into effects: inout [WorkerEffect]) {
    var requests: [SourceTaskEffect] = []
    var notices: [OwnRecordNotice] = []
    if let due = tasks[task].runtime.deadline, due <= now {
      tasks[task].runtime.timer(now: now, into: &requests)
    }
    if let due = tasks[task].loadsUntil, due <= now {
      beginWork(of: task, &requests, now: now, into: &effects)
    }
    if let due = tasks[task].mirror?.deadline, due <= now {
      var notices: [MirrorSourceTask.Notice] = []
      tasks[task].mirror?.wake(now: now, notices: &notices)
      take(notices, task, &requests, now: now, into: &effects)
    }
    if let due = tasks[task].checkpoints?.deadline, due <= now {
      tasks[task].checkpoints?.wake(&clients, now: now, into: &effects, notices: &notices)
    }
    if let due = tasks[task].heartbeats?.deadline, due <= now {
      tasks[task].heartbeats?.wake(now: now, notices: &notices)
    }
    if let due = tasks[task].custom?.deadline, due <= now {
      tasks[task].custom?.wake(now: now, notices: &notices)
    }
    take(notices, task, &requests, now: now)
    settle(task: task, &requests, now: now, into: &effects)
  }

  /// What a task has done that copies nothing.
  mutating func take(
    _ notices: [OwnRecordNotice], _ task: Int, _ requests: inout [SourceTaskEffect],
    now: Milliseconds
  ) {
    for notice in notices {
      switch notice {
      case .started: tasks[task].runtime.started(now: now, into: &requests)
      case .startFailed(let error):
        tasks[task].runtime.startFailed(error, now: now, into: &requests)
      case .stopped: tasks[task].runtime.taskStopped(now: now, into: &requests)
      case .pollFailed(let error):
        tasks[task].runtime.pollFailed(error, now: now, into: &requests)
      case .polled(let records):
        tasks[task].own = records
        for record in records {
          let number = Int(record.sourcePartition.raw)
          while tasks[task].ownSources.count <= number {
            tasks[task].ownSources.append(record.source)
          }
          tasks[task].ownSources[number] = record.source
        }
        let runs = records.map {
          SourceRun(partition: $0.sourcePartition, firstOffset: $0.sourceOffset, count: 1)
        }
        tasks[task].runtime.polled(runs, now: now, into: &requests)
      }
    }
  }
}
