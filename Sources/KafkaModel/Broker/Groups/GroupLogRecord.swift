/// A record of `__consumer_offsets` as coordinators write and load it.
///
/// Source: `GroupMetadataManager` (OffsetCommitKey, GroupMetadataKey and their values).
package enum GroupLogRecord: Hashable, Sendable {
  /// A committed offset, with the coordinator's clock at the commit.
  case offset(GroupID, TopicPartition, OffsetAndEpoch, at: Milliseconds)
  case offsetTombstone(GroupID, TopicPartition)
  indirect case group(GroupID, GroupSnapshot)
  case groupTombstone(GroupID)

  package var group: GroupID {
    switch self {
    case .offset(let group, _, _, _), .offsetTombstone(let group, _), .group(let group, _),
      .groupTombstone(let group):
      group
    }
  }

  /// Bytes in the batch: keys and values as Kafka writes them, names taken as 16 characters.
  var sizeInBytes: Int32 {
    switch self {
    case .offset: 82
    case .offsetTombstone: 52
    case .group(_, let snapshot):
      snapshot.members.reduce(100) {
        $0 + 90 + Int32($1.metadata.count) + Int32($1.assignment.count)
      }
    case .groupTombstone: 30
    }
  }
}

/// A generation as it is persisted: what a coordinator knows of a group after loading it.
///
/// Source: `GroupMetadataValue`.
package struct GroupSnapshot: Hashable, Sendable {
  package var generation: GenerationID
  package var protocolType: String?
  /// nil for a group without members.
  package var protocolName: String?
  package var leader: MemberID?
  /// When the group came into the state that is persisted.
  package var stateSince: Milliseconds
  package var members: [Member]

  package struct Member: Hashable, Sendable {
    package var id: MemberID
    package var groupInstanceID: String?
    package var clientID: String
    package var rebalanceTimeout: Milliseconds
    package var sessionTimeout: Milliseconds
    /// For the chosen protocol only.
    package var metadata: [UInt8]
    package var assignment: [UInt8]
  }
}
