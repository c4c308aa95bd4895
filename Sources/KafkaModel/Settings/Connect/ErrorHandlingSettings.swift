/// What a connector does with a record that cannot be converted or written (`errors.*`; KIP-298, KIP-779).
package struct ErrorHandlingSettings: Hashable, Sendable {
  /// `errors.retry.timeout`; 0 never tries again, nil (-1) without end.
  package var retryTimeout: Milliseconds? = .zero
  /// `errors.retry.delay.max.ms`
  package var retryDelayMax = Milliseconds(60_000)
  /// `errors.tolerance`
  package var tolerance = ErrorTolerance.none

  package init() {}
}
