import KafkaModel
import SimulationKernel

/// What the network brings to brokers and controllers, and what their machines ask for.
extension Simulation {
  mutating func serverAccepted(_ connection: ServerConnection, at role: Process.Role) {
    switch role {
    case .broker(let broker):
      brokers[broker].machine.accepted(connection)
    case .controller(let cluster):
      controllers[cluster].sockets.accepted(connection)
    case .producer, .member, .worker:
      preconditionFailure("nobody connects to a client")
    }
  }

  mutating func serverLost(
    _ connection: ServerConnection, isReset: Bool, at role: Process.Role
  ) {
    switch role {
    case .broker(let broker):
      brokers[broker].machine.connectionClosed(connection, isReset: isReset)
      settleBroker(broker)
    case .controller(let cluster):
      if let token = controllers[cluster].sockets.closed(connection) {
        controllers[cluster].machine.forget(token)
      }
    case .producer, .member, .worker:
      preconditionFailure("nobody connects to a client")
    }
  }

  mutating func requestArrived(
    _ request: Request, _ correlation: Int32, on connection: ServerConnection,
    at role: Process.Role
  ) {
    switch role {
    case .broker(let broker):
      brokers[broker].machine.requestArrived(
        connection, correlation: correlation, request, now: serverClock,
        into: &brokerEffects)
      settleBroker(broker)
    case .controller(let cluster):
      guard
        let token = controllers[cluster].sockets.arrived(
          request, correlation: correlation, on: connection)
      else { return }
      controllers[cluster].machine.handle(
        request, token: token, now: serverClock, effects: &controllerEffects)
      settleController(cluster)
    case .producer, .member, .worker:
      preconditionFailure("a client answers nobody")
    }
  }

  mutating func clientConnected(_ client: ConnectionTable.Client) {
    switch client {
    case .producer(let producer, let node):
      producers[producer].machine.connected(node)
      pollProducer(producer)
    case .member(let member, let node):
      members[member].machine.connected(node)
      wakeMember(member)
    case .worker(let worker, let slot, let node):
      workers[worker].machine.connected(slot, node)
      wakeClient(slot, of: worker)
    case .channel(let broker, let channel):
      brokers[broker].machine.channelConnected(
        channel, now: serverClock, into: &brokerEffects)
      settleBroker(broker)
    }
  }

  mutating func clientLost(_ client: ConnectionTable.Client) {
    switch client {
    case .producer(let producer, let node):
      producers[producer].machine.disconnected(node)
      pollProducer(producer)
    case .member(let member, let node):
      members[member].machine.disconnected(node)
      wakeMember(member)
    case .worker(let worker, let slot, let node):
      workers[worker].machine.disconnected(slot, node)
      wakeClient(slot, of: worker)
    case .channel(let broker, let channel):
      brokers[broker].machine.channelClosed(
        channel, now: serverClock, into: &brokerEffects)
      settleBroker(broker)
    }
  }

  mutating func responseArrived(
    _ response: consuming Response, _ correlation: Int32, at client: ConnectionTable.Client
  ) {
    switch client {
    case .producer(let producer, let node):
      producers[producer].answering = node
      producers[producer].machine.responseArrived(
        node, correlation: correlation, consume response)
      pollProducer(producer)
      producers[producer].answering = Self.nobody
    case .member(let member, let node):
      members[member].machine.responseArrived(
        node, correlation: correlation, consume response)
      wakeMember(member)
    case .worker(let worker, let slot, let node):
      workers[worker].answering = node.id
      workers[worker].machine.responseArrived(
        slot, node, correlation: correlation, response)
      wakeClient(slot, of: worker)
      workers[worker].answering = Self.nobody
    case .channel(let broker, let channel):
      brokers[broker].machine.responseArrived(
        channel, correlation: correlation, consume response, now: serverClock,
        into: &brokerEffects)
      settleBroker(broker)
    }
  }

  mutating func synced(_ process: ProcessIndex, _ token: SyncToken) {
    switch processes[Int(process.raw)].role {
    case .broker(let broker):
      brokers[broker].machine.synced(token, now: serverClock, into: &brokerEffects)
      settleBroker(broker)
    case .controller(let cluster):
      controllers[cluster].machine.synced(
        token, now: serverClock, effects: &controllerEffects)
      settleController(cluster)
    case .producer, .member, .worker:
      preconditionFailure("a client has no disk")
    }
  }

  /// The flush that a process asked for is done after a draw of its host's disk.
  private mutating func sync(_ process: ProcessIndex, _ token: SyncToken) {
    let host = Int(processes[Int(process.raw)].host.raw)
    let takes = hardware[host].syncDuration()
    push(
      .synced(process, incarnation: processes[Int(process.raw)].incarnation, token),
      at: Instant(nanoseconds: now.nanoseconds + takes))
  }

  mutating func settleBroker(_ broker: Int) {
    // Effects of one input are carried out before the next input of any broker reaches its machine:
    // deliveries only ever arrive through the queue.
    var taken = 0
    while let effect = brokerEffects.takeNext(&taken, leaving: .listen) {
      switch consume effect {
      case .listen:
        network.start(brokers[broker].process)
      case .respond(let connection, let correlation, let response, let bytes):
        sendResponse(
          consume response, correlation: correlation, bytes: bytes, on: connection)
      case .closeConnection(let connection):
        closeServerSide(connection)
      case .connect(let channel, let node):
        connect(
          .channel(broker: broker, channel), to: process(ofNode: node, in: brokers[broker].cluster))
      case .send(let channel, let correlation, let request, let bytes):
        sendRequest(
          consume request, correlation: correlation, bytes: bytes,
          from: .channel(broker: broker, channel))
      case .closeChannel(let channel):
        closeConnection(of: .channel(broker: broker, channel))
      case .setTimer(let timer, let at):
        let incarnation = processes[Int(brokers[broker].process.raw)].incarnation
        push(
          .brokerTimer(Int32(broker), incarnation: incarnation, timer),
          at: instant(of: at, skew: 0))
      case .sync(let token):
        sync(brokers[broker].process, token)
      case .journal(let event):
        report(event, by: brokers[broker].process)
      case .asksForTopic(let name, let connection):
        noteNaming(of: name, on: connection, to: broker)
      case .readGroupLog(let partition, let batches):
        brokers[broker].machine.groupLogRead(
          partition, records: groupLog(batches, in: brokers[broker].cluster),
          now: serverClock, into: &brokerEffects)
      case .offsetsStored(let group, let member, let offsets):
        commitsStored(offsets, of: group, in: brokers[broker].cluster, by: member)
      case .exited:
        processExited(brokers[broker].process)
      }
    }
  }

  /// The records of a coordinator's batches, which the brokers that wrote them keep.
  private func groupLog(_ batches: [BatchContent], in cluster: ClusterIndex) -> [GroupLogRecord] {
    var records: [GroupLogRecord] = []
    for content in batches {
      guard let writer = content.groupLogWriter else { continue }
      records += brokers[self.broker(writer, of: cluster)].machine.groupLog(content.index)
    }
    return records
  }

  mutating func settleController(_ cluster: Int) {
    // A batch of metadata names the elections before the fencing that made them necessary.
    for case .journal(let event) in controllerEffects where event.isAboutBroker {
      report(event, by: controllers[cluster].process)
    }
    var next = 0
    while next < controllerEffects.count {
      let effect = controllerEffects[next]
      next += 1
      switch effect {
      case .respond(let token, let response):
        answer(cluster, token, response)
      case .sync(let token):
        sync(controllers[cluster].process, token)
      case .setTimer(let timer, let at):
        let incarnation = processes[Int(controllers[cluster].process.raw)].incarnation
        push(
          .controllerTimer(Int32(cluster), incarnation: incarnation, timer),
          at: instant(of: at, skew: 0))
      case .journal(let event):
        if !event.isAboutBroker { report(event, by: controllers[cluster].process) }
      }
    }
    controllerEffects.clear()
    if controllers[cluster].seenTopicChanges != controllers[cluster].machine.image.topicChanges {
      findNewTopics(of: cluster)
    }
  }

  /// Answers a request over its connection, then reads the next one that waited on it.
  private mutating func answer(_ cluster: Int, _ token: RequestToken, _ response: Response) {
    if token.raw < 0 { return administrationAnswered(response, to: token) }
    guard let (connection, correlation) = controllers[cluster].sockets.answered(token) else {
      return
    }
    sendResponse(
      response, correlation: correlation, bytes: response.sizeOnTheWire, on: connection)
    guard let (next, request) = controllers[cluster].sockets.next(on: connection) else { return }
    controllers[cluster].machine.handle(
      request, token: next, now: serverClock, effects: &controllerEffects)
  }

  /// A broker or the controller of a cluster, by its node id.
  func process(ofNode node: NodeID, in cluster: ClusterIndex) -> ProcessIndex {
    let controller = controllers[Int(cluster.raw)]
    if controller.id == node { return controller.process }
    return brokers[broker(node, of: cluster)].process
  }
}
