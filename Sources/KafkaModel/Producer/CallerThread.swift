/// What the one thread that calls `send`, `flush` and `close` is doing.
enum CallerThread: Hashable, Sendable {
  case idle
  /// In `waitOnMetadata` since `since`; looks again when more than `answers` have come.
  case awaitingMetadata(PendingRecord, since: Milliseconds, answers: Int32)
  /// In `BufferPool.allocate` until `deadline`.
  case awaitingMemory(
    PendingRecord, bytes: Int, since: Milliseconds, deadline: Milliseconds)
  /// In `flush`, for so many batches.
  case flushing(batches: Int)

  /// A record whose `send` has not returned.
  struct PendingRecord: Hashable, Sendable {
    var number: Int32
    var topic: TopicIndex
    var explicit: PartitionIndex?
    var key: RecordKey
    var shape: RecordShape
    var start: Milliseconds
    /// Answered by the partitioner already; nil leaves it to the accumulator.
    var chosen: PartitionIndex?
  }

  /// When the thread gives up, `.max` if it does not wait with a limit.
  func deadline(maxBlock: Milliseconds) -> Milliseconds {
    switch self {
    case .idle, .flushing: .max
    case .awaitingMetadata(_, let since, _): since + maxBlock
    case .awaitingMemory(_, _, _, let deadline): deadline
    }
  }
}
