/// FindCoordinator for a group (key type GROUP).
package struct FindCoordinatorRequest: Hashable, Sendable {
  package var group: GroupID

  package init(group: GroupID) { self.group = group }
}

package struct FindCoordinatorResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var coordinator: NodeID?

  package init(error: ErrorCode, coordinator: NodeID? = nil) {
    self.error = error
    self.coordinator = coordinator
  }
}

/// One way in which a member can be assigned (an assignor's name), with metadata that only members read.
package struct GroupProtocol: Hashable, Sendable {
  package var name: String
  package var metadata: [UInt8]

  package init(name: String, metadata: [UInt8]) {
    self.name = name
    self.metadata = metadata
  }
}

/// JoinGroup of the classic protocol, versions 4 and later (KIP-394: a member id is asked for first).
package struct JoinGroupRequest: Hashable, Sendable {
  package var group: GroupID
  package var sessionTimeout: Milliseconds
  package var rebalanceTimeout: Milliseconds
  package var member: MemberID
  package var groupInstanceID: String?
  package var protocolType: String
  /// In the order of preference.
  package var protocols: [GroupProtocol]
  package var clientID: String
  /// Version 9 and later (3.2): a returning static leader learns that it must not assign (KIP-814).
  package var supportsSkippingAssignment: Bool
  package var reason: String

  package init(
    group: GroupID, sessionTimeout: Milliseconds, rebalanceTimeout: Milliseconds,
    member: MemberID, groupInstanceID: String?, protocolType: String, protocols: [GroupProtocol],
    clientID: String, supportsSkippingAssignment: Bool, reason: String = ""
  ) {
    self.group = group
    self.sessionTimeout = sessionTimeout
    self.rebalanceTimeout = rebalanceTimeout
    self.member = member
    self.groupInstanceID = groupInstanceID
    self.protocolType = protocolType
    self.protocols = protocols
    self.clientID = clientID
    self.supportsSkippingAssignment = supportsSkippingAssignment
    self.reason = reason
  }
}

package struct JoinGroupResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var generation: GenerationID
  /// nil on errors.
  package var protocolName: String?
  package var leader: MemberID
  package var skipAssignment: Bool
  package var member: MemberID
  /// Only for the leader.
  package var members: [Member]

  package struct Member: Hashable, Sendable {
    package var id: MemberID
    package var groupInstanceID: String?
    package var metadata: [UInt8]

    package init(id: MemberID, groupInstanceID: String?, metadata: [UInt8]) {
      self.id = id
      self.groupInstanceID = groupInstanceID
      self.metadata = metadata
    }
  }

  package init(
    error: ErrorCode, generation: GenerationID = .unknown, protocolName: String? = nil,
    leader: MemberID = .unknown, skipAssignment: Bool = false, member: MemberID = .unknown,
    members: [Member] = []
  ) {
    self.error = error
    self.generation = generation
    self.protocolName = protocolName
    self.leader = leader
    self.skipAssignment = skipAssignment
    self.member = member
    self.members = members
  }
}

/// What a member of a group identifies itself with in every later request.
package struct GroupMemberIdentity: Hashable, Sendable {
  package var group: GroupID
  package var generation: GenerationID
  package var member: MemberID
  package var groupInstanceID: String?

  package init(
    group: GroupID, generation: GenerationID, member: MemberID, groupInstanceID: String?
  ) {
    self.group = group
    self.generation = generation
    self.member = member
    self.groupInstanceID = groupInstanceID
  }
}

package struct SyncGroupRequest: Hashable, Sendable {
  package var identity: GroupMemberIdentity
  package var protocolType: String
  package var protocolName: String
  /// Only from the leader.
  package var assignments: [Assignment]

  package struct Assignment: Hashable, Sendable {
    package var member: MemberID
    package var assignment: [UInt8]

    package init(member: MemberID, assignment: [UInt8]) {
      self.member = member
      self.assignment = assignment
    }
  }

  package init(
    identity: GroupMemberIdentity, protocolType: String, protocolName: String,
    assignments: [Assignment]
  ) {
    self.identity = identity
    self.protocolType = protocolType
    self.protocolName = protocolName
    self.assignments = assignments
  }
}

package struct SyncGroupResponse: Hashable, Sendable {
  package var error: ErrorCode
  package var assignment: [UInt8]

  package init(error: ErrorCode, assignment: [UInt8] = []) {
    self.error = error
    self.assignment = assignment
  }
}

/// LeaveGroup, of one member.
package struct LeaveGroupRequest: Hashable, Sendable {
  package var group: GroupID
  package var member: MemberID
  package var groupInstanceID: String?
  package var reason: String

  package init(
    group: GroupID, member: MemberID, groupInstanceID: String?, reason: String = ""
  ) {
    self.group = group
    self.member = member
    self.groupInstanceID = groupInstanceID
    self.reason = reason
  }
}

/// A committed offset: the next to be read, and the epoch of the record before it, if the committer knew it.
package struct OffsetAndEpoch: Hashable, Sendable {
  package var offset: Offset
  package var leaderEpoch: LeaderEpoch

  package init(offset: Offset, leaderEpoch: LeaderEpoch) {
    self.offset = offset
    self.leaderEpoch = leaderEpoch
  }
}

package struct PartitionOffset: Hashable, Sendable {
  package var partition: TopicPartition
  package var position: OffsetAndEpoch

  package init(_ partition: TopicPartition, _ position: OffsetAndEpoch) {
    self.partition = partition
    self.position = position
  }
}

package struct OffsetCommitRequest: Hashable, Sendable {
  /// Generation -1 and no member id: a commit of somebody outside of the group's membership.
  package var identity: GroupMemberIdentity
  package var offsets: [PartitionOffset]
  /// The topics' names, one for each offset, from a client that knows no numbers; else empty.
  package var topicNames: [String]

  package init(
    identity: GroupMemberIdentity, offsets: [PartitionOffset], topicNames: [String] = []
  ) {
    self.identity = identity
    self.offsets = offsets
    self.topicNames = topicNames
  }
}

/// An error of a group's request about one partition.
package struct PartitionError: Hashable, Sendable {
  package var partition: TopicPartition
  package var error: ErrorCode

  package init(_ partition: TopicPartition, _ error: ErrorCode) {
    self.partition = partition
    self.error = error
  }
}

package struct OffsetFetchRequest: Hashable, Sendable {
  package var group: GroupID
  /// nil asks for all that the group has committed.
  package var partitions: [TopicPartition]?

  package init(group: GroupID, partitions: [TopicPartition]?) {
    self.group = group
    self.partitions = partitions
  }
}

package struct OffsetFetchResponse: Hashable, Sendable {
  package var error: ErrorCode
  /// Offset `.none` where nothing is committed.
  package var offsets: [PartitionOffset]
  /// The topics' names, one for each offset, where all offsets of a group were asked for; else empty.
  package var topicNames: [String]

  package init(
    error: ErrorCode, offsets: [PartitionOffset] = [], topicNames: [String] = []
  ) {
    self.error = error
    self.offsets = offsets
    self.topicNames = topicNames
  }
}
