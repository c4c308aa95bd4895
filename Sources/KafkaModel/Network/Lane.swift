import SimulationKernel

/// One direction of a link, or what one host sends inside its site or to itself.
struct Lane: Sendable {
  var quality: LinkQuality
  /// When the last byte given to it so far has been sent (nanoseconds): the queue before the link.
  private var freeAt: Int64 = 0

  init(quality: LinkQuality) { self.quality = quality }

  /// When the last bit of `bytes` leaves, behind all that was queued before.
  mutating func send(bytes: Int32, at now: Int64) -> Int64 {
    guard let bandwidth = quality.bandwidth else { return now }
    let seconds: Int64 = 1_000_000_000
    freeAt = max(now, freeAt) + Int64(bytes) * 8 * seconds / bandwidth
    return freeAt
  }

  /// When what is given to it now begins to leave.
  func beginning(at now: Int64) -> Int64 {
    quality.bandwidth == nil ? now : max(now, freeAt)
  }

  /// The time one frame takes on the way.
  func delay(_ draws: inout PacketDraws) -> Int64 {
    guard quality.jitter > 0 else { return quality.latency }
    return max(0, quality.latency + draws.jitter.uniform(in: -quality.jitter...quality.jitter))
  }

  /// It takes its latency and nothing else: no frame waits, is lost or is drawn for.
  var isPlain: Bool { quality.bandwidth == nil && !isLossy && quality.jitter == 0 }

  var isLossy: Bool { quality.lossNumerator > 0 }

  /// Whether the next packet is lost.
  func drawsLoss(_ draws: inout PacketDraws) -> Bool {
    guard isLossy else { return false }
    return draws.loss.below(quality.lossDenominator) < quality.lossNumerator
  }
}
