/// What nearly all frames meet: an established connection on plain lanes, where nothing waits, is lost or is repeated.
///
/// Both streams are reached through one span, as each write into the array by itself would ask anew whether it is shared.
extension Network {
  /// Sends a frame and says when it arrives; nil, and nothing is done, where there is more to it.
  @inline(__always)
  mutating func sendPlainly(
    _ message: MessageID, bytes: Int32, on stream: Int, at now: Int64
  ) -> Int64? {
    guard connections[stream >> 1].isEstablished else { return nil }
    let opposite = opposite(of: stream)
    do {
      var streams = streams.mutableSpan
      guard streams[stream].sendsPlainly, streams[opposite].passes else { return nil }
      // The receiver of the other stream writes: its packet carries the acknowledgement.
      if streams[opposite].acknowledgesInTime(at: now) {
        return streams[stream].sendPlainly(message, bytes: bytes, at: now)
      }
    }
    acknowledgeLate(opposite, at: now)
    return streams[stream].sendPlainly(message, bytes: bytes, at: now)
  }

  /// Takes the oldest frame of a stream, which has arrived; nil, and nothing is done, where there is more to it.
  @inline(__always)
  mutating func takePlainly(from stream: Int, at now: Int64) -> MessageID? {
    guard connections[stream >> 1].isEstablished else { return nil }
    let opposite = opposite(of: stream)
    var streams = streams.mutableSpan
    guard streams[opposite].writer.isUsable, streams[opposite].isSettled,
      let frame = streams[stream].frames.first, frame.arrival <= now,
      frame.message != .endOfStream
    else { return nil }
    if streams[stream].acknowledgementOwedSince == nil {
      streams[stream].noteArrival(bytes: frame.bytes, at: now)
    } else if !streams[stream].acknowledgesInTime(at: now) {
      return nil
    }
    streams[stream].frames.removeFirst()
    return frame.message
  }
}
