extension Network {
  /// Whether packets from one host reach another at this moment.
  private func passes(from: HostIndex, to: HostIndex, lane: Int) -> Bool {
    switch (hosts[Int(from.raw)].power, hosts[Int(to.raw)].power) {
    case (.off, _), (_, .off): return false
    case (.up, .up): break
    case (.silent, _), (_, .silent): return from == to
    }
    if from == to { return true }
    let quality = lanes[lane].quality
    if quality.lossNumerator == quality.lossDenominator { return false }
    for case let cut? in cuts {
      if cut.from.contains(from) && cut.to.contains(to) { return false }
      if cut.bothWays && cut.from.contains(to) && cut.to.contains(from) { return false }
    }
    return true
  }

  /// The time from one host to another and back as it is now, without queues; nil if packets do not pass both ways.
  package func roundTrip(from: HostIndex, to: HostIndex) -> Int64? {
    guard let there = lane(from: from, to: to), let back = lane(from: to, to: from),
      passes(from: from, to: to, lane: there), passes(from: to, to: from, lane: back)
    else { return nil }
    return lanes[there].quality.latency + lanes[back].quality.latency
  }

  /// Copies what holds for a connection's two directions into its streams.
  mutating func readPath(of slot: Int) {
    let (there, back) = (slot * 2, slot * 2 + 1)
    let (client, server) = (host(of: connections[slot].client), host(of: connections[slot].server))
    let passes = (
      there: passes(from: client, to: server, lane: streams[there].lane),
      back: passes(from: server, to: client, lane: streams[back].lane)
    )
    streams[there].passes = passes.there
    streams[back].passes = passes.back
    streams[there].isPlain = lanes[streams[there].lane].isPlain
    streams[back].isPlain = lanes[streams[back].lane].isPlain
    streams[there].latency = lanes[streams[there].lane].quality.latency
    streams[back].latency = lanes[streams[back].lane].quality.latency
    let roundTrip = streams[there].latency + streams[back].latency
    streams[there].roundTrip = roundTrip
    streams[back].roundTrip = roundTrip
  }

  /// Tells every connection what a change of links, cuts or hosts means for it. Only what gets
  /// worse has an effect at once; what heals is noticed by the next packet.
  mutating func refreshPaths(at now: Int64, into effects: inout [NetworkEffect]) {
    for slot in connections.indices where connections[slot].phase != .free {
      let (there, back) = (slot * 2, slot * 2 + 1)
      let before = (there: streams[there].passes, back: streams[back].passes)
      let latency = (there: streams[there].latency, back: streams[back].latency)
      readPath(of: slot)
      if before.there && !streams[there].passes {
        dropUnsent(there, latency: latency.there, at: now, into: &effects)
        dropAcknowledgements(of: back, at: now, into: &effects)
      }
      if before.back && !streams[back].passes {
        dropUnsent(back, latency: latency.back, at: now, into: &effects)
        dropAcknowledgements(of: there, at: now, into: &effects)
      }
    }
  }

  /// Frames that had not left when their way was cut wait for a retransmission.
  private mutating func dropUnsent(
    _ stream: Int, latency: Int64, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    var position = streams[stream].frames.count - streams[stream].waiting - 1
    let lastSent = position
    while position >= 0, streams[stream].frames[position].arrival - latency > now {
      streams[stream].frames[position].arrival = Frame.never
      streams[stream].waiting += 1
      position -= 1
    }
    let cutsParts = endParts(of: stream)
    guard position < lastSent || cutsParts else { return }
    streams[stream].lastArrival = position >= 0 ? streams[stream].frames[position].arrival : now
    beginBackingOff(stream, at: now, into: &effects)
  }

  /// Frames still on their way arrive after the way back was cut: they stay unacknowledged.
  private mutating func dropAcknowledgements(
    of stream: Int, at now: Int64, into effects: inout [NetworkEffect]
  ) {
    if endParts(of: stream) { beginBackingOff(stream, at: now, into: &effects) }
    guard streams[stream].frames.count > streams[stream].waiting else { return }
    awaitAcknowledgement(stream, at: now, into: &effects)
  }

  /// Gives up a frame that was on its way in parts: the whole of it waits. False if there is none.
  private mutating func endParts(of stream: Int) -> Bool {
    guard case .inParts = streams[stream].retransmission else { return false }
    streams[stream].retransmission = .none
    return true
  }
}
