/// How far the kernel is with a frame longer than the window (nanoseconds).
struct PartlySent: Hashable, Sendable {
  /// Bytes that the link has not been given yet.
  var left: Int32
  /// When the link is given the next part.
  var next: Int64
  /// The part that it was given last.
  var last: PartOnLink
  /// The last byte leaves no earlier, by the window and the pacing.
  var departure: Int64
}

/// When a link begins with half a window, and when it is done with it (nanoseconds).
struct PartOnLink: Hashable, Sendable {
  var begun: Int64
  var done: Int64
}

/// Frames that a window cannot hold, on links that carry so much a second.
///
/// A long answer does not hold up what other connections send meanwhile: it goes in halves of the window. Kernels send
/// a packet for each that is acknowledged, so the window opens for a half from the moment at which the first byte of
/// the one before the last is acknowledged to that of its last byte. In between the half is given to the link
/// when the link would fall idle. So a window at most stands before the link, and the link waits as little as in Linux.
extension Network {
  /// Whether a frame is given to its link in parts.
  func goesInParts(bytes: Int32, on stream: Int) -> Bool {
    lanes[streams[stream].lane].quality.bandwidth != nil && Int64(bytes) > onTheWay(stream)
  }

  /// Bytes of a stream that may be on its way together: the window, and on a narrow link what BBR allows.
  private func onTheWay(_ stream: Int) -> Int64 {
    let window = streams[stream].window
    guard let pacing = streams[stream].pacing,
      let bandwidth = lanes[streams[stream].lane].quality.bandwidth
    else { return window }
    return min(window, pacing.inflight(bandwidth: bandwidth, roundTrip: streams[stream].roundTrip))
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
    var left = bytes
    let first = sendPart(&left, on: stream, at: now)
    let second = sendPart(&left, on: stream, at: now)
    let opens = opening(behind: first, second, on: stream)
    wait(
      PartlySent(left: left, next: max(now, opens), last: second, departure: departure), on: stream,
      into: &effects)
  }

  /// The window has opened for half of its bytes.
  mutating func sendNextPart(
    _ parts: PartlySent, on stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    var parts = parts
    let part = sendPart(&parts.left, on: stream, at: now)
    if parts.left > 0 {
      parts.next = max(now, opening(behind: parts.last, part, on: stream))
      parts.last = part
      wait(parts, on: stream, into: &effects)
    } else {
      let position = streams[stream].frames.count - streams[stream].waiting
      let whole = streams[stream].frames[position].bytes
      streams[stream].retransmission = .none
      let arrival = arrivalOfFrame(
        bytes: whole, on: stream, sent: max(part.done, parts.departure))
      settle(arrival, on: stream, into: &effects)
      sendWaiting(stream, at: now, into: &effects)
    }
  }

  /// When the link is given the part behind two that it was given before.
  private func opening(behind first: PartOnLink, _ second: PartOnLink, on stream: Int) -> Int64 {
    let roundTrip = streams[stream].roundTrip
    return min(max(second.done, first.begun + roundTrip), first.done + roundTrip)
  }

  private mutating func sendPart(
    _ left: inout Int32, on stream: Int, at now: Int64
  ) -> PartOnLink {
    let half = max(onTheWay(stream) / 2, Int64(Self.segmentSize))
    let bytes = Int32(min(Int64(left), half))
    left -= bytes
    let lane = streams[stream].lane
    return PartOnLink(
      begun: lanes[lane].beginning(at: now), done: lanes[lane].send(bytes: bytes, at: now))
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
