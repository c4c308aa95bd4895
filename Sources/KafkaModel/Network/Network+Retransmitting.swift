extension Network {
  /// How long retransmissions go unanswered before the kernel gives up (`tcp_retries2` 15): 924.6
  /// s.
  private static let patience: Int64 = 924_600_000_000
  /// The same when no process has the socket any more (`tcp_orphan_retries` 0, which means 8):
  /// 102.2 s.
  private static let orphanPatience: Int64 = 102_200_000_000

  /// Data was sent that arrives, but its acknowledgement will not come back.
  mutating func awaitAcknowledgement(
    _ stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard streams[stream].retransmission == .none else { return }
    acknowledgeIfOverdue(stream, at: now)
    let probe = probeTime(of: stream, at: now)
    streams[stream].retransmission = .awaitingAcknowledgement(probe: probe)
    setTimer(of: stream, at: probe, into: &effects)
  }

  /// Data was sent into a cut.
  mutating func beginBackingOff(
    _ stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard streams[stream].retransmission == .none else { return }
    acknowledgeIfOverdue(stream, at: now)
    let probe = probeTime(of: stream, at: now)
    streams[stream].retransmission = .backingOff(
      BackOff(
        next: probe, interval: streams[stream].estimate.timeout, since: nil, isProbe: true,
        headArrived: false))
    setTimer(of: stream, at: probe, into: &effects)
  }

  /// When the kernel first sends again what it sends now, or has sent before, and nobody answers.
  private func probeTime(of stream: Int, at now: Int64) -> Int64 {
    let bytes = Int(streams[stream].frames.last?.bytes ?? 0)
    let packets = (bytes + Self.segmentSize - 1) / Self.segmentSize
    return clock(of: stream).expiry(
      of: streams[stream].estimate.probeWait(packets: packets), setAt: now)
  }

  /// The clock of the host whose kernel sends a stream.
  func clock(of stream: Int) -> KernelClock {
    let connection = connections[stream >> 1]
    let process = writer(of: stream) == .client ? connection.client : connection.server
    return hosts[Int(host(of: process).raw)].clock
  }

  mutating func retransmissionDue(
    on stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    switch streams[stream].retransmission {
    case .none: return
    case .inParts(let parts):
      guard parts.next == now else { return }
      sendNextPart(parts, on: stream, at: now, into: &effects)
    case .awaitingAcknowledgement(let probe):
      guard probe == now else { return }
      let backOff = BackOff(
        next: now, interval: streams[stream].estimate.timeout, since: nil, isProbe: true,
        headArrived: streams[stream].waiting == 0)
      retransmit(stream, backOff, at: now, into: &effects)
    case .backingOff(let backOff):
      guard backOff.next == now else { return }
      retransmit(stream, backOff, at: now, into: &effects)
    case .resuming(let instant):
      guard instant == now else { return }
      resume(stream, at: now, into: &effects)
    }
  }

  /// Sends the head of a stream again. An answer opens the stream one round trip later; none
  /// begins the time-out after a probe and doubles it after a retransmission.
  private mutating func retransmit(
    _ stream: Int, _ backOff: BackOff, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    var backOff = backOff
    let since = backOff.since ?? now
    let patience = streams[stream].writer == .closed ? Self.orphanPatience : Self.patience
    if now - since >= patience {
      end(stream, .timedOut, at: now, into: &effects)
      return
    }
    let peer = opposite(of: stream)
    if let probe = packetArrival(on: stream, at: now) {
      if streams[peer].writer == .gone {
        sendReset(to: stream, at: probe, into: &effects)
      } else {
        let arrival = backOff.headArrived ? probe : sendHead(of: stream, at: now, into: &effects)
        backOff.headArrived = true
        if streams[peer].passes {
          let acknowledged = arrival + streams[peer].latency
          streams[stream].retransmission = .resuming(at: acknowledged)
          setTimer(of: stream, at: acknowledged, into: &effects)
          return
        }
      }
    }
    if backOff.isProbe {
      backOff.isProbe = false
    } else {
      backOff.since = since
      backOff.interval = min(backOff.interval * 2, RoundTripEstimate.maximum)
    }
    backOff.next = clock(of: stream).expiry(of: backOff.interval, setAt: now)
    streams[stream].retransmission = .backingOff(backOff)
    setTimer(of: stream, at: backOff.next, into: &effects)
  }

  /// Sends the first waiting frame: one packet at first, twice as many each round trip (slow start
  /// after a time-out).
  private mutating func sendHead(
    of stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) -> Int64 {
    let position = streams[stream].frames.count - streams[stream].waiting
    precondition(streams[stream].waiting > 0, "a stream that backs off has a head to send")
    let bytes = streams[stream].frames[position].bytes
    let packets = max(1, (Int(bytes) + Self.segmentSize - 1) / Self.segmentSize)
    let rounds = Int64(Int.bitWidth - 1 - packets.leadingZeroBitCount)
    let sent = lanes[streams[stream].lane].send(bytes: bytes, at: now)
    let onTheWay =
      rounds * streams[stream].roundTrip + lanes[streams[stream].lane].delay(&draws[stream])
    let arrival = max(
      sent + onTheWay, streams[stream].lastArrival, streams[stream].heldUntil)
    streams[stream].lastArrival = arrival
    streams[stream].frames[position].arrival = arrival
    streams[stream].waiting -= 1
    let id = id(of: stream >> 1)
    effects.append(schedule(.frameArrives(id, from: writer(of: stream)), at: arrival))
    return arrival
  }

  /// A packet of the peer has arrived; what this stream had sent and the peer has is acknowledged
  /// by it.
  mutating func acknowledgedByPeer(
    _ stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard streams[opposite(of: stream)].passes else { return }
    switch streams[stream].retransmission {
    case .none, .resuming, .inParts: return
    case .awaitingAcknowledgement: resume(stream, at: now, into: &effects)
    case .backingOff(let backOff):
      if backOff.headArrived { resume(stream, at: now, into: &effects) }
    }
  }

  /// All that arrived is acknowledged: what waits is sent.
  private mutating func resume(
    _ stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    streams[stream].retransmission = .none
    streams[stream].pacedUntil = now
    guard streams[stream].waiting > 0 else { return }
    guard streams[stream].passes else {
      beginBackingOff(stream, at: now, into: &effects)
      return
    }
    sendWaiting(stream, at: now, into: &effects)
  }

  func setTimer(
    of stream: Int, at instant: Int64, into effects: inout [NetworkEffect]
  ) {
    let event = NetworkEvent.retransmissionDue(id(of: stream >> 1), from: writer(of: stream))
    effects.append(schedule(event, at: instant))
  }
}
