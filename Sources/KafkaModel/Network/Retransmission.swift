/// What a stream does about data that was not acknowledged. Nanoseconds.
enum Retransmission: Hashable, Sendable {
  /// The path is whole both ways: acknowledgements are implicit.
  case none
  /// What was sent arrived, but no acknowledgement can come back; new data still goes out until the
  /// time-out.
  case awaitingAcknowledgement(timeout: Int64)
  /// The time-out has begun to double; nothing but the head is sent.
  case backingOff(BackOff)
  /// The head got through; the rest follows when its acknowledgement is back.
  case resuming(at: Int64)
}

/// The exponential back-off of one stream.
struct BackOff: Hashable, Sendable {
  /// When the head is sent next.
  var next: Int64
  /// The time-out that ends at `next`.
  var interval: Int64
  /// The first retransmission, from which giving up is measured.
  var since: Int64?
  /// The head has arrived already; only its acknowledgement is missing.
  var headArrived: Bool
}
