/// What a worker's and a connector's settings say about one sink task.
package struct SinkTaskSettings: Hashable, Sendable {
  package var errors: ErrorSettings
  /// `offset.flush.interval.ms`
  package var flushInterval: Milliseconds
  /// `offset.flush.timeout.ms`: from then on an asynchronous commit counts as failed.
  package var flushTimeout: Milliseconds

  package init(
    errors: ErrorSettings = ErrorSettings(), flushInterval: Milliseconds = Milliseconds(60_000),
    flushTimeout: Milliseconds = Milliseconds(5000)
  ) {
    self.errors = errors
    self.flushInterval = flushInterval
    self.flushTimeout = flushTimeout
  }
}

extension SinkTaskSettings {
  /// What a worker's and a connector's settings come to for a task.
  package init(_ worker: ConnectWorkerSettings, _ errors: ErrorHandlingSettings) {
    self.init(
      errors: SourceTaskSettings(worker, errors).errors,
      flushInterval: worker.offsetFlushInterval, flushTimeout: worker.offsetFlushTimeout)
  }
}
