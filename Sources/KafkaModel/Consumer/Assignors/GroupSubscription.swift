/// What a group's leader gives its assignor: the topics as its metadata has them, and every member's subscription.
///
/// Source: `ConsumerPartitionAssignor.GroupSubscription`, `Cluster`.
package struct GroupSubscription: Hashable, Sendable {
  /// Topics that the metadata knows; more than are subscribed to does no harm. In Java their order is that of a hash
  /// map; ascending by name in a drill.
  package var topics: [AssignableTopic]
  /// Every member, in the order in which Java's hash map of members is walked; ascending by id in a drill.
  package var members: [MemberSubscription]
  /// The newest generation that this leader's assignor read in earlier rebalances, `.unknown` if it led none.
  package var newestGeneration: GenerationID

  package init(
    topics: [AssignableTopic], members: [MemberSubscription],
    newestGeneration: GenerationID = .unknown
  ) {
    self.topics = topics
    self.members = members
    self.newestGeneration = newestGeneration
  }
}

/// A topic as the leader's metadata has it.
package struct AssignableTopic: Hashable, Sendable {
  package var name: String
  package var partitions: Int32
  /// Partition by partition the racks of its replicas; empty where no rack is known.
  package var racks: [[String]]

  package init(name: String, partitions: Int32, racks: [[String]] = []) {
    self.name = name
    self.partitions = partitions
    self.racks = racks
  }
}

/// One member of the group with what it sent.
package struct MemberSubscription: Hashable, Sendable {
  package var member: MemberID
  package var groupInstanceID: String?
  package var subscription: ConsumerSubscription

  package init(member: MemberID, groupInstanceID: String?, subscription: ConsumerSubscription) {
    self.member = member
    self.groupInstanceID = groupInstanceID
    self.subscription = subscription
  }
}

/// What an assignor gives to one member; every member of the group gets one, if only an empty one.
package struct MemberAssignment: Hashable, Sendable {
  package var member: MemberID
  package var partitions: [NamedPartition]

  package init(member: MemberID, partitions: [NamedPartition]) {
    self.member = member
    self.partitions = partitions
  }
}
