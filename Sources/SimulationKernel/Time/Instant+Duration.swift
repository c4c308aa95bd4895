extension Instant {
  /// The instant that lies `sinceStart` after the start of the run, rounded down to whole nanoseconds.
  ///
  /// A duration beyond 292 years gives ``distantFuture``.
  ///
  /// - Precondition: It lies less than 292 years before the start.
  @inlinable
  public init(_ sinceStart: Duration) {
    self.init(nanoseconds: Instant.wholeNanoseconds(of: sinceStart))
  }

  /// The time since the start of the run.
  @inlinable
  public var sinceStart: Duration { .nanoseconds(nanoseconds) }

  /// Later by `duration`, or earlier by a negative one, rounded down to whole nanoseconds; saturates at
  /// ``distantFuture``.
  ///
  /// - Precondition: The result lies less than 292 years before the start.
  @inlinable
  public static func + (instant: Instant, duration: Duration) -> Instant {
    instant.advanced(byNanoseconds: wholeNanoseconds(of: duration))
  }

  /// Moves `instant` by `duration`, as `+` does.
  @inlinable
  public static func += (instant: inout Instant, duration: Duration) {
    instant = instant + duration
  }

  /// The duration from `right` to `left`; negative when `right` is the later one.
  ///
  /// - Precondition: The difference fits into 64 bits of nanoseconds.
  @inlinable
  public static func - (left: Instant, right: Instant) -> Duration {
    .nanoseconds(left.nanoseconds(since: right))
  }

  /// `duration` in whole nanoseconds, rounded down, at most `Int64.max`.
  @inlinable
  static func wholeNanoseconds(of duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    let (whole, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    var (parts, remainder) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if remainder < 0 { parts -= 1 }
    let (sum, overflow) = whole.addingReportingOverflow(parts)
    precondition(!(tooLong || overflow) || seconds > 0, "a duration is too far below zero")
    return tooLong || overflow ? Int64.max : sum
  }
}
