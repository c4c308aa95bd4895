import KafkaModel
import SimulationKernel

extension Simulation {
  /// Carries out a step.
  mutating func fire(step: Int) {
    drill.steps[step].firedAt = now
    drill.steps[step].leaders = currentLeaders()
    let entry = journal.append(
      JournalEntry(at: now, process: nil, happening: .step(step), cause: nil))
    drill.steps[step].journal = entry
    var awaitsNothing = true
    switch plan.steps[step].action {
    case .kill(let targets):
      for process in hit(targets, step) { kill(process, cause: entry) }
    case .stop(let targets):
      for process in hit(targets, step) { stop(process, cause: entry) }
    case .start(let targets, let takes):
      for process in hit(targets, step) { start(process, takes: takes, step: step) }
      awaitsNothing = drill.steps[step].awaited.isEmpty
    case .restart(let targets, let takes):
      for process in hit(targets, step) {
        restart(process, andThen: [], takes: takes, pauseBetween: nil, step: step)
      }
      awaitsNothing = drill.steps[step].awaited.isEmpty
    case .rollingRestart(let targets, let takes, let pauseBetween):
      let processes = hit(targets, step)
      guard let first = processes.first else { break }
      restart(
        first, andThen: Array(processes.dropFirst()), takes: takes, pauseBetween: pauseBetween,
        step: step)
      awaitsNothing = false
    case .pause(let targets):
      for process in hit(targets, step) { pause(process, cause: entry) }
    case .resume(let targets):
      for process in hit(targets, step) { resume(process, cause: entry) }
    case .pauseCycle(let targets, _, _):
      _ = hit(targets, step)
      cycle(step: step, pause: true)
    case .powerLoss(let targets, let worstCase):
      for host in hitHosts(targets, step) { losePower(host, worstCase: worstCase, cause: entry) }
    case .silence(let targets):
      drill.steps[step].silenced = hitHosts(targets, step)
      for host in drill.steps[step].silenced { silence(host, cause: entry) }
    case .skewClock(let targets, let by):
      setClocks(of: hitHosts(targets, step), by: by, step)
    case .partition, .isolate, .heal, .degradeLink:
      changeNetwork(step, cause: entry)
    case .drop(let choice, let kind, let thenReset):
      drill.messageFaults.append(
        DrillState.MessageFault(
          step: step, choice: choice, kind: kind, effect: .mute(thenReset: thenReset)))
      awaitsNothing = false
    case .delayResponse(let choice, let by):
      drill.messageFaults.append(
        DrillState.MessageFault(step: step, choice: choice, kind: .response, effect: .hold(by: by)))
      awaitsNothing = false
    case .createTopic, .deleteTopic, .deleteRecords, .electLeaders, .setTopicConfig:
      administer(step)
    case .changeRate(let indices, let arrivals):
      for producer in indices {
        producers[producer].workload.change(
          to: arrivals, at: now.nanoseconds - origin.nanoseconds)
        scheduleArrival(producer)
      }
    case .stopProducers(let indices):
      for producer in indices { endLoad(of: producer) }
    case .addPartitions:
      administer(step)
    case .setOffsets:
      awaitsNothing = setOffsets(by: step)
    case .stall(let targets, let lasting):
      for member in hitMembers(targets, step) {
        members[member].application.stall(lasting: lasting, now: now, into: &applicationEffects)
        settleMember(member)
      }
    case .changeProcessing(let targets, let perRecord):
      for member in hitMembers(targets, step) {
        members[member].application.change(
          perRecord: perRecord, now: now, into: &applicationEffects)
        settleMember(member)
      }
    case .restartConnector, .restartTask, .pauseConnector, .resumeConnector:
      askWorkers(step)
    }
    if let undoneAfter = plan.steps[step].undoneAfter {
      push(.undo(step: Int32(step)), at: after(undoneAfter))
    }
    if awaitsNothing { stepIsDone(step) }
  }

  /// Takes a step's fault back.
  mutating func undo(step: Int) {
    guard !drill.steps[step].undone else { return }
    drill.steps[step].undone = true
    let entry = journal.append(
      JournalEntry(
        at: now, process: nil, happening: .undone(step), cause: drill.steps[step].journal))
    let state = drill.steps[step]
    switch plan.steps[step].action {
    case .kill, .stop, .powerLoss:
      for process in state.processes {
        start(process, takes: usualStart(of: process), step: nil)
      }
    case .pause, .pauseCycle:
      for process in state.processes { resume(process, cause: entry) }
    case .silence:
      for host in state.silenced { unsilence(host, cause: entry) }
      drill.steps[step].silenced.removeAll()
    case .skewClock(_, let by):
      for host in state.hosts { skewClock(of: host, by: -by) }
    case .partition, .isolate, .degradeLink:
      healNetwork(of: step, cause: entry)
    case .drop, .delayResponse:
      drill.messageFaults.removeAll { $0.step == step }
    case .changeRate(let indices, _):
      for producer in indices {
        producers[producer].workload.change(
          to: producers[producer].workload.plan.arrivals, at: now.nanoseconds - origin.nanoseconds)
        scheduleArrival(producer)
      }
    case .start, .restart, .rollingRestart, .resume, .heal, .createTopic, .deleteTopic,
      .deleteRecords, .electLeaders, .setTopicConfig, .stopProducers, .addPartitions,
      .setOffsets, .stall, .changeProcessing, .restartConnector, .restartTask, .pauseConnector,
      .resumeConnector:
      break
    }
    drill.mayHaveChanged = true
  }

  func usualStart(of process: ProcessIndex) -> DrawnSpan {
    switch processes[Int(process.raw)].role {
    case .broker(let broker): plan.clusters[Int(brokers[broker].cluster.raw)].startsIn
    case .controller(let cluster): plan.clusters[cluster].startsIn
    case .producer, .member: DrawnSpan(nanoseconds: 0)
    case .worker(let worker): plan.workers[worker].startsIn
    }
  }

  /// Resolves a step's targets and remembers them for the roles of later steps.
  private mutating func hit(_ targets: [Target], _ step: Int) -> [ProcessIndex] {
    var processes: [ProcessIndex] = []
    for target in targets {
      for process in resolve(target, drawing: drill.draw(forStep: step))
      where !processes.contains(process) {
        processes.append(process)
      }
    }
    drill.steps[step].processes = processes
    return processes
  }

  private mutating func hitMembers(_ targets: [Target], _ step: Int) -> [Int] {
    hit(targets, step).compactMap { process in
      guard case .member(let group, let member) = processes[Int(process.raw)].role else {
        return nil
      }
      return self.member(member, of: group)
    }
  }

  private mutating func hitHosts(_ targets: [Target], _ step: Int) -> [HostIndex] {
    var hosts: [HostIndex] = []
    for process in hit(targets, step) where !hosts.contains(processes[Int(process.raw)].host) {
      hosts.append(processes[Int(process.raw)].host)
    }
    drill.steps[step].hosts = hosts
    return hosts
  }

  // MARK: Restarts.

  private mutating func restart(
    _ process: ProcessIndex, andThen left: [ProcessIndex], takes: DrawnSpan, pauseBetween: Int64?,
    step: Int
  ) {
    drill.restarts.append(
      DrillState.Restart(
        step: step, left: left, current: process, takes: takes, pauseBetween: pauseBetween ?? 0,
        waitsForIsr: pauseBetween != nil, phase: .stopping))
    drill.steps[step].awaited += [process] + left
    stop(process, cause: drill.steps[step].journal)
  }

  /// Moves every restart on: the stopped process is started again, and once all replicas are in sync the next one stops.
  mutating func progressRestarts() {
    var index = 0
    while index < drill.restarts.count {
      if progressRestart(index) { index += 1 } else { drill.restarts.remove(at: index) }
    }
  }

  /// False when the restart is over.
  private mutating func progressRestart(_ index: Int) -> Bool {
    let restart = drill.restarts[index]
    let process = restart.current
    switch restart.phase {
    case .stopping:
      guard !processStates[Int(process.raw)].isAlive else { return true }
      drill.restarts[index].phase = .starting
      start(process, takes: restart.takes, step: nil)
    case .starting:
      guard processStates[Int(process.raw)] == .running else { return true }
      drill.restarts[index].phase = .catchingUp
    case .catchingUp:
      guard !restart.waitsForIsr || isEveryIsrFull(with: process) else { return true }
      drill.steps[restart.step].awaited.removeAll { $0 == process }
      guard !restart.left.isEmpty else {
        if drill.steps[restart.step].awaited.isEmpty { stepIsDone(restart.step) }
        return false
      }
      drill.restarts[index].phase = .pausing
      push(.restartGoesOn(step: Int32(restart.step)), at: after(restart.pauseBetween))
    case .pausing:
      break
    }
    return true
  }

  /// The next process of a rolling restart stops.
  mutating func restartGoesOn(step: Int) {
    guard let index = drill.restarts.firstIndex(where: { $0.step == step }) else { return }
    drill.restarts[index].current = drill.restarts[index].left.removeFirst()
    drill.restarts[index].phase = .stopping
    stop(drill.restarts[index].current, cause: drill.steps[step].journal)
    drill.mayHaveChanged = true
  }

  /// Whether every partition of the process's cluster has all its replicas in sync.
  private func isEveryIsrFull(with process: ProcessIndex) -> Bool {
    guard case .broker(let broker) = processes[Int(process.raw)].role else { return true }
    let image = controllers[Int(brokers[broker].cluster.raw)].machine.image
    guard image.isActive(brokers[broker].id) else { return false }
    return image.partitions.topics.allSatisfy { topic in
      topic.allSatisfy { $0.map { $0.isr.count == $0.replicas.count } ?? true }
    }
  }
}
