package import SimulationKernel

/// Where a machine's random numbers come from; the machine asks by purpose, never by place.
///
/// Each component and purpose has its own source, so that a new draw in one never re-rolls another.
/// Recorded runs of Kafka replay the integers that Java's generator gave.
package enum RandomSource: Sendable {
  /// A stream of its own, seeded by root seed, component and purpose.
  case stream(RandomStream)
  /// The answers of Java's `nextInt()` as they were recorded; `next` counts the draws asked so far.
  case recorded([Int32], next: Int)
  /// Always the middle: 0 for integers, exactly 1 as jitter. For tests that want no chance.
  case still

  /// What Java's `Random.nextInt()` answers: any 32-bit value.
  ///
  /// A recorded list that has run out answers 0 and keeps counting, which `drawsBeyondRecord` shows.
  package mutating func nextInt32() -> Int32 {
    switch self {
    case .stream(var stream):
      let bits = stream.next()
      self = .stream(stream)
      return Int32(truncatingIfNeeded: bits >> 32)
    case .recorded(let values, let next):
      self = .recorded(values, next: next + 1)
      return next < values.count ? values[next] : 0
    case .still:
      return 0
    }
  }

  /// A source for one of several entities: the same draws whatever others there are and in whichever order they ask.
  package func own(of name: String) -> RandomSource {
    switch self {
    case .stream(var stream): .stream(RandomStream(seed: stream.next(), name: name, purpose: "own"))
    case .recorded, .still: self
    }
  }

  /// Whether entities can have sources of their own; what was recorded is one list for all.
  package var isShared: Bool {
    switch self {
    case .stream: false
    case .recorded, .still: true
    }
  }

  /// A number in `0..<bound`, by Kafka's own way: the draw with its sign masked off, modulo the bound.
  package mutating func below(_ bound: Int32) -> Int32 {
    precondition(bound > 0, "a draw below \(bound) has no answer")
    return (nextInt32() & 0x7fff_ffff) % bound
  }

  /// A span times a factor in [0.8, 1.2), cut to whole milliseconds.
  ///
  /// Source: `org.apache.kafka.common.utils.ExponentialBackoff` with jitter 0.2.
  package mutating func jittered(_ span: Milliseconds) -> Milliseconds {
    switch self {
    case .still:
      return span
    case .stream, .recorded:
      let millionths = Int64(800_000 + below(400_000))
      let whole = span.raw / 1_000_000 * millionths
      let rest = span.raw % 1_000_000 * millionths / 1_000_000
      return Milliseconds(whole + rest)
    }
  }

  /// Makes so many draws of `jittered` and drops them.
  package mutating func skipJitter(times: Int) {
    switch self {
    case .stream(var stream):
      for _ in 0..<times { _ = stream.next() }
      self = .stream(stream)
    case .recorded(let values, let next):
      self = .recorded(values, next: next + times)
    case .still:
      break
    }
  }

  /// How many draws a recorded source answered beyond its list; 0 for every other source.
  package var drawsBeyondRecord: Int {
    switch self {
    case .recorded(let values, let next): max(0, next - values.count)
    case .stream, .still: 0
    }
  }

  /// How many recorded draws nobody asked for; 0 for every other source.
  package var drawsUnused: Int {
    switch self {
    case .recorded(let values, let next): max(0, values.count - next)
    case .stream, .still: 0
    }
  }

  /// Whether further draws repeat one answer for ever: no chance left to wait for another.
  package var isStillOrSpent: Bool {
    switch self {
    case .recorded(let values, let next): next >= values.count
    case .stream: false
    case .still: true
    }
  }
}
