extension Network {
  /// The oldest frame of a stream has arrived, if this event is not one of a transmission that a
  /// cut swallowed.
  mutating func frameArrives(
    on stream: Int, _ id: ConnectionID, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    guard let frame = streams[stream].frames.removeFirst(arrivedBy: now) else { return }
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
      if let since = streams[stream].acknowledgementOwedSince {
        acknowledge(stream, since: since, at: now)
      } else {
        streams[stream].noteArrival(bytes: frame.bytes, at: now)
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
  }

  /// Counts an acknowledgement whose delay has ended without data.
  mutating func acknowledgeIfOverdue(_ stream: Int, at now: Int64) {
    guard let since = streams[stream].acknowledgementOwedSince,
      now - since >= ByteStream.delayedAcknowledgement
    else { return }
    acknowledge(stream, since: since, at: now)
  }

  /// What a stream brought is acknowledged now, or was when its receiver's kernel would wait no longer.
  mutating func acknowledge(_ stream: Int, since: Int64, at now: Int64) {
    var wait = now - since
    if wait > ByteStream.delayedAcknowledgement {
      let timer = clock(of: opposite(of: stream)).expiry(
        of: ByteStream.delayedAcknowledgement, setAt: since)
      wait = min(wait, timer - since)
    }
    streams[stream].acknowledge(after: wait)
  }
}
