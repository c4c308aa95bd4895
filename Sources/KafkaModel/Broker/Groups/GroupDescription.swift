/// A group as its coordinator describes it, to whoever inspects the broker (`DescribeGroups`, `OffsetFetch`).
package struct GroupDescription: Hashable, Sendable {
  package var id: GroupID
  package var state: GroupState
  package var generation: GenerationID
  package var protocolType: String?
  package var protocolName: String?
  package var leader: MemberID?
  /// Ascending by id.
  package var members: [Member]
  /// Ascending by partition; only what is replicated.
  package var offsets: [CommittedOffset]

  package struct Member: Hashable, Sendable {
    package var id: MemberID
    package var clientID: String
    package var groupInstanceID: String?
    package var assignment: [UInt8]
  }
}

extension GroupCoordinator {
  /// The group, if this broker coordinates it and something is known of it.
  package func description(of group: GroupID) -> GroupDescription? {
    guard let row = groups.row(of: group) else { return nil }
    return groups.rows[row].description
  }

  /// The members of a group that is stable; nil in any other state.
  package func stableMembers(of group: GroupID) -> Int? {
    guard let row = groups.row(of: group), groups.rows[row].state == .stable else { return nil }
    return groups.rows[row].members.count
  }

  package func committedOffset(
    of group: GroupID, _ partition: TopicPartition
  ) -> CommittedOffset? {
    groups.row(of: group).flatMap { groups.rows[$0].offset(of: partition) }
  }

  /// Ascending by id.
  package var descriptions: [GroupDescription] { groups.ids.compactMap(description(of:)) }
}

extension CoordinatedGroup {
  fileprivate var description: GroupDescription {
    GroupDescription(
      id: id, state: state, generation: generation, protocolType: protocolType,
      protocolName: protocolName, leader: leader,
      members: members.map {
        GroupDescription.Member(
          id: $0.id, clientID: $0.clientID, groupInstanceID: $0.groupInstanceID,
          assignment: $0.assignment)
      },
      offsets: offsets)
  }
}
