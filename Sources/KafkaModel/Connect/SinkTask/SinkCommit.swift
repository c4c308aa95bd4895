/// A commit of a sink task's offsets while its thread is in it (`WorkerSinkTask.commitOffsets`).
struct SinkCommit: Hashable, Sendable {
  let purpose: Purpose
  /// Of all that was asked for, what the task has taken.
  let current: SinkOffsets
  /// What is known to be committed of these.
  let last: SinkOffsets
  /// What goes to the coordinator, once the task has said.
  var committable = SinkOffsets()
  /// A WakeupException ended an attempt: it is thrown when a later one has returned.
  var wasWokenUp = false

  enum Purpose: Hashable, Sendable {
    /// The loop's own, in the pass that began then.
    case periodic(Milliseconds)
    /// Inside of the consumer's poll, before partitions go.
    case revocation([TopicPartition])
    /// After the loop.
    case end(TaskFailure?)

    /// Partitions are closed with it, and the thread waits.
    var isClosing: Bool {
      switch self {
      case .periodic: false
      case .revocation, .end: true
      }
    }
  }
}
