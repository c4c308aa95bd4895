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
