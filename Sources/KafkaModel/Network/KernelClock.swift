import SimulationKernel

/// The timers of one host's kernel: they count ticks, are never early, and the further away the coarser.
///
/// A timer lies in a wheel of levels, whose slots are 1, 8, 64 and 512 ticks wide, and fires at the end of its slot.
/// So a retransmission that is due in 3.5 s comes up to 0.26 s late, one due in 28 s up to 2 s, and the timers of
/// a host fall together.
///
/// Source: Linux `kernel/time/timer.c` (`calc_wheel_index`), with the 250 ticks a second of most distributions.
struct KernelClock: Hashable, Sendable {
  /// Nanoseconds of its count that had passed when the run began.
  private let before: Int64

  static let tick: Int64 = 4_000_000

  /// A host has run for long: at which place of its widest slot the run begins is drawn.
  init(seed: UInt64, host name: String) {
    var draws = RandomStream(seed: seed, name: name, purpose: "kernel clock")
    before = draws.uniform(in: 0...(512 * Self.tick - 1))
  }

  /// When a timer fires that is set at `now` (nanoseconds).
  func expiry(of interval: Int64, setAt now: Int64) -> Int64 {
    let ticks = Self.ticks(interval)
    let due = (now + before) / Self.tick + ticks
    let width = Self.width(of: ticks)
    return (((due >> width) + 1) << width) * Self.tick - before
  }

  /// The interval in whole ticks, rounded up (nanoseconds).
  static func rounded(_ interval: Int64) -> Int64 { ticks(interval) * tick }

  private static func ticks(_ interval: Int64) -> Int64 { (interval + tick - 1) / tick }

  /// The binary logarithm of how many ticks the slot of a timer is wide.
  private static func width(of ticks: Int64) -> Int64 {
    switch ticks {
    case ..<63: 0
    case ..<504: 3
    case ..<4_032: 6
    case _: 9
    }
  }
}
