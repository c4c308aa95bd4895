/// A point of virtual time: whole nanoseconds since the start of a run.
///
/// `Int64` nanoseconds reach 292 years. Additions saturate at ``distantFuture``, which therefore stays
/// what it means ("never"), and trap when they would pass the other end.
@frozen
public struct Instant: Hashable, Sendable {
  /// Nanoseconds since the start of the run; negative before it.
  public let nanoseconds: Int64

  /// The instant `nanoseconds` ns after the start of the run.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The instant `milliseconds` ms after the start of the run; beyond 292 years it is ``distantFuture``.
  ///
  /// - Precondition: It lies less than 292 years before the start.
  @inlinable
  public init(milliseconds: Int64) {
    let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    precondition(!overflow || milliseconds > 0, "an instant lies too far before the start")
    self.nanoseconds = overflow ? Int64.max : product
  }

  /// The start of the run.
  @inlinable
  public static var zero: Instant { Instant(nanoseconds: 0) }

  /// Later than everything: "never" as a deadline.
  @inlinable
  public static var distantFuture: Instant { Instant(nanoseconds: Int64.max) }

  /// Whole milliseconds since the start, rounded down: what a clock of milliseconds shows.
  @inlinable
  public var milliseconds: Int64 {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// This instant moved by `nanoseconds` ns, which may be negative; saturates at ``distantFuture``.
  ///
  /// - Precondition: The result lies less than 292 years before the start.
  @inlinable
  public func advanced(byNanoseconds nanoseconds: Int64) -> Instant {
    let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
    precondition(!overflow || nanoseconds > 0, "an instant lies too far before the start")
    return Instant(nanoseconds: overflow ? Int64.max : sum)
  }

  /// Nanoseconds from `earlier` to this instant; negative when `earlier` is the later one.
  ///
  /// - Precondition: The difference fits into `Int64`; from ``distantFuture`` to an instant before the start it does not.
  @inlinable
  public func nanoseconds(since earlier: Instant) -> Int64 { nanoseconds - earlier.nanoseconds }
}

extension Instant: Comparable {
  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension Instant: CustomStringConvertible {
  /// Seconds since the start with nine decimals, such as `12.345678901s`.
  public var description: String {
    let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    let decimals = String(rest)
    let zeros = String(repeating: "0", count: 9 - decimals.utf8.count)
    return "\(nanoseconds < 0 ? "-" : "")\(seconds).\(zeros)\(decimals)s"
  }
}
