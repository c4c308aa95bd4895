import KafkaModel
import SimulationKernel

/// Connect's processes: the machine of each life, its clients' connections and wakes, and its ledger.
extension Simulation {
  /// The process runs: a new worker, whose clients go on counting where those of the last life ended.
  mutating func beginLife(ofWorker worker: Int) {
    let process = workers[worker].process
    // Sockets of an earlier life end now at the latest.
    network.kill(process, at: now, into: &networkEffects)
    network.start(process)
    settleNetwork()
    workers[worker].knownTopicChanges = plan.clusters.map { _ in -1 }
    workers[worker].machine = ConnectWorker(
      plan, worker: worker, first: workers[worker].machine.nextClient,
      life: processes[Int(process.raw)].incarnation, seed: seed)
    tellNames(to: worker)
    workers[worker].machine.start(now: clock(ofWorker: worker), into: &workerEffects)
    settleWorker(worker)
  }

  /// What its clients wrote outlives them.
  mutating func keepContents(ofWorker worker: Int) {
    for (slot, contents) in workers[worker].machine.writtenContents {
      keep(contents, of: slot, worker)
    }
  }

  private mutating func keep(_ contents: BatchContents, of slot: ClientSlot, _ worker: Int) {
    guard let cluster = workers[worker].ledger[slot]?.cluster else { return }
    workers[worker].ledger.change(slot, at: cluster) { $0.contents = contents }
  }

  /// Nothing of the life that has ended may happen any more.
  mutating func forgetLife(ofWorker worker: Int) {
    endSinkTasks(ofWorker: worker)
    workers[worker].connections.removeAll()
    for wake in workers[worker].clientWakes { if let wake { _ = queue.cancel(wake.id) } }
    workers[worker].clientWakes.removeAll()
    if let wake = workers[worker].wake { _ = queue.cancel(wake.id) }
    workers[worker].wake = nil
  }

  /// A woken process finds all that came meanwhile in its sockets at once, before its timers count.
  mutating func fillSockets(ofWorker worker: Int, _ held: inout [Event]) {
    workers[worker].isGathering = true
    deliver(&held)
    workers[worker].isGathering = false
    workers[worker].machine.wakeAll(now: clock(ofWorker: worker), into: &workerEffects)
    settleWorker(worker)
  }

  /// A client's threads look at what has come.
  mutating func wakeClient(_ slot: ClientSlot, of worker: Int) {
    if workers[worker].isGathering { return }
    tellNames(to: worker)
    workers[worker].machine.wakeClient(
      slot, now: clock(ofWorker: worker), into: &workerEffects)
    settleWorker(worker)
  }

  /// The worker's own threads look at the clock.
  mutating func wakeWorker(_ worker: Int) {
    if workers[worker].isGathering { return }
    tellNames(to: worker)
    workers[worker].machine.wake(now: clock(ofWorker: worker), into: &workerEffects)
    settleWorker(worker)
  }

  mutating func settleWorker(_ worker: Int) {
    var next = 0
    var hasExited = false
    while next < workerEffects.count {
      let effect = workerEffects[next]
      next += 1
      switch effect {
      case .connect(let slot, let node):
        connect(.worker(worker, slot, node), to: process(ofNode: node, for: slot, of: worker))
      case .close(let slot, let node):
        closeConnection(of: .worker(worker, slot, node))
      case .send(let slot, let node, let correlation, let request, let bytes):
        sendRequest(
          request, correlation: correlation, bytes: bytes, from: .worker(worker, slot, node))
      case .wakeClient(let slot, let at):
        setWake(of: slot, of: worker, at: at)
      case .wake(let at):
        setWake(ofWorker: worker, at: at)
      case .read(let slot, let batches):
        workers[worker].machine.recordsRead(
          slot,
          records(of: batches, read: workers[worker].machine.clients.directory.cluster(of: slot)),
          now: clock(ofWorker: worker), into: &workerEffects)
      case .readForSink(let slot, let batches):
        workers[worker].machine.sinkRecordsRead(
          slot,
          sinkRecords(
            of: batches, read: workers[worker].machine.clients.directory.cluster(of: slot)),
          now: clock(ofWorker: worker), into: &workerEffects)
      case .sink(let task, let event): note(event, ofSink: task, by: worker)
      case .wrote(let slot, let record, let written, let topic):
        enter(slot, of: worker, record, topic) { $0.written.append(written) }
      case .copied(let slot, let first, let batch, let reader, let topic):
        let source = workers[worker].machine.clients.directory.cluster(of: reader)
        let readAt = now.nanoseconds
        for record in first..<first + batch.count {
          enter(slot, of: worker, record, topic) { _ in }
        }
        workers[worker].ledger.change(
          slot, at: workers[worker].machine.clients.directory.cluster(of: slot)
        ) {
          $0.note(WorkerLedger.Copies(first: first, of: batch, cluster: source, readAt: readAt))
        }
        noteBeginnings(of: batch, writtenFrom: first, by: slot, of: worker)
      case .awaitsTopic(let cluster, let name):
        let number = controllers[Int(cluster.raw)].machine.number(ofTopicNamed: name)
        workers[worker].machine.expect(
          number, named: name, in: cluster, now: clock(ofWorker: worker), into: &workerEffects)
      case .completed(let slot, let content, let outcome):
        complete(slot, of: worker, content, outcome)
      case .refused(let slot, let record, let exception):
        let now = now
        workers[worker].ledger.change(
          slot, at: workers[worker].machine.clients.directory.cluster(of: slot)
        ) {
          $0.records.fail(record, at: now, with: exception)
        }
      case .ended(let slot, let contents):
        keep(contents, of: slot, worker)
      case .journal(let event):
        report(.worker(event), by: workers[worker].process)
      case .forward(let group, let connector, let tasks, let leader):
        forward(tasks, of: connector, in: group, to: leader, from: worker)
      case .exited:
        hasExited = true
      }
    }
    workerEffects.removeAll(keepingCapacity: true)
    if hasExited {
      keepContents(ofWorker: worker)
      processExited(workers[worker].process)
    }
  }

  /// Connect's REST interface between two workers, over a connection of its own for each request: the request is there
  /// after one and a half round trips, its answer after two. Only a process that runs answers; where no packet passes, the
  /// client gives up at its connect time-out.
  ///
  /// Source: `org.apache.kafka.connect.runtime.rest.RestClient`, Jetty's `HttpClient`.
  private mutating func forward(
    _ tasks: [TaskConfiguration], of connector: ConnectorIndex, in group: GroupID,
    to leader: MemberID, from worker: Int
  ) {
    let found = plan.workers.indices.first {
      processStates[Int(workers[$0].process.raw)] == .running
        && workers[$0].machine.leads(group)
    }
    forwards.append(
      Forward(
        tasks: tasks, connector: connector, group: group, leader: found, from: worker,
        life: processes[Int(workers[worker].process.raw)].incarnation,
        roundTrip: found.flatMap { leader in
          network.roundTrip(
            from: network.host(of: workers[worker].process),
            to: network.host(of: workers[leader].process))
        }))
    let number = forwards.count - 1
    if found == nil {
      push(.workerForward(Int32(number)), at: now)
    } else if let roundTrip = forwards[number].roundTrip {
      push(.workerForward(Int32(number)), at: after(roundTrip + roundTrip / 2))
    } else {
      push(.workerForward(Int32(number)), at: after(Self.connectTimeout))
    }
  }

  /// `HttpClient.getConnectTimeout`, which Connect leaves as it is.
  private static let connectTimeout: Int64 = 15_000_000_000

  mutating func forwardArrives(_ number: Int) {
    let forward = forwards[number]
    if forward.isTaken == nil, let leader = forward.leader, let roundTrip = forward.roundTrip {
      let isListening = processStates[Int(workers[leader].process.raw)] == .running
      forwards[number].isTaken = isListening
      push(.workerForward(Int32(number)), at: after(roundTrip / 2))
      guard isListening else { return }
      workers[leader].machine.forwarded(
        forward.tasks, of: forward.connector, in: forward.group, now: clock(ofWorker: leader),
        into: &workerEffects)
      settleWorker(leader)
      return
    }
    let process = Int(workers[forward.from].process.raw)
    guard processStates[process] == .running, processes[process].incarnation == forward.life
    else { return }
    workers[forward.from].machine.forwardAnswered(
      forward.connector, in: forward.group, isTaken: forward.isTaken ?? false,
      now: clock(ofWorker: forward.from), into: &workerEffects)
    settleWorker(forward.from)
  }

  // MARK: The ledger.

  private mutating func enter(
    _ slot: ClientSlot, of worker: Int, _ record: Int32, _ topic: TopicIndex,
    _ more: (inout WorkerLedger.ClientLedger) -> Void
  ) {
    let now = now
    workers[worker].ledger.change(
      slot, at: workers[worker].machine.clients.directory.cluster(of: slot)
    ) {
      ledger in
      let number = ledger.records.append(
        sentAt: now, to: TopicPartition(topic, PartitionIndex(-1)))
      precondition(number == record, "a client numbers its records one after the other")
      ledger.acknowledgedBy.append(Self.nobody)
      more(&ledger)
    }
  }

  private mutating func complete(
    _ slot: ClientSlot, of worker: Int, _ content: BatchContent, _ outcome: DeliveryOutcome
  ) {
    drill.mayHaveChanged = true
    let records = workers[worker].machine.recordNumbers(of: content, by: slot)
    let (node, now) = (workers[worker].answering, now)
    workers[worker].ledger.change(
      slot, at: workers[worker].machine.clients.directory.cluster(of: slot)
    ) {
      ledger in
      switch outcome {
      case .acknowledged(let base):
        for (place, record) in records.enumerated() {
          ledger.records.acknowledge(record, at: now, inBatchAt: base, place: place)
          ledger.acknowledgedBy[Int(record)] = node
        }
      case .failed(let exception, _):
        for record in records { ledger.records.fail(record, at: now, with: exception) }
      }
    }
  }

  // MARK: Names and times.

  private mutating func setWake(of slot: ClientSlot, of worker: Int, at reading: Milliseconds) {
    let place = workers[worker].machine.clients.directory.place(of: slot)
    while workers[worker].clientWakes.count <= place { workers[worker].clientWakes.append(nil) }
    if let wake = workers[worker].clientWakes[place] {
      if wake.at == reading { return }
      _ = queue.cancel(wake.id)
    }
    guard reading != .max else {
      workers[worker].clientWakes[place] = nil
      return
    }
    let at = instant(of: reading, skew: workers[worker].clockSkew)
    workers[worker].clientWakes[place] = (
      queue.push(.clientWake(Int32(worker), slot), at: at), reading
    )
  }

  private mutating func setWake(ofWorker worker: Int, at reading: Milliseconds) {
    if let wake = workers[worker].wake {
      if wake.at == reading { return }
      _ = queue.cancel(wake.id)
    }
    guard reading != .max else {
      workers[worker].wake = nil
      return
    }
    let at = instant(of: reading, skew: workers[worker].clockSkew)
    workers[worker].wake = (queue.push(.workerWake(Int32(worker)), at: at), reading)
  }

  /// The process that a client's name for a node means; -1, -2, … are the bootstrap servers in order.
  private func process(
    ofNode node: ConsumerNode, for slot: ClientSlot, of worker: Int
  ) -> ProcessIndex {
    let cluster = workers[worker].machine.clients.directory.cluster(of: slot)
    if node.id.raw < 0 {
      let bootstrap = brokers.filter { $0.cluster == cluster }
      return bootstrap[Int(-node.id.raw - 1)].process
    }
    return brokers[broker(node.id, of: cluster)].process
  }

  /// The worker that the coordinator of a Connect cluster's group calls its leader.
  func connectLeader(of cluster: Int) -> Int? {
    plan.workers.indices.first { worker in
      processStates[Int(workers[worker].process.raw)].isAlive
        && workers[worker].machine.leads(plan.connect[cluster].group)
    }
  }
}

/// Who runs what, as roles of a drill's steps ask.
extension Simulation {
  /// The first living worker of a Connect cluster that does not lead its group.
  func connectFollower(of cluster: Int) -> Int? {
    plan.workers.indices.first { worker in
      plan.workers[worker].herders.contains(cluster)
        && processStates[Int(workers[worker].process.raw)].isAlive
        && !workers[worker].machine.leads(plan.connect[cluster].group)
    }
  }

  func worker(running connector: ConnectorRef, task: Int32? = nil) -> Int? {
    plan.workers.indices.first { worker in
      guard let herder = plan.workers[worker].herders.firstIndex(of: connector.cluster) else {
        return false
      }
      let index = ConnectorIndex(Int32(connector.connector))
      return processStates[Int(workers[worker].process.raw)].isAlive
        && workers[worker].machine.runs(index, task: task, of: herder)
    }
  }

  /// What a user asks of Connect's REST API, which any worker takes.
  mutating func askWorkers(_ step: Int) {
    let (connector, request): (ConnectorRef, ConnectRequest)
    switch plan.steps[step].action {
    case .restartConnector(let reference, let tasks, let onlyFailed):
      (connector, request) = (reference, .restart(tasks: tasks, onlyFailed: onlyFailed))
    case .restartTask(let reference, let task):
      (connector, request) = (reference, .restartTask(task))
    case .pauseConnector(let reference): (connector, request) = (reference, .pause)
    case .resumeConnector(let reference): (connector, request) = (reference, .resume)
    default: return
    }
    for worker in plan.workers.indices {
      guard let herder = plan.workers[worker].herders.firstIndex(of: connector.cluster),
        processStates[Int(workers[worker].process.raw)] == .running
      else { continue }
      workers[worker].machine.asked(
        request, of: ConnectorIndex(Int32(connector.connector)), herder: herder,
        now: clock(ofWorker: worker), into: &workerEffects)
      settleWorker(worker)
    }
  }
}

extension Simulation.WorkerNode {
  mutating func forgetWake(of slot: ClientSlot) {
    let place = machine.place(of: slot)
    if clientWakes.indices.contains(place) { clientWakes[place] = nil }
  }
}
