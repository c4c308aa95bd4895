/// Why a request to a group's coordinator failed (the exception in its `RequestFuture`).
package enum MemberFailure: Error, Hashable, Sendable {
  /// The exception of an error code that the answer named.
  case error(ErrorCode)
  /// An error code that the request does not expect: a plain `KafkaException`.
  case unexpected(ErrorCode)
  /// `DisconnectException`
  case disconnected
  /// `TimeoutException`: the request could not be sent.
  case expired
  /// `NoAvailableBrokersException`
  case noBrokers
  /// The member left the group while the request was on its way.
  case unjoined

  /// Whether the exception is a `RetriableException`.
  package var isRetriable: Bool {
    switch self {
    case .error(let code): code.isRetriable
    case .unexpected: false
    case .disconnected, .expired, .noBrokers, .unjoined: true
    }
  }

  /// JoinGroup is sent again without a pause.
  var rejoinsAtOnce: Bool {
    switch self {
    case .error(.unknownMemberID), .error(.illegalGeneration), .error(.rebalanceInProgress),
      .error(.memberIDRequired):
      true
    case .error, .unexpected, .disconnected, .expired, .noBrokers, .unjoined:
      false
    }
  }
}
