/// Why a task died.
package enum TaskFailure: Hashable, Sendable {
  /// The task, a converter or `send` threw it and nobody wrapped it.
  case thrown(TaskException)
  /// A record's callback had it and errors.tolerance=none.
  case producerCallback(TaskException)
  /// `send` itself threw it.
  case send(TaskException)
  /// An operation had it and errors.tolerance=none.
  case toleranceExceeded(TaskException)
  /// An operation had it, of a kind that its stage never tolerates.
  case unhandled(TaskException)
  /// A sink task's `put` threw it.
  case put(TaskException)

  package var cause: TaskException {
    switch self {
    case .thrown(let cause), .producerCallback(let cause), .send(let cause),
      .toleranceExceeded(let cause), .unhandled(let cause), .put(let cause):
      cause
    }
  }

  /// The message of the exception that Kafka wraps around the cause; nil if there is none.
  package var wrapper: String? {
    switch self {
    case .thrown: nil
    case .producerCallback: "Unrecoverable exception from producer send callback"
    case .send: "Unrecoverable exception trying to send"
    case .toleranceExceeded: "Tolerance exceeded in error handler"
    case .unhandled: "Unhandled exception in error handler"
    case .put: "Exiting WorkerSinkTask due to unrecoverable exception."
    }
  }
}
