extension NetworkEvent {
  /// The event's kind and connection as one number, for the fingerprint of a run.
  @inlinable
  @inline(__always)
  package var digest: UInt64 {
    switch self {
    case .frameArrives(let id, let side): id.digest << 8 | 1 << 1 | UInt64(side.rawValue)
    case .retransmissionDue(let id, let side): id.digest << 8 | 2 << 1 | UInt64(side.rawValue)
    case .resetArrives(let id, let side): id.digest << 8 | 3 << 1 | UInt64(side.rawValue)
    case .connectRetryDue(let id): id.digest << 8 | 4 << 1
    case .connectArrives(let id): id.digest << 8 | 5 << 1
    case .connectAnswered(let id): id.digest << 8 | 6 << 1
    case .refusalArrives(let id): id.digest << 8 | 7 << 1
    case .handshakeCompletes(let id): id.digest << 8 | 8 << 1
    }
  }
}

extension ConnectionID {
  @inlinable
  package var digest: UInt64 { UInt64(slot) << 24 ^ UInt64(generation) }
}
