/// Where a group stands in a partition, at both clusters: a record of the checkpoints topic, whose key is the group and the
/// target's partition.
///
/// Source: `Checkpoint`.
package struct Checkpoint: Hashable, Sendable {
  package var group: GroupID
  /// The partition as the target names it.
  package var partition: NamedPartition
  /// What the group committed at the source.
  package var upstream: Offset
  /// What that is at the target.
  package var downstream: Offset

  package init(group: GroupID, partition: NamedPartition, upstream: Offset, downstream: Offset) {
    self.group = group
    self.partition = partition
    self.upstream = upstream
    self.downstream = downstream
  }
}

/// A partition of the target or the source and a group's offset in it.
package struct MirroredOffset: Hashable, Sendable {
  package var partition: NamedPartition
  package var offset: Offset

  package init(_ partition: NamedPartition, _ offset: Offset) {
    self.partition = partition
    self.offset = offset
  }
}

/// Offsets that a checkpoint task asks the target to set for a group.
package struct GroupOffsets: Hashable, Sendable {
  package var group: GroupID
  /// By partition, ascending. Empty if the group has no checkpoint yet: Kafka sends the request all the same.
  package var offsets: [MirroredOffset]

  package init(group: GroupID, offsets: [MirroredOffset]) {
    self.group = group
    self.offsets = offsets
  }
}
