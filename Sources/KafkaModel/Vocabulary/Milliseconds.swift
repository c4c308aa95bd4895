/// Time as Kafka's code sees it: whole milliseconds, both as a reading of a host's clock and as a span.
///
/// Kafka keeps both in a Java `long` and subtracts freely; one type for both keeps its rules readable here.
@usableFromInline
package struct Milliseconds: Hashable, Sendable, Comparable, CustomStringConvertible {
  @usableFromInline package var raw: Int64

  @inlinable package init(_ raw: Int64) { self.raw = raw }

  @inlinable package static var zero: Milliseconds { Milliseconds(0) }

  /// Later than everything: "never" as a deadline, "unbounded" as a span.
  @inlinable package static var max: Milliseconds { Milliseconds(Int64.max) }

  /// 10 000 days, the longest time that a drill may name: for ever, as far as a run sees, and it can be added to another.
  @inlinable package static var longest: Milliseconds { Milliseconds(10_000 * 86_400_000) }

  /// The same span in nanoseconds.
  @inlinable package static var longestInNanoseconds: Int64 { longest.raw * 1_000_000 }

  @inlinable package static func < (left: Milliseconds, right: Milliseconds) -> Bool {
    left.raw < right.raw
  }

  /// Saturates, so that `.max` stays `.max`.
  @inlinable package static func + (left: Milliseconds, right: Milliseconds) -> Milliseconds {
    let (sum, overflow) = left.raw.addingReportingOverflow(right.raw)
    return overflow ? .max : Milliseconds(sum)
  }

  @inlinable package static func - (left: Milliseconds, right: Milliseconds) -> Milliseconds {
    Milliseconds(left.raw &- right.raw)
  }

  @usableFromInline package var description: String { "\(raw) ms" }
}
