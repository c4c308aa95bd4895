/// One of the two directions of a connection: the frames that one end wrote and the kernel of its
/// host sends.
///
/// With thousands of connections each frame meets a stream that has left the caches: what every frame asks for lies
/// together, in front what a frame on the way back asks for.
struct ByteStream: Sendable {
  var retransmission = Retransmission.none
  /// When a frame arrived whose acknowledgement may be delayed; nil when all is acknowledged.
  var acknowledgementOwedSince: Int64?
  /// The state of the end that writes this stream.
  var writer = StreamEnd.open
  var passes = false
  /// Its lane is plain, as of the last change of the network.
  var isPlain = false
  /// Frames written from now on vanish at the receiver.
  var isMuted = false
  /// A reset for the writer is on its way.
  var resetIsComing = false
  /// The writer's kernel paces the stream.
  private(set) var isPaced = false
  var estimate = RoundTripEstimate(first: 0)
  /// This and the latency: as of the last change of the network.
  var roundTrip: Int64 = 0
  var frames = FrameQueue()
  /// How many frames at the end of `frames` have no packet on the way.
  var waiting = 0
  /// Bytes in flight that the socket buffers allow.
  var window: Int64 = 1
  /// When a sender with one window per round trip would have sent all so far.
  var pacedUntil: Int64 = 0
  /// No later frame arrives before this (nanoseconds): an ordered stream.
  var lastArrival: Int64 = 0
  /// Frames sent from now on arrive no earlier (nanoseconds).
  var heldUntil: Int64 = 0
  var latency: Int64 = 0
  /// The lane of this direction.
  var lane = 0
  private var pace = Pacing()

  /// How the writer's kernel paces the stream; nil if it does not.
  var pacing: Pacing? { isPaced ? pace : nil }

  mutating func beginPacing() {
    isPaced = true
    pace = Pacing()
  }

  /// When the last byte of a frame written at `now` leaves, as far as the window and the pacing go.
  ///
  /// What fits into the window leaves at once; what is longer leaves evenly, a window in each round trip. Measured
  /// with Linux 6.18: 1 MiB through a receive buffer of 64 KiB at a round trip of 100 ms takes 1.35 to 1.6 s.
  @inline(__always)
  mutating func departure(bytes: Int32, at now: Int64) -> Int64 {
    pacedUntil = max(now, pacedUntil) + Int64(bytes) * roundTrip / window
    let departure =
      isPaced ? pace.departure(bytes: bytes, at: now, roundTrip: roundTrip, window: window) : now
    return max(Int64(bytes) > window ? pacedUntil : pacedUntil - roundTrip, departure)
  }

  /// When a frame arrives whose last byte leaves at `sent`; `repair` is what losses add.
  mutating func arrival(sent: Int64, repair: Int64, delay: Int64) -> Int64 {
    lastArrival = max(sent + repair + delay, lastArrival, heldUntil)
    return lastArrival
  }

  /// Puts a whole frame on its way and says when it arrives; `carried` is when the lane has given its last byte on, `repair`
  /// what losses add, `delay` the time on the way.
  mutating func send(
    _ message: MessageID, bytes: Int32, carried: Int64, repair: Int64, delay: Int64, at now: Int64
  ) -> Int64 {
    let sent = max(carried, departure(bytes: bytes, at: now))
    let arrival = arrival(sent: sent, repair: repair, delay: delay)
    frames.append(Frame(arrival: arrival, message: message, bytes: bytes))
    return arrival
  }

  /// The same where nothing but the latency of the lane is in the way.
  @inline(__always)
  mutating func sendPlainly(_ message: MessageID, bytes: Int32, at now: Int64) -> Int64 {
    send(message, bytes: bytes, carried: now, repair: 0, delay: latency, at: now)
  }

  /// The longest a receiver waits for data of its own before it acknowledges one packet
  /// (`TCP_DELACK_MIN`): 40 ms, by the ticks of its host's clock.
  static let delayedAcknowledgement: Int64 = 40_000_000

  /// A frame has arrived while nothing was owed. Two packets are acknowledged at once, one when the receiver writes or
  /// after 40 ms. The sender's estimate holds that wait, and its time-out with it: why traffic of long polls resumes
  /// later after a cut than 200 ms suggest.
  @inline(__always)
  mutating func noteArrival(bytes: Int32, at now: Int64) {
    if Int(bytes) >= 2 * Network.segmentSize {
      acknowledge(after: 0)
    } else {
      acknowledgementOwedSince = now
    }
  }

  /// Acknowledges what is owed, if anything is; false if its time is over.
  @inline(__always)
  mutating func acknowledgesInTime(at now: Int64) -> Bool {
    guard let since = acknowledgementOwedSince else { return true }
    guard now - since <= Self.delayedAcknowledgement else { return false }
    acknowledge(after: now - since)
    return true
  }

  @inline(__always)
  mutating func acknowledge(after wait: Int64) {
    acknowledgementOwedSince = nil
    guard case .none = retransmission else { return }
    estimate.add(roundTrip + wait)
  }

  /// Whether a frame may go at once: the path is whole, nothing waits and nothing is repeated.
  @inline(__always)
  var isFree: Bool {
    guard passes, waiting == 0 else { return false }
    switch retransmission {
    case .none, .awaitingAcknowledgement: return true
    case .backingOff, .resuming, .inParts: return false
    }
  }

  /// Whether a frame may go at once and meets nothing but the latency of its lane.
  @inline(__always)
  var sendsPlainly: Bool { isPlain && isFree && !isMuted && writer.isUsable }

  /// Nothing is repeated, nor sent in parts.
  @inline(__always)
  var isSettled: Bool {
    switch retransmission {
    case .none: true
    case .awaitingAcknowledgement, .inParts, .backingOff, .resuming: false
    }
  }

  /// Puts a frame behind what could not go at once.
  mutating func wait(_ message: MessageID, bytes: Int32) {
    frames.append(Frame(arrival: Frame.never, message: message, bytes: bytes))
    waiting += 1
  }

  /// Makes the slot fresh for its next connection; keeps the ring of frames.
  mutating func prepare() {
    precondition(frames.count == 0, "a stream is reused only when it is empty")
    let frames = frames
    self = ByteStream()
    self.frames = frames
  }
}

/// One end of a connection, as its host's kernel sees it.
enum StreamEnd: Hashable, Sendable {
  case open
  /// The peer's end of stream has been read; the process has not closed yet.
  case peerFinished
  /// Closed by its process: the kernel still delivers what was written, and resets what comes in.
  case closed
  /// The kernel knows nothing of it (any more): all that comes in is answered with a reset.
  case gone

  /// Whether its process may still write.
  var isUsable: Bool {
    switch self {
    case .open, .peerFinished: true
    case .closed, .gone: false
    }
  }
}
