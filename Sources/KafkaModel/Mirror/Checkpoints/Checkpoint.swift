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
