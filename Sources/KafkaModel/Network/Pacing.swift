/// BBR's pacing of a stream whose writer waits for answers, as producers and consumers do.
///
/// The kernel measures how much is acknowledged in how long, keeps the most it has seen, and sends at 2/ln 2 times
/// that. A request followed by silence never shows it a full path ("application limited"), so it never leaves
/// start-up: a request spreads over T with T = (T + round trip) / 2.885, about half a round trip, however wide the
/// link is. Left out: the end of start-up, after which large frames are bound by the window anyway.
///
/// Source: Linux `net/ipv4/tcp_bbr.c` and `tcp_rate.c`.
struct Pacing: Hashable, Sendable {
  /// The most that was acknowledged, in bytes for each round trip.
  private var delivered: Int64 = 10 * Int64(Network.segmentSize)
  /// When the last byte leaves (nanoseconds).
  private var freeAt: Int64 = 0
  /// Since when something has been on the way, and how much was sent since.
  private var busySince: Int64 = 0
  private var sent: Int64 = 0

  /// `bbr_high_gain`, in thousandths.
  private static let gain: Int64 = 2_885
  /// Packets that leave at once (`bbr_min_tso_segs`).
  private static let burst = 2 * Int64(Network.segmentSize)

  init() {}

  /// Bytes sent in one round trip.
  private var perRound: Int64 { delivered * Self.gain / 1_000 }

  /// Bytes that may be on the way together once a link's bandwidth is known: twice what the path holds and three
  /// bursts (`bbr_inflight`, `bbr_quantization_budget`), at least four packets. So on a link that is narrow for its
  /// length what is long does not hold up others for as long as the window allows.
  ///
  /// Left out: that others share the bandwidth, and the ten round trips that a fall of it is noticed late.
  func inflight(bandwidth: Int64, roundTrip: Int64) -> Int64 {
    let segment = Int64(Network.segmentSize)
    let path = bandwidth / 8 * (roundTrip / 1_000) / 1_000_000
    let burst = max(
      bandwidth >= Self.slowest ? Self.burst : segment, bandwidth / 8 / 1_024 / segment * segment)
    return max(2 * path + 3 * burst, 4 * segment)
  }

  /// Below this (bits a second) packets leave one by one (`bbr_min_tso_rate`).
  private static let slowest: Int64 = 1_200_000

  /// When the last packet of a frame leaves that is written at `now`; `window` is what may be on the way.
  mutating func departure(bytes: Int32, at now: Int64, roundTrip: Int64, window: Int64) -> Int64 {
    if now > freeAt + roundTrip {
      busySince = now
      sent = 0
    }
    var left = max(0, Int64(bytes) - (sent == 0 ? Self.burst : 0))
    sent += Int64(bytes)
    freeAt = max(now, freeAt)
    let microseconds = roundTrip / 1_000
    // What a round trip of a long frame acknowledges makes the next one faster.
    while left > perRound, delivered < window {
      left -= perRound
      freeAt += roundTrip
      delivered = min(perRound, window)
    }
    freeAt += left * microseconds / perRound * 1_000
    let took = (freeAt - busySince) / 1_000 + microseconds
    if took > 0 { delivered = max(delivered, min(sent * microseconds / took, window)) }
    return freeAt
  }
}
