package import SimulationKernel

extension Network {
  /// Hands a frame to the kernel of the writer's host; immediate, as there is always room in the
  /// send buffer.
  ///
  /// Mostly it goes at once: then its arrival is returned, for which `.frameArrives` is to be scheduled before what the
  /// effects ask for. On a connection that is over for the writer the frame is discarded at once, as on a muted stream.
  package mutating func write(
    _ message: MessageID, bytes: Int32, on connection: ConnectionID, from side: ConnectionSide,
    at now: Instant, into effects: inout [NetworkEffect]
  ) -> Instant? {
    guard let slot = slot(of: connection) else {
      effects.append(.discarded(message))
      return nil
    }
    let (stream, now) = (stream(of: side, in: slot), now.nanoseconds)
    if let arrival = sendPlainly(message, bytes: bytes, on: stream, at: now) {
      return Instant(nanoseconds: arrival)
    }
    return sendWithCare(message, bytes: bytes, on: stream, at: now, into: &effects)
  }

  /// The same where the connection is new or ends, or the way of the frame is not plain.
  private mutating func sendWithCare(
    _ message: MessageID, bytes: Int32, on stream: Int, at now: Int64,
    into effects: inout [NetworkEffect]
  ) -> Instant? {
    if case .connecting = connections[stream >> 1].phase {
      preconditionFailure("the \(writer(of: stream)) writes before its connection is established")
    }
    guard streams[stream].writer.isUsable, !streams[stream].isMuted else {
      effects.append(.discarded(message))
      return nil
    }
    // The receiver of the other stream writes: its packet carries the acknowledgement.
    if !streams[opposite(of: stream)].acknowledgesInTime(at: now) {
      acknowledgeLate(opposite(of: stream), at: now)
    }
    return transmit(message, bytes: bytes, on: stream, at: now, into: &effects)
  }

  /// Frames that `side` writes from now on are acknowledged but never seen by the peer, until the
  /// connection is closed.
  package mutating func mute(_ connection: ConnectionID, from side: ConnectionSide) {
    guard let slot = slot(of: connection) else { return }
    streams[stream(of: side, in: slot)].isMuted = true
  }

  /// Frames that `side` writes from now on arrive no earlier than `instant`: hold one, and all
  /// behind it waits too.
  package mutating func hold(
    _ connection: ConnectionID, from side: ConnectionSide, until instant: Instant
  ) {
    guard let slot = slot(of: connection) else { return }
    let stream = stream(of: side, in: slot)
    streams[stream].heldUntil = max(streams[stream].heldUntil, instant.nanoseconds)
  }

  /// Sends the frame and says when it arrives, or queues it behind what is not acknowledged.
  @inline(__always)
  mutating func transmit(
    _ message: MessageID, bytes: Int32, on stream: Int, at now: Int64,
    into effects: inout [NetworkEffect]
  ) -> Instant? {
    guard streams[stream].isFree else {
      streams[stream].wait(message, bytes: bytes)
      beginBackingOff(stream, at: now, into: &effects)
      return nil
    }
    if goesInParts(bytes: bytes, on: stream) {
      streams[stream].wait(message, bytes: bytes)
      sendWaiting(stream, at: now, into: &effects)
      return nil
    }
    let lane = streams[stream].lane
    let carried = lanes[lane].send(bytes: bytes, at: now)
    let repair = lanes[lane].isLossy ? repairTime(bytes: bytes, on: stream) : 0
    let delay = lanes[lane].delay(&draws[stream])
    let arrival = streams[stream].send(
      message, bytes: bytes, carried: carried, repair: repair, delay: delay, at: now)
    if !streams[opposite(of: stream)].passes {
      awaitAcknowledgement(stream, at: now, into: &effects)
    }
    return Instant(nanoseconds: arrival)
  }

  /// When a frame sent now has arrived whole.
  ///
  /// The window is a bucket of one window's bytes that fills in one round trip: a frame of up to a
  /// window goes at the speed of the link, more than that only as acknowledgements come back.
  mutating func arrivalOfFrame(bytes: Int32, on stream: Int, at now: Int64) -> Int64 {
    let sent = lanes[streams[stream].lane].send(bytes: bytes, at: now)
    let departure = streams[stream].departure(bytes: bytes, at: now)
    return arrivalOfFrame(bytes: bytes, on: stream, sent: max(sent, departure))
  }

  /// When a frame has arrived whole whose last byte leaves at `sent`.
  mutating func arrivalOfFrame(bytes: Int32, on stream: Int, sent: Int64) -> Int64 {
    let lane = streams[stream].lane
    let delay = lanes[lane].delay(&draws[stream])
    let repair = lanes[lane].isLossy ? repairTime(bytes: bytes, on: stream) : 0
    return streams[stream].arrival(sent: sent, repair: repair, delay: delay)
  }

  /// When a packet of no size sent now arrives; nil when it is dropped.
  mutating func packetArrival(on stream: Int, at now: Int64) -> Int64? {
    let lane = streams[stream].lane
    guard streams[stream].passes, !lanes[lane].drawsLoss(&draws[stream]) else { return nil }
    return now + lanes[lane].delay(&draws[stream])
  }

  /// What random loss adds to a frame; a draw for each packet of it.
  ///
  /// A packet with three more behind it in the frame is repeated after one round trip (fast
  /// retransmission). One of the last three is repeated by the tail loss probe after two round
  /// trips, a frame of one packet at the retransmission time-out; later frames are not counted as
  /// what follows. Each repetition may be lost: a time-out that doubles.
  private mutating func repairTime(bytes: Int32, on stream: Int) -> Int64 {
    let lane = streams[stream].lane
    let packets = max(1, (Int(bytes) + Self.segmentSize - 1) / Self.segmentSize)
    let (estimate, roundTrip) = (streams[stream].estimate, streams[stream].roundTrip)
    let tailProbe = estimate.probeWait(packets: packets)
    var added: Int64 = 0
    for packet in 0..<packets where lanes[lane].drawsLoss(&draws[stream]) {
      if packet + 3 < packets {
        added = max(added, roundTrip)
      } else {
        added = max(added, tailProbe)
      }
    }
    guard added > 0 else { return 0 }
    var timeout = estimate.timeout
    while lanes[lane].drawsLoss(&draws[stream]) {
      added += timeout
      timeout = min(timeout * 2, RoundTripEstimate.maximum)
    }
    return added
  }

  /// The data bytes of a full packet on Ethernet (1500 less headers and time stamps).
  static let segmentSize = 1448
}
