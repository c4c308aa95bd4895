/// The newest checkpoint of each group and partition that a task has made, or read back at its start.
///
/// Source: `CheckpointStore`, before 3.7.1 a map of `MirrorCheckpointTask`.
package struct CheckpointStore: Sendable {
  /// In the order of the groups.
  private var groups: [Entry] = []

  private struct Entry {
    var group: GroupID
    var checkpoints = NamedPartitionTable<Checkpoint>()
  }

  package init() {}

  /// Takes a checkpoint that was made or read back, for the one before.
  package mutating func set(_ checkpoint: Checkpoint) {
    let place = open(checkpoint.group)
    groups[place].checkpoints.set(checkpoint, of: checkpoint.partition)
  }

  /// Takes what one poll made for a group.
  ///
  /// - Parameter forgetsOthers: Before KAFKA-14666: what the poll did not make is forgotten.
  mutating func update(_ group: GroupID, _ made: [Checkpoint], forgetsOthers: Bool) {
    let place = open(group)
    if forgetsOthers { groups[place].checkpoints = NamedPartitionTable() }
    for checkpoint in made { groups[place].checkpoints.set(checkpoint, of: checkpoint.partition) }
  }

  package func checkpoint(of group: GroupID, _ partition: NamedPartition) -> Checkpoint? {
    groups.first { $0.group == group }?.checkpoints[partition]
  }

  /// Whether the checkpoint is to be emitted: the group went back at the source, or on at the target.
  ///
  /// Source: `MirrorCheckpointTask.checkpointIsMoreRecent`.
  func isNews(_ checkpoint: Checkpoint) -> Bool {
    guard let last = self.checkpoint(of: checkpoint.group, checkpoint.partition) else {
      return true
    }
    return checkpoint.upstream < last.upstream || checkpoint.downstream > last.downstream
  }

  /// Where each group that a poll or the start has dealt with stands at the target.
  package var targetOffsets: [GroupOffsets] {
    groups.map { entry in
      GroupOffsets(
        group: entry.group,
        offsets: entry.checkpoints.entries.map { MirroredOffset($0.key, $0.value.downstream) })
    }
  }

  /// The place of a group, made if it is new.
  private mutating func open(_ group: GroupID) -> Int {
    let place = groups.firstIndex { $0.group >= group } ?? groups.count
    if place == groups.count || groups[place].group != group {
      groups.insert(Entry(group: group), at: place)
    }
    return place
  }
}
