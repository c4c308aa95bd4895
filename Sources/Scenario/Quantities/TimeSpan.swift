/// A length of time in whole nanoseconds, written "30s", "15ms", "2m", "1h", "250us", "10ns", "1.5s".
package struct TimeSpan: Hashable, Sendable, Comparable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package init(milliseconds: Int64) { nanoseconds = milliseconds * 1_000_000 }

  package static let zero = TimeSpan(nanoseconds: 0)

  package static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// A time that is drawn uniformly between two ends, both included, or from a list; fixed if the ends are the same.
///
/// Written "3s", "2ms..36ms", { from: "2ms", to: "36ms" } or ["2ms", "5ms", "36ms"].
package struct TimeRange: Hashable, Sendable {
  package var from: TimeSpan
  package var to: TimeSpan
  /// What was measured, each as likely as the others; empty where anything between the ends is.
  package private(set) var measured: [TimeSpan] = []

  package init(from: TimeSpan, to: TimeSpan) {
    self.from = from
    self.to = to
  }

  /// nil if there is nothing to draw from.
  package init?(measured: [TimeSpan]) {
    guard let from = measured.min(), let to = measured.max() else { return nil }
    self.init(from: from, to: to)
    self.measured = measured
  }

  package init(_ fixed: TimeSpan) { self.init(from: fixed, to: fixed) }

  package static let zero = TimeRange(.zero)

  package var isFixed: Bool { from == to }
}
