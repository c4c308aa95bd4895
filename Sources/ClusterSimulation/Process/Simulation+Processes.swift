import KafkaModel
import SimulationKernel

/// What happens to processes and hosts: each fault with its own effect on connections and data.
extension Simulation {
  /// SIGKILL: the machine stops at once, its sockets live until the kernel has torn the process down.
  mutating func kill(_ process: ProcessIndex, cause: JournalIndex?) {
    guard processStates[Int(process.raw)].isAlive else { return }
    die(process, .processKilled, cause: cause)
    crash(process, .process)
    let host = plan.hosts[Int(processes[Int(process.raw)].host.raw)]
    let teardown = host.killTeardown.draw(&drill.teardownDraws[Int(process.raw)])
    push(
      .processTornDown(process, incarnation: processes[Int(process.raw)].incarnation),
      at: after(teardown))
  }

  /// SIGTERM: a broker asks the controller to move its leaderships first; others just end.
  mutating func stop(_ process: ProcessIndex, cause: JournalIndex?) {
    guard processStates[Int(process.raw)] == .running else { return }
    switch processes[Int(process.raw)].role {
    case .broker(let broker):
      processStates[Int(process.raw)] = .stopping
      processes[Int(process.raw)].trouble = journal.append(
        JournalEntry(at: now, process: process, happening: .processStopped, cause: cause))
      brokers[broker].machine.beginControlledShutdown(
        now: serverClock, into: &brokerEffects)
      settleBroker(broker)
    case .controller(let cluster):
      die(process, .processStopped, cause: cause)
      controllers[cluster].machine.crash(.process)
      endSockets(of: process)
    case .producer(let producer):
      terminate(producer: producer, cause: cause)
    case .member(let group, let member):
      processStates[Int(process.raw)] = .stopping
      processes[Int(process.raw)].trouble = journal.append(
        JournalEntry(at: now, process: process, happening: .processStopped, cause: cause))
      let index = self.member(member, of: group)
      members[index].application.stop(now: now, into: &applicationEffects)
      settleMember(index)
    case .worker(let worker):
      processStates[Int(process.raw)] = .stopping
      processes[Int(process.raw)].trouble = journal.append(
        JournalEntry(at: now, process: process, happening: .processStopped, cause: cause))
      workers[worker].machine.stop(now: clock(ofWorker: worker), into: &workerEffects)
      settleWorker(worker)
    }
  }

  /// A broker has left by itself, with its data flushed, or an application has ended: its sockets are closed.
  mutating func processExited(_ process: ProcessIndex) {
    guard processStates[Int(process.raw)].isAlive else { return }
    if case .member = processes[Int(process.raw)].role,
      processStates[Int(process.raw)] != .stopping
    {
      // An application that an exception has ended.
      processes[Int(process.raw)].trouble = journal.append(
        JournalEntry(at: now, process: process, happening: .processStopped, cause: nil))
    }
    processStates[Int(process.raw)] = .dead
    forgetHeld(by: process)
    endSockets(of: process)
    drill.mayHaveChanged = true
    startIfAsked(process)
  }

  /// A start that was asked for while the process was still on its way out.
  private mutating func startIfAsked(_ process: ProcessIndex) {
    guard let index = drill.startsWhenExited.firstIndex(where: { $0.process == process }) else {
      return
    }
    let asked = drill.startsWhenExited.remove(at: index)
    start(process, takes: asked.takes, step: nil)
  }

  private mutating func die(
    _ process: ProcessIndex, _ happening: Happening, cause: JournalIndex?
  ) {
    processStates[Int(process.raw)] = .dead
    processes[Int(process.raw)].trouble = journal.append(
      JournalEntry(at: now, process: process, happening: happening, cause: cause))
    forgetHeld(by: process)
    drill.mayHaveChanged = true
    if happening == .processKilled { startIfAsked(process) } else { forgetStart(of: process) }
  }

  /// A host without power starts nothing, and nothing is asked for when it is back.
  private mutating func forgetStart(of process: ProcessIndex) {
    for asked in drill.startsWhenExited where asked.process == process {
      guard let step = asked.step else { continue }
      notes.append(
        "step '\(plan.steps[step].name)' waited for \(plan.name(of: processes[Int(process.raw)].role)) to exit; its host lost power before, so "
          + "nothing starts it")
    }
    drill.startsWhenExited.removeAll { $0.process == process }
  }

  private mutating func forgetHeld(by process: ProcessIndex) {
    for case .delivery(_, let delivery) in processes[Int(process.raw)].held { discard(delivery) }
    processes[Int(process.raw)].held.removeAll()
  }

  private mutating func endSockets(of process: ProcessIndex) {
    forgetConnections(of: process)
    network.kill(process, at: now, into: &networkEffects)
    settleNetwork()
  }

  /// The process's own names for its connections are gone with it.
  private mutating func forgetConnections(of process: ProcessIndex) {
    switch processes[Int(process.raw)].role {
    case .broker(let broker): brokers[broker].channels.removeAll()
    case .controller(let cluster): controllers[cluster].sockets.closeAll()
    case .producer(let producer): endLife(ofProducer: producer)
    case .member(let group, let member): forgetLife(of: self.member(member, of: group))
    case .worker(let worker): forgetLife(ofWorker: worker)
    }
  }

  private mutating func crash(_ process: ProcessIndex, _ crash: ControllerCrash) {
    switch processes[Int(process.raw)].role {
    case .broker(let broker):
      brokers[broker].machine.killed(now: serverClock)
    case .controller(let cluster):
      controllers[cluster].machine.crash(crash)
    case .producer:
      break
    case .member(let group, let member):
      let index = self.member(member, of: group)
      members[index].application.killed(
        now: members[index].pausedAt ?? now, into: &applicationEffects)
      settleMember(index)
    case .worker(let worker):
      keepContents(ofWorker: worker)
    }
    forgetConnections(of: process)
  }

  /// Starts a process that is not running, after the time that its start takes. For one on its way out the start waits, as a
  /// service manager's does.
  mutating func start(_ process: ProcessIndex, takes: DrawnSpan, step: Int?) {
    if processStates[Int(process.raw)] == .stopping {
      if let step { drill.steps[step].awaited.append(process) }
      // Asked for again it starts once.
      if !drill.startsWhenExited.contains(where: { $0.process == process }) {
        drill.startsWhenExited.append((process, takes, step))
      }
      return
    }
    guard !processStates[Int(process.raw)].isAlive else { return }
    let host = processes[Int(process.raw)].host
    network.setPower(of: host, to: .up, at: now, into: &networkEffects)
    settleNetwork()
    if let step { drill.steps[step].awaited.append(process) }
    push(
      .processStarts(process), at: after(takes.draw(&drill.startDraws[Int(process.raw)])))
  }

  mutating func startProcess(_ process: ProcessIndex) {
    let index = Int(process.raw)
    guard !processStates[index].isAlive else { return }
    processStates[index] = .running
    processes[index].incarnation += 1
    // The entry names no cause: what the process does from here on is its own.
    if drill.loadHasBegun {
      let entry = journal.append(
        JournalEntry(
          at: now, process: process, happening: .processStarted, cause: processes[index].trouble))
      // A group's rebalance is explained by its members' starts as well.
      if case .member = processes[index].role { processes[index].trouble = entry }
    }
    switch processes[index].role {
    case .broker(let broker):
      brokers[broker].machine.start(now: serverClock, into: &brokerEffects)
      settleBroker(broker)
    case .controller(let cluster):
      network.start(process)
      controllers[cluster].machine.activate(
        now: serverClock, effects: &controllerEffects)
      settleController(cluster)
    case .producer(let producer):
      beginLife(ofProducer: producer)
    case .member(let group, let member):
      beginLife(of: self.member(member, of: group))
    case .worker(let worker):
      beginLife(ofWorker: worker)
    }
    for step in drill.steps.indices where drill.steps[step].awaited.contains(process) {
      guard case .start = plan.steps[step].action else { continue }
      drill.steps[step].awaited.removeAll { $0 == process }
      if drill.steps[step].awaited.isEmpty { stepIsDone(step) }
    }
    drill.mayHaveChanged = true
  }

  /// SIGSTOP: the kernel goes on accepting bytes, the process sees them when it is woken.
  mutating func pause(_ process: ProcessIndex, cause: JournalIndex?) {
    switch processStates[Int(process.raw)] {
    case .running, .stopping:
      processes[Int(process.raw)].wasStopping = processStates[Int(process.raw)] == .stopping
      processStates[Int(process.raw)] = .paused
      processes[Int(process.raw)].trouble = journal.append(
        JournalEntry(at: now, process: process, happening: .processPaused, cause: cause))
      if case .member(let group, let member) = processes[Int(process.raw)].role {
        pauseApplication(of: self.member(member, of: group))
      }
    case .paused, .notStarted, .dead: break
    }
  }

  /// SIGCONT: everything that waited happens now, in the order it came.
  mutating func resume(_ process: ProcessIndex, cause: JournalIndex?) {
    guard processStates[Int(process.raw)] == .paused else { return }
    processStates[Int(process.raw)] =
      processes[Int(process.raw)].wasStopping ? .stopping : .running
    _ = journal.append(
      JournalEntry(
        at: now, process: process, happening: .processResumed,
        cause: processes[Int(process.raw)].trouble))
    var held = processes[Int(process.raw)].held
    processes[Int(process.raw)].held.removeAll()
    if case .member(let group, let place) = processes[Int(process.raw)].role {
      let member = member(place, of: group)
      fillSockets(of: member, &held)
      resumeApplication(of: member)
      wakeMember(member)
      handOverDeliveries()
    }
    if case .worker(let worker) = processes[Int(process.raw)].role {
      fillSockets(ofWorker: worker, &held)
      handOverDeliveries()
    }
    if case .broker(let broker) = processes[Int(process.raw)].role {
      for case .delivery(_, .closedByClient(let connection, isReset: false)) in held {
        brokers[broker].machine.connectionCloses(connection)
      }
    }
    for event in held {
      handle(event)
      handOverDeliveries()
    }
    if case .producer(let producer) = processes[Int(process.raw)].role { sendDueRecords(producer) }
    drill.mayHaveChanged = true
  }

  /// Stops and wakes the step's targets in turn.
  mutating func cycle(step: Int, pause: Bool) {
    guard case .pauseCycle(_, let stopped, let every) = plan.steps[step].action,
      !drill.steps[step].undone
    else { return }
    for process in drill.steps[step].processes {
      if pause {
        self.pause(process, cause: drill.steps[step].journal)
      } else {
        resume(process, cause: drill.steps[step].journal)
      }
    }
    push(
      .cycle(step: Int32(step), pause: !pause), at: after(pause ? stopped : every - stopped))
  }

  // MARK: Hosts.

  mutating func silence(_ host: HostIndex, cause: JournalIndex?) {
    network.setPower(of: host, to: .silent, at: now, into: &networkEffects)
    settleNetwork()
    mark(host, .hostSilent, cause: cause)
  }

  mutating func unsilence(_ host: HostIndex, cause: JournalIndex?) {
    network.setPower(of: host, to: .up, at: now, into: &networkEffects)
    settleNetwork()
    for index in processes.indices where processes[index].host == host {
      _ = journal.append(
        JournalEntry(
          at: now, process: ProcessIndex(Int32(index)), happening: .hostBack,
          cause: processes[index].trouble))
    }
  }

  /// Every process of the host gets the entry as its trouble.
  mutating func mark(_ host: HostIndex, _ happening: Happening, cause: JournalIndex?) {
    for index in processes.indices where processes[index].host == host {
      processes[index].trouble = journal.append(
        JournalEntry(
          at: now, process: ProcessIndex(Int32(index)), happening: happening, cause: cause))
    }
    drill.mayHaveChanged = true
  }

  /// The power goes: the host is gone at once, and with it all that its disk had not got.
  mutating func losePower(_ host: HostIndex, worstCase: Bool, cause: JournalIndex?) {
    for index in processes.indices
    where processes[index].host == host && processStates[index].isAlive {
      let process = ProcessIndex(Int32(index))
      die(process, .powerLost, cause: cause)
      switch processes[index].role {
      case .broker(let broker):
        let age = worstCase ? Int64.max : hardware[Int(host.raw)].writeBackAge() / 1_000_000
        brokers[broker].machine.powerLost(
          oldestDirty: Milliseconds(age), now: serverClock)
        forgetConnections(of: process)
      case .controller, .producer, .member, .worker:
        crash(process, .powerLoss)
      }
    }
    network.setPower(of: host, to: .off, at: now, into: &networkEffects)
    // Nobody listens on the host when it is back, until its processes are started.
    for index in processes.indices where processes[index].host == host {
      network.kill(ProcessIndex(Int32(index)), at: now, into: &networkEffects)
    }
    settleNetwork()
  }

  /// Sets clocks, and notes if that can change nothing.
  mutating func setClocks(of hosts: [HostIndex], by skew: Int64, _ step: Int) {
    let hasClients = processes.contains { hosts.contains($0.host) && !$0.isServer }
    if !hasClients {
      notes.append(
        "step '\(plan.steps[step].name)' sets clocks by which nothing is timed: brokers and controllers go by one "
          + "that cannot be set")
    }
    for host in hosts { skewClock(of: host, by: skew) }
  }

  /// Sets the clock by which Java's clients time what they do (`System.currentTimeMillis`). Brokers and controllers time
  /// theirs by one that nobody sets (`System.nanoTime`).
  mutating func skewClock(of host: HostIndex, by skew: Int64) {
    for index in producers.indices
    where processes[Int(producers[index].process.raw)].host == host {
      producers[index].clockSkew += skew
    }
    for index in members.indices where processes[Int(members[index].process.raw)].host == host {
      members[index].clockSkew += skew
    }
    for index in workers.indices where processes[Int(workers[index].process.raw)].host == host {
      workers[index].clockSkew += skew
    }
  }
}
