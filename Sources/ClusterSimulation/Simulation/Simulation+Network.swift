import KafkaModel
import SimulationKernel

extension Simulation {
  /// Carries out what the network asked for, until nothing is left of it. Mostly there is nothing.
  @inline(__always)
  mutating func settleNetwork() { if !networkEffects.isEmpty { carryOutEffects() } }

  private mutating func carryOutEffects() {
    var next = 0
    while next < networkEffects.count {
      let effect = networkEffects[next]
      next += 1
      switch effect {
      case .schedule(let event, let at): push(.network(event), at: at)
      case .accepted(let connection, let process):
        guard let row = connections[connection] else { continue }
        deliver(.accepted(row.serverConnection), to: process)
      case .established(let connection):
        guard let row = connections[connection] else { continue }
        deliver(.established(row.client, connection), to: row.clientProcess)
      case .refused(let connection):
        guard let row = connections[connection] else { continue }
        deliver(.lost(row.client, connection), to: row.clientProcess)
      case .closed(let connection, let side, let end):
        guard let row = connections[connection] else { continue }
        if case .finished = end {
          network.close(connection, side: side, unread: false, at: now, into: &networkEffects)
        }
        switch side {
        case .client: deliver(.lost(row.client, connection), to: row.clientProcess)
        case .server:
          deliver(.closedByClient(row.serverConnection, isReset: end != .finished), to: row.server)
        }
      case .discarded(let message): lose(message)
      }
    }
    networkEffects.clear()
  }

  mutating func push(_ event: Event, at: Instant) { _ = queue.push(event, at: at) }

  /// Hands over what the network brought, once the machine that is being served has been served. Frames mostly have not
  /// waited for that.
  @inline(__always)
  mutating func handOverDeliveries() { if !deliveries.isEmpty { handOverWaiting() } }

  private mutating func handOverWaiting() {
    var next = 0
    while next < deliveries.count {
      let (process, delivery) = deliveries[next]
      next += 1
      handOver(delivery, to: process)
    }
    deliveries.clear()
  }

  private mutating func deliver(_ delivery: Delivery, to process: ProcessIndex) {
    deliveries.append((process, delivery))
  }

  /// Hands a frame over that lies in the socket of a connection's side. Inlined, as the rest of what most events do.
  @inline(__always)
  mutating func handOver(_ frame: ArrivedFrame) {
    guard let row = connections[frame.connection] else { return lose(frame.message) }
    switch frame.side {
    case .client:
      handOver(
        .response(frame.message, row.client, frame.connection), to: row.clientProcess)
    case .server:
      handOver(.request(frame.message, row.serverConnection), to: row.server)
    }
  }

  /// Inlined, as what is handed over is mostly known to be a frame.
  @inline(__always)
  mutating func handOver(_ delivery: Delivery, to process: ProcessIndex) {
    switch processStates[Int(process.raw)] {
    case .running, .stopping:
      if isAlwaysReady { accept(delivery, at: process) } else { queueUp(delivery, at: process) }
    case .paused:
      processes[Int(process.raw)].held.append(.delivery(process, delivery))
    case .notStarted, .dead:
      discard(delivery)
    }
  }

  /// Lets the process handle it when its host has a processor for that.
  private mutating func queueUp(_ delivery: Delivery, at process: ProcessIndex) {
    let host = Int(processes[Int(process.raw)].host.raw)
    if hardware[host].isAlwaysReady { return accept(delivery, at: process) }
    let ready = max(
      processes[Int(process.raw)].handlesNext, after(hardware[host].processingWait()))
    processes[Int(process.raw)].handlesNext = ready
    push(.delivery(process, delivery), at: ready)
  }

  /// Lets the process handle what waited for a processor or for its waking.
  mutating func handle(_ delivery: Delivery, at process: ProcessIndex) {
    switch processStates[Int(process.raw)] {
    case .running, .stopping: accept(delivery, at: process)
    case .paused: processes[Int(process.raw)].held.append(.delivery(process, delivery))
    case .notStarted, .dead: discard(delivery)
    }
  }

  /// Nobody reads the frame. Rare, and by itself, as the loop would else look after the store for every effect.
  @inline(never)
  private mutating func lose(_ message: MessageID) { _ = frames.take(message) }

  mutating func discard(_ delivery: Delivery) {
    switch delivery {
    case .request(let message, _), .response(let message, _, _): lose(message)
    case .accepted, .closedByClient, .established, .lost: break
    }
  }

  @inline(__always)
  private mutating func accept(_ delivery: Delivery, at process: ProcessIndex) {
    switch delivery {
    case .accepted(let connection): serverAccepted(connection, at: role(of: process))
    case .closedByClient(let connection, let isReset):
      serverLost(connection, isReset: isReset, at: role(of: process))
    case .request(let message, let connection):
      switch frames.take(message) {
      case .request(let correlation, let request):
        requestArrived(request, correlation, on: connection, at: role(of: process))
      case .response, .free: preconditionFailure("a server reads requests, each once")
      }
    case .response(let message, let client, let id):
      switch frames.take(message) {
      case .response(let correlation, let response):
        guard isOpen(id, for: client) else { return }
        responseArrived(consume response, correlation, at: client)
      case .request, .free: preconditionFailure("a client reads responses, each once")
      }
    case .established(let client, let id):
      guard isOpen(id, for: client) else { return }
      clientConnected(client)
    case .lost(let client, let id):
      guard isOpen(id, for: client) else { return }
      setConnection(of: client, to: nil)
      clientLost(client)
    }
  }

  @inline(__always)
  private func role(of process: ProcessIndex) -> Process.Role { processes[Int(process.raw)].role }

  private func process(of client: ConnectionTable.Client) -> ProcessIndex {
    switch client {
    case .producer(let producer, _): producers[producer].process
    case .channel(let broker, _): brokers[broker].process
    case .member(let member, _): members[member].process
    case .worker(let worker, _, _): workers[worker].process
    }
  }

  // MARK: What machines ask of the network.

  mutating func connect(_ client: ConnectionTable.Client, to server: ProcessIndex) {
    let process = process(of: client)
    let id = network.open(
      from: process, with: buffers(of: client), to: server, with: buffers(of: server),
      at: now, into: &networkEffects)
    connections.add(id, from: client, of: process, to: server)
    setConnection(of: client, to: id)
    settleNetwork()
  }

  /// A producer's own settings; a broker's channels have `replica.socket.receive.buffer.bytes` and the like by default.
  private func buffers(of client: ConnectionTable.Client) -> SocketBuffers {
    switch client {
    case .producer(let producer, _):
      let settings = producers[producer].machine.settings.client
      return SocketBuffers(send: settings.sendBufferBytes, receive: settings.receiveBufferBytes)
    case .member(let member, _):
      let settings = members[member].settings.client
      return SocketBuffers(send: settings.sendBufferBytes, receive: settings.receiveBufferBytes)
    case .worker(let worker, let slot, _):
      let settings = workers[worker].machine.clientSettings(of: slot)
      return SocketBuffers(send: settings.sendBufferBytes, receive: settings.receiveBufferBytes)
    case .channel:
      return SocketBuffers(send: 131_072, receive: 65_536)
    }
  }

  /// `socket.send.buffer.bytes` and `socket.receive.buffer.bytes` of a broker, or their defaults.
  private func buffers(of server: ProcessIndex) -> SocketBuffers {
    guard case .broker(let broker) = processes[Int(server.raw)].role else {
      return SocketBuffers(send: 102_400, receive: 102_400)
    }
    let settings = brokers[broker].machine.settings
    return SocketBuffers(send: settings.sendBufferBytes, receive: settings.receiveBufferBytes)
  }

  mutating func closeConnection(of client: ConnectionTable.Client) {
    guard let id = connection(of: client) else { return }
    setConnection(of: client, to: nil)
    network.close(id, side: .client, unread: false, at: now, into: &networkEffects)
    settleNetwork()
  }

  mutating func sendRequest(
    _ request: consuming Request, correlation: Int32, bytes: Int32,
    from client: ConnectionTable.Client
  ) {
    guard let id = connection(of: client) else { return }
    if !drill.messageFaults.isEmpty, let row = connections[id] {
      applyMessageFaults(to: request.kind, kind: .request, of: row)
    }
    let message = frames.add(.request(correlation: correlation, consume request))
    write(message, bytes: bytes, on: id, from: .client)
  }

  mutating func sendResponse(
    _ response: consuming Response, correlation: Int32, bytes: Int32,
    on connection: ServerConnection
  ) {
    let id = connections.id(of: connection)
    if !drill.messageFaults.isEmpty, let row = connections[id] {
      applyMessageFaults(to: response.kind, kind: .response, of: row)
    }
    let message = frames.add(.response(correlation: correlation, consume response))
    write(message, bytes: bytes, on: id, from: .server)
  }

  private mutating func write(
    _ message: MessageID, bytes: Int32, on id: ConnectionID, from side: ConnectionSide
  ) {
    let arrival = network.write(
      message, bytes: bytes, on: id, from: side, at: now, into: &networkEffects)
    if let arrival { push(.network(.frameArrives(id, from: side)), at: arrival) }
    settleNetwork()
  }

  /// A server closes a connection (an error answer to acks=0).
  mutating func closeServerSide(_ connection: ServerConnection) {
    guard let row = connections[connection] else { return }
    network.close(row.id, side: .server, unread: true, at: now, into: &networkEffects)
    settleNetwork()
  }

  /// Someone between the two ends closes a connection: both see a reset.
  mutating func resetConnection(_ id: ConnectionID) {
    guard let row = connections[id] else { return }
    network.close(id, side: .server, unread: true, at: now, into: &networkEffects)
    deliver(.closedByClient(row.serverConnection, isReset: true), to: row.server)
    settleNetwork()
  }
}

/// Which connection a machine means by the name it has for it.
extension Simulation {
  /// Whether the connection is still the one that its client means.
  @inline(__always)
  private func isOpen(_ id: ConnectionID, for client: ConnectionTable.Client) -> Bool {
    if connections.isMembers(id) { return true }
    guard let current = connection(of: client) else { return false }
    return current.isSame(as: id)
  }

  @inline(__always)
  func connection(of client: ConnectionTable.Client) -> ConnectionID? {
    switch client {
    case .producer(let producer, let node):
      for index in producers[producer].connections.indices
      where producers[producer].connections[index].node.raw == node.raw {
        return producers[producer].connections[index].id
      }
      return nil
    case .channel(let broker, let channel):
      let digest = channel.digest
      for index in brokers[broker].channels.indices
      where brokers[broker].channels[index].digest == digest {
        return brokers[broker].channels[index].id
      }
      return nil
    case .member(let member, let node):
      return members[member].connections[node]
    case .worker(let worker, let slot, let node):
      for index in workers[worker].connections.indices
      where workers[worker].connections[index].slot.raw == slot.raw
        && workers[worker].connections[index].node.isSame(as: node)
      {
        return workers[worker].connections[index].id
      }
      return nil
    }
  }

  mutating func setConnection(of client: ConnectionTable.Client, to id: ConnectionID?) {
    switch client {
    case .producer(let producer, let node):
      producers[producer].connections.removeAll { $0.node == node }
      if let id { producers[producer].connections.append((node, id)) }
    case .channel(let broker, let channel):
      brokers[broker].channels.removeAll { $0.digest == channel.digest }
      if let id { brokers[broker].channels.append((channel.digest, id)) }
    case .member(let member, let node):
      if let known = connection(of: client) { connections.note(known, isMembers: false) }
      members[member].connections[node] = id
      if let id { connections.note(id, isMembers: true) }
    case .worker(let worker, let slot, let node):
      workers[worker].connections.removeAll { $0.slot == slot && $0.node == node }
      if let id { workers[worker].connections.append((slot, node, id)) }
    }
  }
}
