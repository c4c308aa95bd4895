import KafkaModel
import SimulationKernel

/// Processes that produce: what ends with one, and the producer of each life.
extension Simulation {
  /// SIGTERM: the caller sends no more and closes its producer, then the process exits.
  mutating func terminate(producer: Int, cause: JournalIndex?) {
    let process = producers[producer].process
    processStates[Int(process.raw)] = .stopping
    processes[Int(process.raw)].trouble = journal.append(
      JournalEntry(at: now, process: process, happening: .processStopped, cause: cause))
    producers[producer].workload.interrupt()
    if producers[producer].machine.isClosed {
      processExited(process)
    } else {
      scheduleArrival(producer)
    }
  }

  func isTerminating(_ producer: Int) -> Bool {
    processStates[Int(producers[producer].process.raw)] == .stopping
  }

  /// The producer is closed; a caller that was told to end is done with it.
  mutating func callerExits(_ producer: Int) {
    if isTerminating(producer) { processExited(producers[producer].process) }
  }

  /// The process has ended: nobody will ever tell its caller of what was open.
  mutating func endLife(ofProducer producer: Int) {
    producers[producer].isGone = true
    producers[producer].abandoned = producers[producer].ledger.openCount
    if let blocked = producers[producer].blockedOn {
      producers[producer].blocks.append(
        RunRecord.SendBlock(record: blocked.record, began: blocked.since, ended: now))
      producers[producer].blockedOn = nil
    }
    producers[producer].workload.interrupt()
    producers[producer].connections.removeAll()
    if let wake = producers[producer].wake { _ = queue.cancel(wake.id) }
    producers[producer].wake = nil
    if let arrival = producers[producer].arrival { _ = queue.cancel(arrival) }
    producers[producer].arrival = nil
    if let turn = producers[producer].turn { _ = queue.cancel(turn) }
    producers[producer].turn = nil
  }

  /// The process runs again: a new producer, and the load from where it would be now.
  mutating func beginLife(ofProducer producer: Int) {
    let process = producers[producer].process
    // Sockets of an earlier life end now at the latest.
    network.kill(process, at: now, into: &networkEffects)
    network.start(process)
    settleNetwork()
    let contents = producers[producer].machine.contents
    producers[producer].machine = Producer(
      plan.producers[producer], index: producer,
      bootstrap: plan.clusters[Int(producers[producer].cluster.raw)].brokers.count,
      life: processes[Int(process.raw)].incarnation, seed: seed)
    producers[producer].machine.goOn(after: contents)
    producers[producer].isGone = false
    producers[producer].closing = false
    producers[producer].workload.resume(at: now.nanoseconds - origin.nanoseconds)
    scheduleArrival(producer)
  }
}

extension Producer {
  /// The producer of one life of a planned process; what it draws is named after both.
  init(_ planned: PlannedProducer, index: Int, bootstrap: Int, life: Int32, seed: UInt64) {
    let name = planned.name + (life > 0 ? " life \(life + 1)" : "")
    func stream(_ purpose: String) -> RandomSource {
      .stream(RandomStream(seed: seed, name: name, purpose: purpose))
    }
    var draws = ProducerDraws()
    draws.partition = stream("sticky partition")
    draws.retryJitter = stream("retry jitter")
    draws.client.connectionJitter = stream("connection jitter")
    draws.client.metadataJitter = PatientSource(stream("metadata jitter"))
    draws.client.leastLoaded = stream("least loaded node")
    draws.client.telemetry = stream("telemetry")
    self.init(
      index: Int32(index), settings: planned.settings, behaviour: planned.behaviour,
      bootstrap: (0..<bootstrap).map { NodeID(-1 - Int32($0)) }, draws: draws)
  }
}
