extension Network {
  /// The oldest frame of a stream has arrived, if this event is not one of a transmission that a
  /// cut swallowed.
  mutating func frameArrives(
    on stream: Int, _ id: ConnectionID, at now: Int64, into effects: inout [NetworkEffect]
  ) -> ArrivedFrame? {
    guard let frame = streams[stream].frames.removeFirst(arrivedBy: now) else { return nil }
    var arrived: ArrivedFrame?
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
        arrived = ArrivedFrame(
          message: frame.message, connection: id, side: writer(of: peer))
      }
      if streams[stream].acknowledgementOwedSince == nil {
        streams[stream].noteArrival(bytes: frame.bytes, at: now)
      } else if !streams[stream].acknowledgesInTime(at: now) {
        acknowledgeLate(stream, at: now)
      }
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
    return arrived
  }

  /// Counts an acknowledgement whose delay has ended without data.
  mutating func acknowledgeIfOverdue(_ stream: Int, at now: Int64) {
    guard let since = streams[stream].acknowledgementOwedSince,
      now - since >= ByteStream.delayedAcknowledgement
    else { return }
    acknowledgeLate(stream, at: now)
  }

  /// What a stream brought was acknowledged when its receiver's kernel would wait no longer.
  mutating func acknowledgeLate(_ stream: Int, at now: Int64) {
    guard let since = streams[stream].acknowledgementOwedSince else { return }
    let timer = clock(of: opposite(of: stream)).expiry(
      of: ByteStream.delayedAcknowledgement, setAt: since)
    streams[stream].acknowledge(after: min(now, timer) - since)
  }
}
