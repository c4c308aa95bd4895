import KafkaModel

/// Events in words, for people who look for the first one in which two runs part.
extension Simulation {
  func words(for event: Event) -> String {
    switch event {
    case .network(let event): words(for: event)
    case .brokerTimer(let broker, _, _):
      "a timer of \(name(of: brokers[Int(broker)].process)) runs out"
    case .controllerTimer(let cluster, _, _):
      "a timer of \(name(of: controllers[Int(cluster)].process)) runs out"
    case .synced(let process, _, _): "the disk has what \(name(of: process)) wrote"
    case .producerWake(let producer), .producerRuns(let producer):
      "\(name(of: producers[Int(producer)].process)) looks for something to send"
    case .arrival(let producer):
      "\(name(of: producers[Int(producer)].process)) has the next record to send"
    case .memberWake(let member): "\(name(of: members[Int(member)].process)) looks around"
    case .applicationWake(let member):
      "the application of \(name(of: members[Int(member)].process)) goes on"
    case .clientWake(let worker, _), .workerWake(let worker):
      "\(name(of: workers[Int(worker)].process)) looks around"
    case .workerForward: "task configurations reach the leader of a Connect cluster"
    case .lagSample: "the lag of the groups is looked at"
    case .delivery(let process, _): "\(name(of: process)) gets to what has arrived"
    case .processStarts(let process): "\(name(of: process)) starts"
    case .processTornDown(let process, _): "the sockets of \(name(of: process)) are closed"
    case .topicsAreCreated(let cluster):
      "the topics of \(plan.clusters[Int(cluster)].name) are made"
    case .loadBegins: "the load begins"
    case .triggerDue(let trigger): words(forTrigger: Int(trigger))
    case .undo(let step): "step '\(plan.steps[Int(step)].name)' ends"
    case .cycle(let step, _): "step '\(plan.steps[Int(step)].name)' changes between its two states"
    case .restartGoesOn(let step): "the restarts of step '\(plan.steps[Int(step)].name)' go on"
    case .coordinatorIsSought(let step):
      "step '\(plan.steps[Int(step)].name)' looks for the coordinator of its group"
    case .reset(let connection):
      if let ends = network.processes(of: connection) {
        "the connection of \(name(of: ends.client)) to \(name(of: ends.server)) is reset"
      } else {
        "a connection that is over is reset"
      }
    }
  }

  private func words(for event: NetworkEvent) -> String {
    guard let ends = network.processes(of: event.connection) else {
      return "something arrives for a connection that is over"
    }
    let (client, server) = (name(of: ends.client), name(of: ends.server))
    func side(_ side: ConnectionSide) -> String {
      switch side {
      case .client: client
      case .server: server
      }
    }
    func other(_ side: ConnectionSide) -> String {
      switch side {
      case .client: server
      case .server: client
      }
    }
    return switch event {
    case .frameArrives(_, let writer): "a message of \(side(writer)) reaches \(other(writer))"
    case .retransmissionDue(_, let writer): "\(side(writer)) sends again to \(other(writer))"
    case .resetArrives(_, let reader): "a reset reaches \(side(reader))"
    case .connectRetryDue: "\(client) tries again to connect to \(server)"
    case .connectArrives: "a new connection of \(client) reaches \(server)"
    case .connectAnswered: "\(client) is connected to \(server)"
    case .refusalArrives: "\(client) is refused by the host of \(server)"
    case .handshakeCompletes: "\(server) has a connection of \(client)"
    }
  }

  private func words(forTrigger trigger: Int) -> String {
    if trigger < plan.steps.count { return "step '\(plan.steps[trigger].name)' is due" }
    let producer = trigger - drill.plannedSteps
    if producer < plan.producers.count { return "\(plan.producers[producer].name) begins to send" }
    if producer == plan.producers.count { return "the load ends" }
    let member = producer - plan.producers.count - 1 - plan.probes.count
    return member < 0
      ? "expectations are looked at" : "\(name(of: members[member].process)) is started"
  }

  private func name(of process: ProcessIndex) -> String {
    plan.name(of: processes[Int(process.raw)].role)
  }
}

extension NetworkEvent {
  fileprivate var connection: ConnectionID {
    switch self {
    case .frameArrives(let connection, _), .retransmissionDue(let connection, _),
      .resetArrives(let connection, _), .connectRetryDue(let connection),
      .connectArrives(let connection), .connectAnswered(let connection),
      .refusalArrives(let connection), .handshakeCompletes(let connection):
      connection
    }
  }
}
