/// What the two streams of a connection share.
struct Connection: Sendable {
  var generation: UInt32 = 0
  var phase = HandshakePhase.free
  var client = ProcessIndex(0)
  var server = ProcessIndex(0)

  var isEstablished: Bool {
    switch phase {
    case .established: true
    case .free, .connecting, .halfOpen: false
    }
  }
}

/// How far a slot's connection is. Indirect, as it mostly is `established`, which then takes a word.
indirect enum HandshakePhase: Hashable, Sendable {
  case free
  /// SYNs sent and unanswered, of them so many repetitions; the next at `next` (nanoseconds).
  case connecting(next: Int64, interval: Int64, repeated: Int)
  /// The client is connected, the server has not been told.
  case halfOpen
  case established
}
