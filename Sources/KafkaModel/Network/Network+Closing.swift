package import SimulationKernel

extension Network {
  /// Closes one side. What it wrote is still delivered, then the peer sees `finished`; what still
  /// comes in for it is discarded and answered with a reset.
  ///
  /// - Parameter unread: The process leaves arrived data unread: Linux then sends a reset at once
  ///   instead, and forgets what it had not sent yet.
  package mutating func close(
    _ connection: ConnectionID, side: ConnectionSide, unread: Bool, at now: Instant,
    into effects: inout [NetworkEffect]
  ) {
    guard let slot = slot(of: connection) else { return }
    let stream = stream(of: side, in: slot)
    switch connections[slot].phase {
    case .free: return
    case .connecting:
      precondition(side == .client, "a server closes a connection it was never given")
      release(slot)
    case .halfOpen, .established:
      closeStream(stream, unread: unread, at: now.nanoseconds, into: &effects)
    }
  }

  /// Ends a process: all its sockets are closed as by `close(unread: false)`, and nobody listens
  /// for it until `start`. A shell that knows of unread data closes those connections itself
  /// before.
  package mutating func kill(
    _ process: ProcessIndex, at now: Instant, into effects: inout [NetworkEffect]
  ) {
    processes[Int(process.raw)].isAlive = false
    let now = now.nanoseconds
    for slot in connections.indices {
      let (isClient, isServer) = (
        connections[slot].client == process, connections[slot].server == process
      )
      guard isClient || isServer else { continue }
      switch connections[slot].phase {
      case .free: continue
      case .connecting:
        if isServer { streams[slot * 2 + 1].writer = .gone }
        if isClient { release(slot) }
      case .halfOpen:
        if isServer { streams[slot * 2 + 1].writer = .gone }
        if isClient { closeStream(slot * 2, unread: false, at: now, into: &effects) }
      case .established:
        let id = id(of: slot)
        if isClient { closeStream(slot * 2, unread: false, at: now, into: &effects) }
        guard isServer, self.slot(of: id) != nil else { continue }
        closeStream(slot * 2 + 1, unread: false, at: now, into: &effects)
      }
    }
  }

  /// A process listens again. A paused process needs no call, its kernel goes on: the shell keeps
  /// what arrives.
  package mutating func start(_ process: ProcessIndex) {
    processes[Int(process.raw)].isAlive = true
  }

  private mutating func closeStream(
    _ stream: Int, unread: Bool, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard streams[stream].writer.isUsable else { return }
    if unread {
      forget(stream, at: now, into: &effects)
      sendReset(from: stream, at: now, into: &effects)
    } else {
      streams[stream].writer = .closed
      let place = effects.count
      if let arrival = transmit(.endOfStream, bytes: 0, on: stream, at: now, into: &effects) {
        let event = NetworkEvent.frameArrives(id(of: stream >> 1), from: writer(of: stream))
        effects.insert(.schedule(event, at: arrival), at: place)
      }
    }
    releaseIfOver(stream >> 1)
  }

  /// The packet that reached the peer of `stream`'s writer meets no socket: a reset goes back to
  /// that writer.
  mutating func sendReset(to stream: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    sendReset(from: opposite(of: stream), at: now, into: &effects)
  }

  /// A reset follows what `stream` has sent; it is never sent again if it is dropped.
  private mutating func sendReset(
    from stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    let target = opposite(of: stream)
    guard !streams[target].resetIsComing, streams[target].writer != .gone,
      let arrival = packetArrival(on: stream, at: now)
    else { return }
    streams[target].resetIsComing = true
    effects.append(
      schedule(
        .resetArrives(id(of: stream >> 1), at: writer(of: target)),
        at: max(arrival, streams[stream].lastArrival)))
  }

  mutating func resetArrives(at stream: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    streams[stream].resetIsComing = false
    end(stream, .reset, at: now, into: &effects)
  }

  /// The kernel of a stream's writer drops the connection and tells the process, if one still waits
  /// to hear.
  mutating func end(
    _ stream: Int, _ reason: ConnectionEnd, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    let slot = stream >> 1
    switch streams[stream].writer {
    case .open:
      let wasGiven = connections[slot].phase == .established || writer(of: stream) == .client
      if wasGiven { effects.append(.closed(id(of: slot), side: writer(of: stream), reason)) }
    case .peerFinished, .closed: break
    case .gone: return
    }
    forget(stream, at: now, into: &effects)
    releaseIfOver(slot)
  }

  /// The kernel of a stream's writer knows nothing of the connection any more; packets that left
  /// still arrive.
  private mutating func forget(_ stream: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    streams[stream].writer = .gone
    streams[stream].retransmission = .none
    streams[stream].waiting = 0
    while let last = streams[stream].frames.last,
      last.arrival == Frame.never || last.arrival - streams[stream].latency > now
    {
      streams[stream].frames.removeLast()
      if last.message != .endOfStream { effects.append(.discarded(last.message)) }
    }
    streams[stream].lastArrival = streams[stream].frames.last?.arrival ?? now
  }

  /// The host loses its memory of all connections, without a packet.
  mutating func forgetConnections(
    of host: HostIndex, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    for slot in connections.indices {
      let hasClient = self.host(of: connections[slot].client) == host
      let hasServer = self.host(of: connections[slot].server) == host
      switch connections[slot].phase {
      case .free: continue
      case .connecting:
        if hasServer { streams[slot * 2 + 1].writer = .gone }
        if hasClient { release(slot) }
      case .halfOpen, .established:
        if hasClient { forget(slot * 2, at: now, into: &effects) }
        if hasServer { forget(slot * 2 + 1, at: now, into: &effects) }
        releaseIfOver(slot)
      }
    }
  }
}
