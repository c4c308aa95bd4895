// Stand-in until the kernel's own types are merged; deleted by that merge.

/// A point of virtual time in nanoseconds since the start.
public struct Instant: Hashable, Sendable, Comparable {
  /// Nanoseconds since the start.
  public var nanoseconds: Int64

  /// The instant this many nanoseconds after the start.
  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Whether `left` is earlier.
  @inlinable public static func < (left: Self, right: Self) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// A seeded stream of draws for one component and purpose.
public struct RandomStream: Hashable, Sendable {
  private var state: UInt64

  /// The stream of this name and purpose under a root seed.
  public init(seed: UInt64, name: String, purpose: String) {
    var hash = seed ^ 0xcbf2_9ce4_8422_2325
    for byte in (name + "/" + purpose).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = hash
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`.
  public mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }

  /// A number inside `range`.
  public mutating func uniform(in range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(below(UInt64(range.upperBound - range.lowerBound) + 1))
  }
}
