/// What an admin client's call came to; lists are in the order of what was asked.
package enum AdminAnswer: Hashable, Sendable {
  /// Ascending by topic's number; internal topics are there.
  case topics([AdminTopic])
  case topicDescriptions([AdminTopic])
  case topicConfigs([TopicConfigs])
  /// Of each topic that was to be created, changed or deleted.
  case topicOutcomes([ErrorCode])
  /// Ascending by id; `errors` are of brokers that could not say.
  case groups([ListedGroup], errors: [AdminFailure])
  case groupDescriptions([DescribedGroup])
  case committedOffsets([NamedOffset])
  /// Of each partition of `alterConsumerGroupOffsets`.
  case offsetOutcomes([ErrorCode])
  case offsets([AdminOffset])
  /// No access rule is modelled.
  case acls
  /// Nothing of the call was answered.
  case failed(AdminFailure)
}

/// A topic as an admin client is told of it (`TopicListing`, `TopicDescription`).
package struct AdminTopic: Hashable, Sendable {
  package var name: String
  /// The topic's id; -1 with an error.
  package var topic: TopicIndex
  package var error: ErrorCode
  package var partitions: [MetadataPartition]

  package init(
    name: String, topic: TopicIndex, error: ErrorCode, partitions: [MetadataPartition]
  ) {
    self.name = name
    self.topic = topic
    self.error = error
    self.partitions = partitions
  }
}

/// The answer of `listOffsets` for one partition.
package struct AdminOffset: Hashable, Sendable {
  package var partition: NamedPartition
  package var offset: Offset
  /// NONE, or why there is no offset.
  package var failure: AdminFailure?

  package init(_ partition: NamedPartition, offset: Offset, failure: AdminFailure? = nil) {
    self.partition = partition
    self.offset = offset
    self.failure = failure
  }
}

/// Why a call, or a part of it, failed for good.
package enum AdminFailure: Hashable, Sendable {
  /// `TimeoutException`: `default.api.timeout.ms` is over; what was tried last may have been done all the same.
  case timedOut
  case error(ErrorCode)
  /// The client was closed.
  case closed
}
