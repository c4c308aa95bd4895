/// What a connector's `errors.*` settings say.
///
/// Source: `ConnectorConfig`.
package struct ErrorSettings: Hashable, Sendable {
  /// `errors.tolerance`
  package enum Tolerance: Hashable, Sendable {
    case none
    case all
  }

  package var tolerance: Tolerance
  /// `errors.retry.timeout`; negative for without end.
  package var retryTimeout: Milliseconds
  /// `errors.retry.delay.max.ms`
  package var retryDelayMax: Milliseconds

  package init(
    tolerance: Tolerance = .none, retryTimeout: Milliseconds = .zero,
    retryDelayMax: Milliseconds = Milliseconds(60_000)
  ) {
    self.tolerance = tolerance
    self.retryTimeout = retryTimeout
    self.retryDelayMax = retryDelayMax
  }
}
