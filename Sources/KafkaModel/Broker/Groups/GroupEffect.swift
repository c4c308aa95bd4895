/// What the coordinator asks of its broker, in order.
package enum GroupEffect: Hashable, Sendable {
  case respond(GroupAsker, Response)
  /// Append to the group's partition and call `finished`, at once or when enough replicas have it.
  indirect case write(GroupWrite)
  case journal(GroupID, GroupEvent)
  /// A commit is replicated and counts from now on; the member is unknown for an administrator's.
  indirect case stored(GroupID, MemberID, [PartitionOffset])
}

/// Records for one partition of `__consumer_offsets`, and what follows when they are there.
package struct GroupWrite: Hashable, Sendable {
  package var partition: PartitionIndex
  package var records: [GroupLogRecord]
  package var purpose: Purpose

  /// A group at the time of a write; it may be gone when the write is done.
  package struct Origin: Hashable, Sendable {
    package var group: GroupID
    /// Tells a group from an earlier one of the same id.
    package var serial: Int32
    package var generation: GenerationID
  }

  package enum Purpose: Hashable, Sendable {
    /// The leader's assignment: the group becomes stable.
    case assignment(Origin, [SyncGroupRequest.Assignment])
    case emptied(Origin)
    indirect case replacement(Origin, StaticReplacement)
    case offsets(Origin, OffsetWrite)
    /// Nobody waits.
    case tombstones
  }
}

/// A commit on its way into the log.
package struct OffsetWrite: Hashable, Sendable {
  /// Counts the commits of the broker.
  package var number: Int64
  package var member: MemberID
  package var offsets: [PartitionOffset]
  package var at: Milliseconds
  /// nil for an administrator who does not wait.
  package var asker: GroupAsker?
  /// The answer, where partitions that were refused have their error already.
  package var answers: [PartitionError]
}

/// A static member that came back under a new member id while its group was stable.
package struct StaticReplacement: Hashable, Sendable {
  package var groupInstanceID: String
  package var old: MemberID
  package var new: MemberID
  package var oldLeader: MemberID
  package var rebalanceTimeout: Milliseconds
  package var sessionTimeout: Milliseconds
  package var asker: GroupAsker
  package var supportsSkippingAssignment: Bool
}
