import KafkaModel

/// What a connector's code throws.
public enum ConnectorFailure: Error, Hashable, Sendable {
  /// `RetriableException`: Connect calls again.
  case retriable(String)
  /// `ConnectException`: the task fails and stays so until it is restarted.
  case fatal(String)

  var written: TaskException {
    switch self {
    case .retriable: TaskException("connect.errors.RetriableException", .connectRetriable)
    case .fatal: TaskException("connect.errors.ConnectException", .connect)
    }
  }
}
