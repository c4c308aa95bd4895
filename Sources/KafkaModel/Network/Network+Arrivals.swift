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
      streams[stream].noteArrival(bytes: frame.bytes, at: now)
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
    streams[stream].acknowledge(after: now - since)
  }
}
