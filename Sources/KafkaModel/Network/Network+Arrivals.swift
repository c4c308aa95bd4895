extension Network {
  /// The oldest frame of a stream has arrived, if this event is not one of a transmission that a
  /// cut swallowed.
  mutating func frameArrives(
    on stream: Int, _ id: ConnectionID, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard let frame = streams[stream].frames.first, frame.arrival <= now else { return }
    streams[stream].frames.removeFirst()
    let peer = opposite(of: stream)
    let slot = stream >> 1
    switch streams[peer].writer {
    case .open, .peerFinished:
      if connections[slot].phase == .halfOpen {
        handshakeCompletes(slot, at: now, into: &effects)
      }
      if frame.message == .endOfStream {
        streams[peer].writer = .peerFinished
        effects.append(.closed(id, side: writer(of: peer), .finished))
      } else {
        effects.append(.arrived(frame.message, id, side: writer(of: peer)))
      }
      noteArrival(bytes: frame.bytes, on: stream, at: now)
    case .closed, .gone:
      if frame.message != .endOfStream {
        effects.append(.discarded(frame.message))
        sendReset(to: stream, at: now, into: &effects)
      }
    }
    if streams[peer].retransmission != .none {
      acknowledgedByPeer(peer, at: now, into: &effects)
    }
    if !streams[peer].writer.isUsable { releaseIfOver(slot) }
  }

  /// The longest a receiver waits for data of its own before it acknowledges one packet
  /// (`TCP_DELACK_MIN`): 40 ms.
  private static let delayedAcknowledgement: Int64 = 40_000_000

  /// Two packets are acknowledged at once, one when the receiver writes or after 40 ms. The
  /// sender's estimate holds that wait, and its time-out with it: why traffic of long polls resumes
  /// later after a cut than 200 ms suggest.
  private mutating func noteArrival(bytes: Int32, on stream: Int, at now: Int64) {
    if let since = streams[stream].acknowledgementOwedSince {
      acknowledge(stream, after: now - since)
    } else if Int(bytes) >= 2 * Self.segmentSize {
      acknowledge(stream, after: 0)
    } else {
      streams[stream].acknowledgementOwedSince = now
    }
  }

  /// The receiver of `stream` writes: its packet carries the acknowledgement.
  mutating func acknowledgeByData(_ stream: Int, at now: Int64) {
    guard let since = streams[stream].acknowledgementOwedSince else { return }
    acknowledge(stream, after: now - since)
  }

  /// Counts an acknowledgement whose delay has ended without data.
  mutating func acknowledgeIfOverdue(_ stream: Int, at now: Int64) {
    guard let since = streams[stream].acknowledgementOwedSince,
      now - since >= Self.delayedAcknowledgement
    else { return }
    acknowledge(stream, after: now - since)
  }

  private mutating func acknowledge(_ stream: Int, after wait: Int64) {
    streams[stream].acknowledgementOwedSince = nil
    guard streams[stream].retransmission == .none else { return }
    streams[stream].estimate.add(
      streams[stream].roundTrip + min(wait, Self.delayedAcknowledgement))
  }
}
