package import KafkaModel

/// One group at one moment: as its coordinator has it, and as its members believe.
package struct GroupView: Hashable, Sendable {
  /// The broker that leads the group's partition of `__consumer_offsets`.
  package var coordinator: NodeID?
  /// nil while nobody coordinates the group, or nothing is known of it.
  package var state: GroupState?
  package var generation: GenerationID
  /// By the plan's members.
  package var members: [Member]
  /// Every partition that the group reads, ascending, in all views of its lag.
  package var partitions: [GroupRecord.LagSample]

  package struct Member: Hashable, Sendable {
    package var isRunning: Bool
    /// What its consumer believes to own, ascending.
    package var assignment: [TopicPartition]
  }
}
