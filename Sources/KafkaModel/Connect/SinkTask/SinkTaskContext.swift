/// What a sink task has asked of the runtime that calls it.
///
/// Source: `org.apache.kafka.connect.runtime.WorkerSinkTaskContext`.
struct SinkTaskContext: Hashable, Sendable {
  /// How long the next poll takes at most; nil for as long as it may.
  var timeout: Milliseconds?
  /// Where partitions are to be read on.
  var offsets: [SinkOffsets.Entry] = []
  /// Partitions that the task itself has paused.
  var paused: [TopicPartition] = []
  var isCommitRequested = false
}
