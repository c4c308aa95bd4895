/// A record that a task makes and does not copy, as its poll hands it to Connect.
struct OwnRecord: Hashable, Sendable {
  /// The target's topic and partition; without one the producer's partitioner chooses it.
  var topic: String
  var partition: PartitionIndex?
  var record: ConnectRecord
  /// What Connect stores the record's source offset under, and its number in the task.
  var source: OwnSourcePartition
  var sourcePartition: SourcePartition
  /// Of a mirror's own records always 0 (`MirrorUtils.wrapOffset(0)`): a task that starts again does not read it.
  var sourceOffset = Offset.zero
}
