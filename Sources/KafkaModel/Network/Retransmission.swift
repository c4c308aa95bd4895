/// What a stream does about data that was not acknowledged. Nanoseconds.
///
/// Indirect, as it lies in every stream and mostly is `none`.
indirect enum Retransmission: Hashable, Sendable {
  /// The path is whole both ways: acknowledgements are implicit.
  case none
  /// What was sent arrived, but no acknowledgement can come back; new data still goes out until the
  /// probe.
  case awaitingAcknowledgement(probe: Int64)
  /// The path is whole; a frame longer than the window is on its way.
  case inParts(PartlySent)
  /// Nothing but the head is sent, at time-outs that double.
  case backingOff(BackOff)
  /// The head got through; the rest follows when its acknowledgement is back.
  case resuming(at: Int64)
}

/// The exponential back-off of one stream.
struct BackOff: Hashable, Sendable {
  /// When the head is sent next.
  var next: Int64
  /// The time-out that ends at `next`, or begins there if that is a probe.
  var interval: Int64
  /// The first retransmission, from which giving up is measured.
  var since: Int64?
  /// What is sent at `next` is the probe of a lost tail, which comes before the first time-out and is not counted.
  var isProbe: Bool
  /// The head has arrived already; only its acknowledgement is missing.
  var headArrived: Bool
}
