/// What `send` came to for a source task's thread.
package enum SendReturn: Hashable, Sendable {
  case queued
  /// The thread waits inside `send`; another return follows.
  case blocked
  /// The callback was told inside `send`, which returned.
  case failed(TaskException)
  case thrown(TaskException)
}

extension SendReturn {
  /// As the Java client does it: what the broker or a limit refuses goes to the callback, what the client cannot do is
  /// thrown.
  package init(_ outcome: SendOutcome) {
    switch outcome {
    case .queued: self = .queued
    case .blocked: self = .blocked
    case .failed(let exception):
      let error = TaskException(exception)
      switch error.family {
      case .clientRetriable: self = .failed(error)
      case .client:
        switch exception {
        case .closedDuringSend, .closedForcefully: self = .thrown(error)
        case .expired, .answered, .disconnected, .disconnectedByTimeout, .topicNotInMetadata,
          .partitionNotInMetadata, .bufferExhausted, .recordTooLarge, .batchAboveBufferMemory,
          .alreadyClosed:
          self = .failed(error)
        }
      case .connectRetriable, .connect, .other: self = .thrown(error)
      }
    }
  }
}

extension TaskException {
  /// A producer's exception by its class.
  package init(_ exception: ProducerException) {
    switch exception {
    case .expired, .disconnected, .disconnectedByTimeout, .topicNotInMetadata,
      .partitionNotInMetadata, .bufferExhausted, .answered:
      self.init("common.errors.\(exception.kafkaClass)", .clientRetriable)
    case .recordTooLarge:
      self.init("common.errors.\(exception.kafkaClass)", .client)
    case .closedForcefully, .closedDuringSend:
      self.init("common.KafkaException", .client)
    case .batchAboveBufferMemory, .alreadyClosed:
      self.init("java.lang.\(exception.kafkaClass)", .other)
    }
  }
}
