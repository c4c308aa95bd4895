/// How far the kernel is with a frame longer than the window (nanoseconds).
struct PartlySent: Hashable, Sendable {
  /// Bytes that the link has not been given yet.
  var left: Int32
  /// When the acknowledgement of the oldest part opens the window for the next one, and that of the part behind it
  /// for one more.
  var next: Int64
  var afterNext: Int64
  /// The last byte leaves no earlier, by the window and the pacing.
  var departure: Int64
}

/// Frames that a window cannot hold, on links that carry so much a second.
///
/// A long answer does not hold up what other connections send meanwhile: the two halves of the window follow each
/// other, each when the first byte of the one before the last was acknowledged. Simplified: kernels let single packets
/// follow, so that a window at most stands before the link; here it is up to a window and a half.
extension Network {
  /// Whether a frame is given to its link in parts.
  func goesInParts(bytes: Int32, on stream: Int) -> Bool {
    Int64(bytes) > streams[stream].window && lanes[streams[stream].lane].quality.bandwidth != nil
  }

  /// Sends what waits, until a frame does not fit into the window.
  mutating func sendWaiting(_ stream: Int, at now: Int64, into effects: inout [NetworkEffect]) {
    while streams[stream].waiting > 0 {
      let position = streams[stream].frames.count - streams[stream].waiting
      let bytes = streams[stream].frames[position].bytes
      if goesInParts(bytes: bytes, on: stream) {
        beginParts(bytes: bytes, on: stream, at: now, into: &effects)
        return
      }
      settle(arrivalOfFrame(bytes: bytes, on: stream, at: now), on: stream, into: &effects)
    }
    if !streams[opposite(of: stream)].passes {
      awaitAcknowledgement(stream, at: now, into: &effects)
    }
  }

  private mutating func beginParts(
    bytes: Int32, on stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    let departure = streams[stream].departure(bytes: bytes, at: now)
    var parts = PartlySent(left: bytes, next: 0, afterNext: 0, departure: departure)
    parts.next = sendPart(&parts, on: stream, at: now).begun + streams[stream].roundTrip
    parts.afterNext = sendPart(&parts, on: stream, at: now).begun + streams[stream].roundTrip
    wait(parts, on: stream, into: &effects)
  }

  /// The window has opened for half of its bytes.
  mutating func sendNextPart(
    _ parts: PartlySent, on stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    var parts = parts
    let (begun, sent) = sendPart(&parts, on: stream, at: now)
    if parts.left > 0 {
      parts.next = max(now, parts.afterNext)
      parts.afterNext = begun + streams[stream].roundTrip
      wait(parts, on: stream, into: &effects)
    } else {
      let position = streams[stream].frames.count - streams[stream].waiting
      let whole = streams[stream].frames[position].bytes
      streams[stream].retransmission = .none
      let arrival = arrivalOfFrame(
        bytes: whole, on: stream, sent: max(sent, parts.departure))
      settle(arrival, on: stream, into: &effects)
      sendWaiting(stream, at: now, into: &effects)
    }
  }

  /// When the link begins with the next part, and when it is done with it.
  private mutating func sendPart(
    _ parts: inout PartlySent, on stream: Int, at now: Int64
  ) -> (begun: Int64, sent: Int64) {
    let half = max(streams[stream].window / 2, Int64(Self.segmentSize))
    let bytes = Int32(min(Int64(parts.left), half))
    parts.left -= bytes
    let lane = streams[stream].lane
    return (lanes[lane].beginning(at: now), lanes[lane].send(bytes: bytes, at: now))
  }

  private mutating func wait(
    _ parts: PartlySent, on stream: Int, into effects: inout [NetworkEffect]
  ) {
    streams[stream].retransmission = .inParts(parts)
    setTimer(of: stream, at: parts.next, into: &effects)
  }

  /// The oldest waiting frame is on its way.
  private mutating func settle(
    _ arrival: Int64, on stream: Int, into effects: inout [NetworkEffect]
  ) {
    let position = streams[stream].frames.count - streams[stream].waiting
    streams[stream].frames[position].arrival = arrival
    streams[stream].waiting -= 1
    effects.append(
      schedule(.frameArrives(id(of: stream >> 1), from: writer(of: stream)), at: arrival))
  }
}
