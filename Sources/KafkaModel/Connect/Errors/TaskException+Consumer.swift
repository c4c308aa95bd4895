extension TaskException {
  /// A consumer's exception by its class.
  init(_ exception: ConsumerException) {
    switch exception {
    case .commitFailed: self.init("clients.consumer.CommitFailedException", .client)
    case .rebalanceInProgress: self.init("common.errors.RebalanceInProgressException", .client)
    case .timeout: self.init("common.errors.TimeoutException", .clientRetriable)
    case .noOffsetForPartition:
      self.init("clients.consumer.NoOffsetForPartitionException", .client)
    case .offsetOutOfRange: self.init("clients.consumer.OffsetOutOfRangeException", .client)
    case .logTruncation: self.init("clients.consumer.LogTruncationException", .client)
    case .retriableCommitFailed:
      self.init("clients.consumer.RetriableCommitFailedException", .clientRetriable)
    case .wokenUp: self.init("common.errors.WakeupException", .client)
    case .error(let error):
      self.init(
        "common.errors.\(error.exceptionClass)", error.isRetriable ? .clientRetriable : .client)
    }
  }
}
