/// A record that a checkpoint or heartbeat task makes, as its poll hands it to Connect.
struct OwnRecord: Hashable, Sendable {
  /// The target's topic and partition.
  var topic: String
  var partition: PartitionIndex
  var record: ConnectRecord
  /// What Connect stores the record's source offset under, and its number in the task.
  var source: OwnSourcePartition
  var sourcePartition: SourcePartition
  /// Always 0 (`MirrorUtils.wrapOffset(0)`): a task that starts again does not read it.
  var sourceOffset = Offset.zero
}

/// How one of the calls of a checkpoint or heartbeat task ended.
enum OwnRecordNotice: Hashable, Sendable {
  case started
  case polled([OwnRecord])
  case stopped
}
