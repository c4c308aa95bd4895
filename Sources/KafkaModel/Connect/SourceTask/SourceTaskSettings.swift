/// What a worker's and a connector's settings say about one source task.
package struct SourceTaskSettings: Hashable, Sendable {
  package var errors: ErrorSettings
  /// `offset.flush.timeout.ms`: one commit, and the wait for the last deliveries.
  package var flushTimeout: Milliseconds

  package init(
    errors: ErrorSettings = ErrorSettings(), flushTimeout: Milliseconds = Milliseconds(5000)
  ) {
    self.errors = errors
    self.flushTimeout = flushTimeout
  }
}
