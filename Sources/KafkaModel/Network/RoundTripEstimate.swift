/// The sender's smoothed round-trip time and deviation, from which its retransmission time-out
/// follows (RFC 6298 as Linux does it: the deviation term is at least 200 ms, `TCP_RTO_MIN`).
/// Nanoseconds.
struct RoundTripEstimate: Hashable, Sendable {
  private var smoothed: Int64
  private var deviation: Int64

  init(first sample: Int64) {
    smoothed = sample
    deviation = sample / 2
  }

  mutating func add(_ sample: Int64) {
    let error = sample - smoothed
    smoothed += error / 8
    deviation += (abs(error) - deviation) / 4
  }

  /// The retransmission time-out, in whole ticks.
  var timeout: Int64 {
    KernelClock.rounded(min(smoothed + max(4 * deviation, Self.minimum), Self.maximum))
  }

  /// How long after a packet that stays unanswered the last one is sent once more, before any time-out
  /// (`tcp_schedule_loss_probe`): two round trips, and for a lone packet the longest delay of an acknowledgement.
  func probeWait(packets: Int) -> Int64 {
    let margin = packets > 1 ? Self.probeMargin : Self.minimum
    return min(KernelClock.rounded(2 * smoothed + margin), timeout)
  }

  /// Added to two round trips for a probe (`TCP_TIMEOUT_MIN`): 2 ms.
  private static let probeMargin: Int64 = 2_000_000

  static let minimum: Int64 = 200_000_000
  /// `TCP_RTO_MAX`: 120 s.
  static let maximum: Int64 = 120_000_000_000
}
