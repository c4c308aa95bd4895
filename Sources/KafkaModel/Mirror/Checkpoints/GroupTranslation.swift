/// What a checkpoint task makes of the offsets of its groups: checkpoints, and offsets to set at the target.
///
/// It does nothing by itself: the task lists the offsets at the source each `emit.checkpoints.interval.seconds`, describes
/// the groups at the target and sets their offsets there each `sync.group.offsets.interval.seconds`, and says here what it
/// saw.
///
/// Source: `MirrorCheckpointTask`.
package struct GroupTranslation: Sendable {
  package let selection: TopicSelection
  package var syncs: OffsetSyncStore
  package var checkpoints = CheckpointStore()
  private let behaviour: MirrorBehaviour
  /// What groups without members have at the target, since the offsets were last set.
  private var idle: [Idle] = []

  private struct Idle {
    var group: GroupID
    var offsets = NamedPartitionTable<Offset>()
  }

  package init(
    _ selection: TopicSelection, syncs: OffsetSyncStore, _ behaviour: MirrorBehaviour
  ) {
    self.selection = selection
    self.syncs = syncs
    self.behaviour = behaviour
  }

  /// Makes the checkpoints that are due for a group, to be emitted in this order.
  ///
  /// Only topics that pass the topic filter count; an offset without a translation gives none.
  ///
  /// - Parameter committed: What the group has committed at the source, by the source's names.
  package mutating func checkpoints(
    for group: GroupID, committed: [MirroredOffset]
  ) -> [Checkpoint] {
    var made: [Checkpoint] = []
    for position in committed where selection.filter.wants(position.partition.topic) {
      guard
        case .known(let downstream) = syncs.translate(position.offset, of: position.partition),
        downstream >= .zero
      else { continue }
      let target = NamedPartition(
        topic: selection.targetTopic(ofGroupTopic: position.partition.topic),
        partition: position.partition.partition)
      let checkpoint = Checkpoint(
        group: group, partition: target, upstream: position.offset, downstream: downstream)
      if !behaviour.keepsSyncHistory || checkpoints.isNews(checkpoint) { made.append(checkpoint) }
    }
    checkpoints.update(group, made, forgetsOthers: !behaviour.keepsSyncHistory)
    return made
  }

  /// A group was found without members at the target, in state EMPTY, with these offsets.
  package mutating func foundIdle(_ group: GroupID, offsets: [MirroredOffset]) {
    var found = Idle(group: group)
    for offset in offsets { found.offsets.set(offset.offset, of: offset.partition) }
    if let place = idle.firstIndex(where: { $0.group == group }) {
      idle[place] = found
    } else {
      idle.append(found)
    }
  }

  /// What the target is asked to set now, group by group; the idle groups are forgotten with it.
  ///
  /// A group that was found idle gets only offsets that lie ahead of its own. Any other gets all: a new group comes into
  /// being so, and one with members refuses. A group that loses its members between the two looks can thus be set back.
  ///
  /// Source: `syncGroupOffset`.
  package mutating func groupOffsetsToSet() -> [GroupOffsets] {
    var due: [GroupOffsets] = []
    for var wanted in checkpoints.targetOffsets {
      if let found = idle.first(where: { $0.group == wanted.group }) {
        wanted.offsets.removeAll { found.offsets[$0.partition] ?? .none >= $0.offset }
        if wanted.offsets.isEmpty { continue }
      }
      due.append(wanted)
    }
    idle.removeAll()
    return due
  }
}
