package import SimulationKernel

extension Network {
  /// Begins to connect: a SYN now, again every second for 5 s while unanswered (`tcp_syn_linear_timeouts` 4, Linux 6.5),
  /// then after 2, 4, 8 ... s, given up after 131 s (`tcp_syn_retries` 6) unless the client closes before. The answer is `established` or
  /// `refused`.
  package mutating func open(
    from client: ProcessIndex, with clientBuffers: SocketBuffers,
    to server: ProcessIndex, with serverBuffers: SocketBuffers,
    at now: Instant, into effects: inout [NetworkEffect]
  ) -> ConnectionID {
    let slot = takeSlot()
    let (there, back) = (slot * 2, slot * 2 + 1)
    let (near, far) = (host(of: client), host(of: server))
    guard let laneThere = lane(from: near, to: far), let laneBack = lane(from: far, to: near) else {
      preconditionFailure("hosts \(near) and \(far) have no link; the plan must refuse them")
    }
    connections[slot].client = client
    connections[slot].server = server
    streams[there].lane = laneThere
    streams[back].lane = laneBack
    streams[there].window = SocketBuffers.window(from: clientBuffers, to: serverBuffers)
    streams[back].window = SocketBuffers.window(from: serverBuffers, to: clientBuffers)
    let name = nameOfNextConnection(from: near, to: far)
    draws[there] = PacketDraws(seed: seed, name: name + " there")
    draws[back] = PacketDraws(seed: seed, name: name + " back")
    if lanes[laneThere].quality.congestion == .bbr { streams[there].beginPacing() }
    if lanes[laneBack].quality.congestion == .bbr { streams[back].beginPacing() }
    readPath(of: slot)
    sendSYN(slot, interval: Self.firstSYNInterval, repeated: 0, at: now.nanoseconds, into: &effects)
    return id(of: slot)
  }

  /// Counted for each pair of hosts, so that what other hosts open is no matter.
  private mutating func nameOfNextConnection(from near: HostIndex, to far: HostIndex) -> String {
    let place = Int(far.raw)
    while hosts[Int(near.raw)].opened.count <= place { hosts[Int(near.raw)].opened.append(0) }
    hosts[Int(near.raw)].opened[place] += 1
    return "\(hosts[Int(near.raw)].name) to \(hosts[place].name) "
      + "\(hosts[Int(near.raw)].opened[place])"
  }

  private static let firstSYNInterval: Int64 = 1_000_000_000
  /// Repetitions that leave the interval as it is (`tcp_syn_linear_timeouts`).
  private static let linearRepetitions = 4
  /// The wait after the last SYN; nothing is sent after it.
  private static let lastSYNInterval: Int64 = 64_000_000_000

  private mutating func sendSYN(
    _ slot: Int, interval: Int64, repeated: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    let next = hosts[Int(host(of: connections[slot].client).raw)].clock.expiry(
      of: interval, setAt: now)
    connections[slot].phase = .connecting(next: next, interval: interval, repeated: repeated)
    if let arrival = packetArrival(on: slot * 2, at: now) {
      effects.append(schedule(.connectArrives(id(of: slot)), at: arrival))
    }
    effects.append(schedule(.connectRetryDue(id(of: slot)), at: next))
  }

  mutating func connectRetryDue(
    _ slot: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard case .connecting(let next, let interval, let repeated) = connections[slot].phase,
      next == now
    else { return }
    if interval >= Self.lastSYNInterval {
      effects.append(.closed(id(of: slot), side: .client, .timedOut))
      release(slot)
    } else {
      let isLinear = repeated < Self.linearRepetitions
      sendSYN(
        slot, interval: isLinear ? interval : interval * 2, repeated: repeated + 1, at: now,
        into: &effects)
    }
  }

  mutating func connectArrives(_ slot: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    guard case .connecting = connections[slot].phase,
      let arrival = packetArrival(on: slot * 2 + 1, at: now)
    else { return }
    if processes[Int(connections[slot].server.raw)].isAlive {
      streams[slot * 2 + 1].writer = .open
      effects.append(schedule(.connectAnswered(id(of: slot)), at: arrival))
    } else {
      effects.append(schedule(.refusalArrives(id(of: slot)), at: arrival))
    }
  }

  mutating func refusalArrives(_ slot: Int, into effects: inout [NetworkEffect]) {
    guard case .connecting = connections[slot].phase else { return }
    effects.append(.refused(id(of: slot)))
    release(slot)
  }

  mutating func connectAnswered(_ slot: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    guard case .connecting = connections[slot].phase else { return }
    connections[slot].phase = .halfOpen
    let (there, back) = (slot * 2, slot * 2 + 1)
    streams[there].estimate = RoundTripEstimate(first: streams[there].roundTrip)
    streams[back].estimate = RoundTripEstimate(first: streams[back].roundTrip)
    effects.append(.established(id(of: slot)))
    guard let arrival = packetArrival(on: there, at: now) else { return }
    streams[there].lastArrival = arrival
    effects.append(schedule(.handshakeCompletes(id(of: slot)), at: arrival))
  }

  /// The server's kernel hands the connection over: at the handshake's last packet or, if that was
  /// lost, at the first data. A process killed in between leaves a socket that nobody has: a reset.
  mutating func handshakeCompletes(
    _ slot: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard connections[slot].phase == .halfOpen else { return }
    guard streams[slot * 2 + 1].writer == .open else {
      sendReset(to: slot * 2, at: now, into: &effects)
      return
    }
    connections[slot].phase = .established
    effects.append(.accepted(id(of: slot), at: connections[slot].server))
  }
}
