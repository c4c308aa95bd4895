import KafkaModel

/// What a connector's code throws; the text is for its author, reports call the class of the exception.
///
/// Source: `org.apache.kafka.connect.errors`.
public enum ConnectorFailure: Error, Hashable, Sendable {
  /// `RetriableException`: Connect calls poll or put again; in every other method it counts as ``fatal(_:)``.
  case retriable(String)
  /// `ConnectException`: the task fails and stays so until it is restarted; a preCommit that fails only makes Connect
  /// read on from the last committed offsets.
  case fatal(String)

  var written: TaskException {
    switch self {
    case .retriable: TaskException("connect.errors.RetriableException", .connectRetriable)
    case .fatal: TaskException("connect.errors.ConnectException", .connect)
    }
  }
}
