extension ErrorCode {
  /// The simple name of the Java exception class (`Errors.exception`).
  package var exceptionClass: String {
    switch self {
    case .none: ""
    case .requestTimedOut: "TimeoutException"
    case .messageTooLarge: "RecordTooLargeException"
    case .recordListTooLarge: "RecordBatchTooLargeException"
    case .corruptMessage: "CorruptRecordException"
    case .outOfOrderSequenceNumber: "OutOfOrderSequenceException"
    case .duplicateSequenceNumber: "DuplicateSequenceException"
    case .unknownProducerID: "UnknownProducerIdException"
    case .unknownTopicID: "UnknownTopicIdException"
    case .kafkaStorageError: "KafkaStorageException"
    case .networkException: "NetworkException"
    case .invalidTopicException: "InvalidTopicException"
    case .invalidTxnState: "InvalidTxnStateException"
    case .invalidProducerIDMapping: "InvalidPidMappingException"
    case .transactionalIDAuthorizationFailed: "TransactionalIdAuthorizationException"
    case .topicAuthorizationFailed: "TopicAuthorizationException"
    case .groupAuthorizationFailed: "GroupAuthorizationException"
    case .clusterAuthorizationFailed: "ClusterAuthorizationException"
    case .topicAlreadyExists: "TopicExistsException"
    case .notController: "NotControllerException"
    case .invalidConfig: "InvalidConfigurationException"
    case .electionNotNeeded: "ElectionNotNeededException"
    case .brokerIDNotRegistered: "BrokerIdNotRegisteredException"
    case .unknownServerError: "UnknownServerException"
    case .coordinatorLoadInProgress: "CoordinatorLoadInProgressException"
    case .invalidGroupID: "InvalidGroupIdException"
    case .unknownMemberID: "UnknownMemberIdException"
    case .groupIDNotFound: "GroupIdNotFoundException"
    case .nonEmptyGroup: "GroupNotEmptyException"
    case .memberIDRequired: "MemberIdRequiredException"
    case .fencedInstanceID: "FencedInstanceIdException"
    case .fetchSessionIDNotFound: "FetchSessionIdNotFoundException"
    case .groupSubscribedToTopic: "GroupSubscribedToTopicException"
    case .unsupportedForMessageFormat: "UnsupportedForMessageFormatException"
    case .offsetOutOfRange, .unknownTopicOrPartition, .leaderNotAvailable, .notLeaderOrFollower,
      .brokerNotAvailable, .replicaNotAvailable, .coordinatorNotAvailable, .notCoordinator,
      .notEnoughReplicas, .notEnoughReplicasAfterAppend, .invalidRequiredAcks, .invalidTimestamp,
      .unsupportedVersion, .invalidPartitions, .invalidReplicationFactor,
      .invalidReplicaAssignment, .invalidRequest, .policyViolation, .invalidProducerEpoch,
      .concurrentTransactions, .transactionCoordinatorFenced, .listenerNotFound,
      .fencedLeaderEpoch, .unknownLeaderEpoch, .unsupportedCompressionType, .staleBrokerEpoch,
      .offsetNotAvailable, .preferredLeaderNotAvailable, .eligibleLeadersNotAvailable,
      .invalidRecord, .throttlingQuotaExceeded, .producerFenced, .invalidUpdateVersion,
      .duplicateBrokerRegistration, .inconsistentTopicID, .ineligibleReplica, .newLeaderElected,
      .operationNotAttempted, .illegalGeneration, .inconsistentGroupProtocol,
      .invalidSessionTimeout, .rebalanceInProgress, .invalidCommitOffsetSize,
      .invalidFetchSessionEpoch, .groupMaxSizeReached, .unstableOffsetCommit:
      regularClass
    }
  }

  /// Most classes repeat the case's name.
  private var regularClass: String {
    let name = String(describing: self)
    return name.prefix(1).uppercased() + name.dropFirst() + "Exception"
  }

  /// The exception is a `RetriableException` (list of clients 3.9.0 and 4.3.0).
  package var isRetriable: Bool {
    switch self {
    case .corruptMessage, .unknownTopicOrPartition, .leaderNotAvailable, .notLeaderOrFollower,
      .requestTimedOut, .replicaNotAvailable, .networkException, .coordinatorLoadInProgress,
      .coordinatorNotAvailable, .notCoordinator, .notEnoughReplicas,
      .notEnoughReplicasAfterAppend, .concurrentTransactions, .kafkaStorageError,
      .listenerNotFound, .fencedLeaderEpoch, .unknownLeaderEpoch, .offsetNotAvailable,
      .preferredLeaderNotAvailable, .eligibleLeadersNotAvailable, .throttlingQuotaExceeded,
      .unknownTopicID, .inconsistentTopicID, .notController, .electionNotNeeded,
      .unstableOffsetCommit, .fetchSessionIDNotFound, .invalidFetchSessionEpoch:
      true
    case .unknownServerError, .none, .offsetOutOfRange, .brokerNotAvailable, .messageTooLarge,
      .invalidTopicException, .recordListTooLarge, .invalidRequiredAcks,
      .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
      .invalidTimestamp, .unsupportedVersion, .topicAlreadyExists, .invalidPartitions,
      .invalidReplicationFactor, .invalidReplicaAssignment, .invalidConfig, .invalidRequest,
      .unsupportedForMessageFormat, .policyViolation, .outOfOrderSequenceNumber,
      .duplicateSequenceNumber, .invalidProducerEpoch, .invalidTxnState,
      .invalidProducerIDMapping, .transactionCoordinatorFenced,
      .transactionalIDAuthorizationFailed, .unknownProducerID, .unsupportedCompressionType,
      .staleBrokerEpoch, .invalidRecord, .producerFenced, .invalidUpdateVersion,
      .duplicateBrokerRegistration, .brokerIDNotRegistered, .ineligibleReplica,
      .newLeaderElected, .operationNotAttempted, .illegalGeneration, .inconsistentGroupProtocol,
      .invalidGroupID, .unknownMemberID,
      .invalidSessionTimeout, .rebalanceInProgress, .invalidCommitOffsetSize, .nonEmptyGroup,
      .groupIDNotFound, .memberIDRequired, .groupMaxSizeReached, .fencedInstanceID,
      .groupSubscribedToTopic:
      false
    }
  }

  /// The exception is an `InvalidMetadataException`: the client asks for fresh metadata.
  package var invalidatesMetadata: Bool {
    switch self {
    case .unknownTopicOrPartition, .leaderNotAvailable, .notLeaderOrFollower,
      .replicaNotAvailable, .networkException, .kafkaStorageError, .listenerNotFound,
      .fencedLeaderEpoch, .unknownTopicID, .inconsistentTopicID:
      true
    case .unknownServerError, .none, .offsetOutOfRange, .corruptMessage, .requestTimedOut,
      .brokerNotAvailable, .messageTooLarge, .coordinatorLoadInProgress,
      .coordinatorNotAvailable, .notCoordinator, .invalidTopicException, .recordListTooLarge,
      .notEnoughReplicas, .notEnoughReplicasAfterAppend, .invalidRequiredAcks,
      .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
      .invalidTimestamp, .unsupportedVersion, .topicAlreadyExists, .invalidPartitions,
      .invalidReplicationFactor, .invalidReplicaAssignment, .invalidConfig, .notController,
      .invalidRequest, .unsupportedForMessageFormat, .policyViolation, .outOfOrderSequenceNumber,
      .duplicateSequenceNumber, .invalidProducerEpoch, .invalidTxnState,
      .invalidProducerIDMapping, .concurrentTransactions, .transactionCoordinatorFenced,
      .transactionalIDAuthorizationFailed, .unknownProducerID, .unknownLeaderEpoch,
      .unsupportedCompressionType, .staleBrokerEpoch, .offsetNotAvailable,
      .preferredLeaderNotAvailable, .eligibleLeadersNotAvailable, .electionNotNeeded,
      .invalidRecord, .throttlingQuotaExceeded, .producerFenced, .invalidUpdateVersion,
      .duplicateBrokerRegistration, .brokerIDNotRegistered, .ineligibleReplica,
      .newLeaderElected, .operationNotAttempted, .illegalGeneration, .inconsistentGroupProtocol,
      .invalidGroupID, .unknownMemberID,
      .invalidSessionTimeout, .rebalanceInProgress, .invalidCommitOffsetSize, .nonEmptyGroup,
      .groupIDNotFound, .memberIDRequired, .groupMaxSizeReached, .fencedInstanceID,
      .groupSubscribedToTopic,
      .unstableOffsetCommit, .fetchSessionIDNotFound, .invalidFetchSessionEpoch:
      false
    }
  }
}
