import KafkaModel
import SimulationKernel

extension Simulation {
  /// Handles the next event; false when nothing is left to happen.
  package mutating func step() -> Bool {
    guard let (at, event) = queue.pop() else { return false }
    now = at
    eventCount += 1
    fingerprint.fold(UInt64(bitPattern: at.nanoseconds))
    fingerprint.fold(event.digest)
    if keepsLastEvent { lastEvent = words(for: event) }
    // Most are the network's: those go the short way.
    if case .network(let event) = event { handle(event) } else { handle(event) }
    handOverDeliveries()
    if drill.mayHaveChanged { evaluateTriggers() }
    return true
  }

  /// The run has come to its end; further steps belong to no plan.
  package var isFinished: Bool { drill.finished }

  /// Runs to the end that the plan names, closes every producer and lets what is open settle.
  package mutating func run() {
    while !drill.finished, step() {}
  }

  /// Runs every event up to `time` after the start of the load.
  package mutating func run(until time: Int64) {
    while !drill.finished, let next = queue.nextTime {
      // Before the load begins its start is not known; everything until then belongs to the boot.
      if drill.loadHasBegun, next.nanoseconds - origin.nanoseconds > time {
        // What is done to the estate from outside is done at that time, not at the last event's.
        now = max(now, Instant(nanoseconds: origin.nanoseconds + time))
        return
      }
      _ = step()
    }
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .network(let event):
      handle(event)
    case .brokerTimer(let broker, let incarnation, let timer):
      let process = brokers[Int(broker)].process
      guard isListening(process, incarnation, else: event) else { return }
      brokers[Int(broker)].machine.timerFired(
        timer, now: serverClock, into: &brokerEffects)
      settleBroker(Int(broker))
    case .controllerTimer(let cluster, let incarnation, let timer):
      let process = controllers[Int(cluster)].process
      guard isListening(process, incarnation, else: event) else { return }
      controllers[Int(cluster)].machine.timerFired(
        timer, now: serverClock, effects: &controllerEffects)
      settleController(Int(cluster))
    case .synced(let process, let incarnation, let token):
      guard isListening(process, incarnation, else: event) else { return }
      synced(process, token)
    case .producerWake(let producer):
      producers[Int(producer)].wake = nil
      guard isListening(producers[Int(producer)].process, nil, else: event) else { return }
      wakeNetworkThread(Int(producer))
    case .producerRuns(let producer):
      guard isListening(producers[Int(producer)].process, nil, else: event) else { return }
      producers[Int(producer)].turn = nil
      pollProducer(Int(producer))
    case .arrival(let producer):
      guard isListening(producers[Int(producer)].process, nil, else: event) else { return }
      producers[Int(producer)].arrival = nil
      sendDueRecords(Int(producer))
    case .memberWake(let member):
      members[Int(member)].wake = nil
      guard isAwake(members[Int(member)].process) else { return }
      wakeMember(Int(member))
    case .applicationWake(let member):
      // A paused application's alarm is cancelled and set again when it is woken.
      members[Int(member)].alarm = nil
      members[Int(member)].application.goOn(now: now, into: &applicationEffects)
      settleMember(Int(member))
    case .clientWake(let worker, let client):
      workers[Int(worker)].forgetWake(of: client)
      guard isAwake(workers[Int(worker)].process) else { return }
      wakeClient(client, of: Int(worker))
    case .workerWake(let worker):
      workers[Int(worker)].wake = nil
      guard isAwake(workers[Int(worker)].process) else { return }
      wakeWorker(Int(worker))
    case .workerForward(let number):
      forwardArrives(Int(number))
    case .lagSample:
      sampleLag()
    case .delivery(let process, let delivery):
      handle(delivery, at: process)
    case .processStarts(let process):
      startProcess(process)
    case .processTornDown(let process, let incarnation):
      guard processes[Int(process.raw)].incarnation == incarnation else { return }
      network.kill(process, at: now, into: &networkEffects)
      settleNetwork()
    case .topicsAreCreated(let cluster):
      createPlannedTopics(of: Int(cluster))
    case .loadBegins:
      beginLoad()
    case .triggerDue(let trigger):
      fire(trigger: Int(trigger))
    case .undo(let step):
      undo(step: Int(step))
    case .cycle(let step, let pause):
      cycle(step: Int(step), pause: pause)
    case .restartGoesOn(let step):
      restartGoesOn(step: Int(step))
    case .coordinatorIsSought(let step):
      if setOffsets(by: Int(step)) { stepIsDone(Int(step)) }
    case .reset(let connection):
      resetConnection(connection)
    }
  }

  private mutating func handle(_ event: NetworkEvent) {
    let arrived = network.handle(event, at: now, into: &networkEffects)
    settleNetwork()
    guard let arrived else { return }
    // No machine is being served: the frame need not wait for that.
    handOverDeliveries()
    handOver(arrived)
  }

  /// Whether the process runs: one that is paused looks at all its timers when it is woken (`resume`).
  private func isAwake(_ process: ProcessIndex) -> Bool {
    switch processStates[Int(process.raw)] {
    case .running, .stopping: true
    case .paused, .notStarted, .dead: false
    }
  }

  /// Whether the process may handle the event now; a paused one keeps it for later, a dead one loses it.
  ///
  /// What a server's earlier life had asked for is known by the incarnation; nil for clients, whose wakes are cancelled when
  /// they die.
  private mutating func isListening(
    _ process: ProcessIndex, _ incarnation: Int32?, else event: Event
  ) -> Bool {
    let index = Int(process.raw)
    switch processStates[index] {
    case .running, .stopping:
      guard let incarnation else { return true }
      return processes[index].incarnation == incarnation
    case .paused:
      processes[index].held.append(event)
      return false
    case .notStarted, .dead:
      return false
    }
  }
}

extension Event {
  /// What the fingerprint takes of an event beside its time: its kind and whom it concerns.
  @inline(__always)
  var digest: UInt64 {
    switch self {
    case .network(let event): 1 << 56 | UInt64(truncatingIfNeeded: event.digest)
    case .brokerTimer(let broker, _, let timer):
      2 << 56 | UInt64(UInt32(broker)) << 32 | UInt64(timer.digest)
    case .controllerTimer(let cluster, _, let timer):
      3 << 56 | UInt64(UInt32(cluster)) << 32 | UInt64(timer.rawValue)
    case .synced(let process, _, let token):
      4 << 56 | UInt64(UInt32(process.raw)) << 32 | UInt64(truncatingIfNeeded: token.raw)
    case .producerWake(let producer): 5 << 56 | UInt64(UInt32(producer))
    case .arrival(let producer): 6 << 56 | UInt64(UInt32(producer))
    case .delivery(let process, _): 7 << 56 | UInt64(UInt32(process.raw))
    case .processStarts(let process): 8 << 56 | UInt64(UInt32(process.raw))
    case .processTornDown(let process, _): 9 << 56 | UInt64(UInt32(process.raw))
    case .topicsAreCreated(let cluster): 10 << 56 | UInt64(UInt32(cluster))
    case .loadBegins: 11 << 56
    case .triggerDue(let trigger): 12 << 56 | UInt64(UInt32(trigger))
    case .undo(let step): 13 << 56 | UInt64(UInt32(step))
    case .cycle(let step, let pause): 14 << 56 | UInt64(UInt32(step)) << 1 | (pause ? 1 : 0)
    case .restartGoesOn(let step): 16 << 56 | UInt64(UInt32(step))
    case .memberWake(let member): 17 << 56 | UInt64(UInt32(member))
    case .applicationWake(let member): 18 << 56 | UInt64(UInt32(member))
    case .lagSample: 19 << 56
    case .clientWake(let worker, let client):
      20 << 56 | UInt64(UInt32(worker)) << 32 | UInt64(UInt32(client.raw))
    case .workerWake(let worker): 21 << 56 | UInt64(UInt32(worker))
    case .workerForward(let number): 22 << 56 | UInt64(UInt32(number))
    case .coordinatorIsSought(let step): 24 << 56 | UInt64(UInt32(step))
    case .producerRuns(let producer): 23 << 56 | UInt64(UInt32(producer))
    case .reset(let connection): 15 << 56 | UInt64(connection.slot)
    }
  }
}
