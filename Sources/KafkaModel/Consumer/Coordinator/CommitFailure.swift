/// Why an OffsetCommit failed.
package enum CommitFailure: Hashable, Sendable {
  /// `CommitFailedException`: the member is not in the group any more.
  case commitFailed
  /// `RebalanceInProgressException`
  case rebalanceInProgress
  case request(MemberFailure)

  var isRetriable: Bool {
    switch self {
    case .commitFailed, .rebalanceInProgress: false
    case .request(let failure): failure.isRetriable
    }
  }

  /// What `commitSync` throws.
  var exception: ConsumerException {
    switch self {
    case .commitFailed: .commitFailed
    case .rebalanceInProgress: .rebalanceInProgress
    case .request(let failure): ConsumerException(failure)
    }
  }

  /// What the callback of `commitAsync` is told.
  var toldToCallback: ConsumerException { isRetriable ? .retriableCommitFailed : exception }
}

extension ConsumerException {
  /// The exception that leaves a consumer's method when a request of its member failed for good.
  init(_ failure: MemberFailure) {
    self =
      switch failure {
      case .error(let code), .unexpected(let code): .error(code)
      case .expired: .timeout
      case .disconnected, .noBrokers: .error(.networkException)
      case .unjoined: .error(.unknownServerError)
      }
  }
}
