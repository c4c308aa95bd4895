/// The worker's threads: who is told what clients have answered, and what is due by the clock.
extension ConnectWorker {
  /// Hands every answer of a client to its owner, until none is left; says when a thread is due next.
  mutating func settle(now: Milliseconds, into effects: inout [WorkerEffect]) {
    var next = 0
    while next < clients.answers.count {
      let (slot, answer) = clients.answers[next]
      next += 1
      switch clients.owner(of: slot) {
      case .log(let log): take(answer, forLog: log, now: now, into: &effects)
      case .taskProducer(let task): take(answer, fromProducerOf: task, now: now, into: &effects)
      case .taskConsumer(let task): take(answer, fromReaderOf: task, now: now, into: &effects)
      case .sinkConsumer(let sink):
        take(answer, fromConsumerOf: sink, now: now, into: &effects)
      case .taskSyncs(let task): take(answer, fromSyncsOf: task, now: now, into: &effects)
      case .connector(let connector):
        take(answer, forConnector: connector, now: now, into: &effects)
      case .checkpoints(let task):
        take(answer, of: slot, forCheckpointsOf: task, now: now, into: &effects)
      case .member: break
      }
    }
    clients.answers.removeAll(keepingCapacity: true)
    if phase != .over { effects.append(.wake(at: deadline(now: now))) }
  }

  private func deadline(now: Milliseconds) -> Milliseconds {
    // Spans look at the nodes in place; a loop over an array would copy each of them.
    let logs = logs.span
    let connectors = connectors.span
    let tasks = tasks.span
    let sinks = sinks.span
    let herders = herders.span
    var deadline = Milliseconds.max
    for log in logs.indices { deadline = min(deadline, logs[log].deadline) }
    for connector in connectors.indices where !connectors[connector].isGone {
      deadline = min(deadline, connectors[connector].deadline)
    }
    for task in tasks.indices where !tasks[task].isGone {
      deadline = min(deadline, tasks[task].deadline(now: now))
    }
    for sink in sinks.indices where !sinks[sink].isGone {
      deadline = min(deadline, sinks[sink].deadline)
    }
    for herder in herders.indices {
      if let due = herders[herder].committer.nextDue { deadline = min(deadline, due) }
      if let due = herders[herder].configRead { deadline = min(deadline, due) }
    }
    return deadline
  }

  /// Every thread whose time has come goes on.
  mutating func wakeThreads(now: Milliseconds, into effects: inout [WorkerEffect]) {
    for log in logs.indices where logs[log].deadline <= now {
      logs[log].wake(&clients, now: now, into: &effects)
    }
    for connector in connectors.indices
    where !connectors[connector].isGone && connectors[connector].deadline <= now {
      wake(connector: connector, now: now, into: &effects)
    }
    sendWhereTopicsCame(now: now, into: &effects)
    for herder in herders.indices {
      while let due = herders[herder].committer.next(now: now) {
        guard let task = place(of: due, herder: herder) else {
          herders[herder].committer.ended(now: now)
          continue
        }
        var requests: [SourceTaskEffect] = []
        tasks[task].runtime.commitTick(now: now, into: &requests)
        settle(task: task, &requests, now: now, into: &effects)
      }
      if let due = herders[herder].configRead, due <= now {
        configReadEnded(herder, inTime: false, now: now, into: &effects)
      }
    }
    for task in tasks.indices where !tasks[task].isGone && tasks[task].deadline(now: now) <= now {
      wake(task: task, now: now, into: &effects)
    }
    for sink in sinks.indices where !sinks[sink].isGone && sinks[sink].deadline <= now {
      wake(sink: sink, now: now, into: &effects)
    }
  }

  // MARK: Internal topics

  private mutating func take(
    _ answer: WorkerClients.Answer, forLog log: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var notices: [TopicLog.Notice] = []
    switch answer {
    case .consumer(let answer):
      logs[log].answered(answer, &clients, now: now, into: &effects, notices: &notices)
    case .admin(_, let answer):
      logs[log].answered(answer, &clients, now: now, into: &effects, notices: &notices)
    case .delivered(let content, _, let outcome):
      var failure: ProducerException?
      if case .failed(let exception, _) = outcome { failure = exception }
      guard let producer = logs[log].producer else { break }
      for record in Array(clients.recordNumbers(of: content, by: producer)) {
        logs[log].settled(
          record, failure, &clients, now: now, into: &effects, notices: &notices)
      }
    case .sendReturned(let record, let outcome):
      if case .failed(let exception) = outcome {
        logs[log].settled(
          record, exception, &clients, now: now, into: &effects, notices: &notices)
      }
      logs[log].sendReturned(&clients, now: now, into: &effects)
    case .producerClosed, .listener, .committed:
      break
    }
    take(notices, ofLog: log, now: now, into: &effects)
  }

  mutating func take(
    _ notices: [TopicLog.Notice], ofLog log: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let herder = herder(ofLog: log)
    for notice in notices {
      switch notice {
      case .started:
        logStarted(log, of: herder, now: now, into: &effects)
      case .failed:
        preconditionFailure("a herder waits for its topics")
      case .reachedEnd(let token):
        if log == herders[herder].offsetLog {
          offsetsRead(for: Int(token), now: now, into: &effects)
        } else if log == herders[herder].configLog {
          configReadEnded(herder, inTime: true, now: now, into: &effects)
        }
      case .written(let token, let failure):
        if log == herders[herder].offsetLog {
          offsetWritten(by: Int(token), failure, now: now, into: &effects)
        } else if log == herders[herder].configLog, token >= 0 {
          drive(herder, now: now, into: &effects) {
            $0.taskConfigsPublished(
              ConnectorIndex(token), isWritten: failure == nil, now: now, into: &$1)
          }
        }
      case .flushed:
        drive(herder, now: now, into: &effects) { $0.statusFlushed(now: now, into: &$1) }
      }
    }
  }

  func herder(ofLog log: Int) -> Int { log / 3 }

  /// The ledger has told what a client was handed.
  package mutating func recordsRead(
    _ slot: ClientSlot, _ records: [ReadRecord], now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    switch clients.owner(of: slot) {
    case .log(let log):
      let herder = herder(ofLog: log)
      for record in records {
        if let written = record.written { take(written, herder, now: now, into: &effects) }
      }
      var notices: [TopicLog.Notice] = []
      logs[log].goOn(&clients, now: now, into: &effects, notices: &notices)
      take(notices, ofLog: log, now: now, into: &effects)
    case .taskConsumer(let task):
      recordsPolled(records, task, now: now, into: &effects)
    case .checkpoints(let task):
      var notices: [OwnRecordNotice] = []
      tasks[task].checkpoints?.recordsRead(
        slot, records, &clients, now: now, into: &effects, notices: &notices)
      take(notices, fromCheckpointsOf: task, now: now, into: &effects)
    case .taskProducer, .sinkConsumer, .taskSyncs, .connector, .member:
      break
    }
    settle(now: now, into: &effects)
  }

  private mutating func take(
    _ record: ConnectRecord, _ herder: Int, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch record {
    case .sourceOffset(let connector, let cluster, let partition, let offset):
      herders[herder].read(offset, of: partition, cluster: cluster, connector: connector)
    case .taskConfigurations(let connector, let tasks):
      configurationRead(of: connector, tasks, herder, now: now, into: &effects)
    case .ownSourceOffset(let connector, .custom(let partition), let offset):
      herders[herder].read(
        CustomSourceOffset(partition: partition, offset: offset), connector: connector)
    case .ownSourceOffset, .connectorStatus, .taskStatus, .offsetSync, .checkpoint, .heartbeat,
      .custom:
      break
    }
  }

  // MARK: Clients of tasks

  private mutating func take(
    _ answer: WorkerClients.Answer, fromProducerOf task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    var requests: [SourceTaskEffect] = []
    switch answer {
    case .delivered(let content, let partition, let outcome):
      delivered(content, partition.partition, outcome, task, now: now, into: &effects)
    case .sendReturned(let record, let outcome):
      let number = clients.number(of: record, by: tasks[task].producer)
      tasks[task].runtime.sendReturned(
        number, SendReturn(outcome), now: now, into: &requests)
    case .producerClosed:
      tasks[task].awaitsTopic = nil
      tasks[task].runtime.producerClosed(now: now, into: &requests)
    case .consumer, .listener, .committed, .admin:
      break
    }
    settle(task: task, &requests, now: now, into: &effects)
  }

  private mutating func take(
    _ answer: WorkerClients.Answer, fromReaderOf task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard case .consumer(let answer) = answer else { return }
    var notices: [MirrorSourceTask.Notice] = []
    var requests: [SourceTaskEffect] = []
    tasks[task].mirror?.answered(
      answer, &clients, now: now, into: &effects, notices: &notices)
    take(notices, task, &requests, now: now, into: &effects)
    settle(task: task, &requests, now: now, into: &effects)
  }

  private mutating func take(
    _ answer: WorkerClients.Answer, fromSyncsOf task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard let producer = tasks[task].mirror?.syncs?.producer else { return }
    switch answer {
    case .delivered(let content, _, _):
      let count = clients.recordNumbers(of: content, by: producer).count
      tasks[task].mirror?.syncsSettled(count)
    case .sendReturned(_, let outcome):
      tasks[task].mirror?.syncSendReturned(outcome, &clients, now: now, into: &effects)
      if tasks[task].mirror?.syncs?.isSendBlocked == false {
        clients.letGo(tasks[task].producer, now: now, into: &effects)
      }
    case .consumer, .listener, .committed, .admin, .producerClosed:
      break
    }
  }

  private mutating func take(
    _ answer: WorkerClients.Answer, of slot: ClientSlot, forCheckpointsOf task: Int,
    now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    var notices: [OwnRecordNotice] = []
    switch answer {
    case .consumer(let answer):
      tasks[task].checkpoints?.answered(
        slot, answer, &clients, now: now, into: &effects, notices: &notices)
    case .admin(let id, let answer):
      tasks[task].checkpoints?.answered(
        slot, id, answer, &clients, now: now, into: &effects, notices: &notices)
    case .delivered, .sendReturned, .producerClosed, .listener, .committed:
      break
    }
    take(notices, fromCheckpointsOf: task, now: now, into: &effects)
  }

  private mutating func take(
    _ notices: [OwnRecordNotice], fromCheckpointsOf task: Int, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    guard !notices.isEmpty else { return }
    var requests: [SourceTaskEffect] = []
    take(notices, task, &requests, now: now)
    settle(task: task, &requests, now: now, into: &effects)
  }
}
