/// What becomes of writes to the log.
extension GroupCoordinator {
  /// A write is done: `error` is what the append, or the wait for the replicas, came to.
  ///
  /// - Parameter batch: where the records are in the log.
  package mutating func finished(
    _ purpose: GroupWrite.Purpose, error: ErrorCode, batch: Offset, now: Milliseconds,
    into effects: inout [GroupEffect]
  ) {
    switch purpose {
    case .assignment(let origin, let assignments):
      assigned(
        assignments, origin, error: Self.groupError(error), now: now, into: &effects)
    case .emptied, .tombstones:
      // A group whose emptiness is not written comes back with its old members, whose sessions end.
      break
    case .replacement(let origin, let replacement):
      replaced(replacement, origin, error: Self.groupError(error), now: now, into: &effects)
    case .offsets(let origin, let write):
      committed(
        write, origin, error: Self.commitError(error), batch: batch, into: &effects)
    }
  }

  /// What members are told of a failed append of their group (`storeGroup`).
  static func groupError(_ error: ErrorCode) -> ErrorCode {
    switch error {
    case .unknownTopicOrPartition, .notEnoughReplicas, .notEnoughReplicasAfterAppend:
      .coordinatorNotAvailable
    case .notLeaderOrFollower, .kafkaStorageError: .notCoordinator
    case .requestTimedOut: .rebalanceInProgress
    case .messageTooLarge, .recordListTooLarge: .unknownServerError
    case let other: other
    }
  }

  /// What a committer is told of a failed append (`maybeConvertOffsetCommitError`).
  static func commitError(_ error: ErrorCode) -> ErrorCode {
    switch error {
    case .unknownTopicOrPartition, .notEnoughReplicas, .notEnoughReplicasAfterAppend:
      .coordinatorNotAvailable
    case .notLeaderOrFollower, .kafkaStorageError: .notCoordinator
    case .messageTooLarge, .recordListTooLarge: .invalidCommitOffsetSize
    case let other: other
    }
  }
}
