extension SourceTaskSettings {
  /// What a worker's and a connector's settings come to for a task.
  package init(_ worker: ConnectWorkerSettings, _ errors: ErrorHandlingSettings) {
    let tolerance: ErrorSettings.Tolerance
    switch errors.tolerance {
    case .none: tolerance = .none
    case .all: tolerance = .all
    }
    self.init(
      errors: ErrorSettings(
        tolerance: tolerance, retryTimeout: errors.retryTimeout ?? Milliseconds(-1),
        retryDelayMax: errors.retryDelayMax),
      flushTimeout: worker.offsetFlushTimeout)
  }
}
