import SimulationKernel

/// One direction of a link, or what one host sends inside its site or to itself.
struct Lane: Sendable {
  var quality: LinkQuality
  /// When the last byte given to it so far has been sent (nanoseconds): the queue before the link.
  private var freeAt: Int64 = 0
  private var jitterDraws: RandomStream
  private var lossDraws: RandomStream

  init(quality: LinkQuality, seed: UInt64, name: String) {
    self.quality = quality
    jitterDraws = RandomStream(seed: seed, name: name, purpose: "jitter")
    lossDraws = RandomStream(seed: seed, name: name, purpose: "loss")
  }

  /// When the last bit of `bytes` leaves, and the time the frame takes on the way.
  mutating func carry(bytes: Int32, at now: Int64) -> (sent: Int64, delay: Int64) {
    (send(bytes: bytes, at: now), delay())
  }

  /// When the last bit of `bytes` leaves, behind all that was queued before.
  mutating func send(bytes: Int32, at now: Int64) -> Int64 {
    guard let bandwidth = quality.bandwidth else { return now }
    let seconds: Int64 = 1_000_000_000
    freeAt = max(now, freeAt) + Int64(bytes) * 8 * seconds / bandwidth
    return freeAt
  }

  /// The time one frame takes on the way.
  mutating func delay() -> Int64 {
    guard quality.jitter > 0 else { return quality.latency }
    return max(0, quality.latency + jitterDraws.uniform(in: -quality.jitter...quality.jitter))
  }

  var isLossy: Bool { quality.lossNumerator > 0 }

  /// Whether the next packet is lost.
  mutating func drawsLoss() -> Bool {
    guard isLossy else { return false }
    return lossDraws.below(quality.lossDenominator) < quality.lossNumerator
  }
}
