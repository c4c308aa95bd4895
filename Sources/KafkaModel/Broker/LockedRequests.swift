/// Requests that met a partition while its leadership was being written to disk.
///
/// `Partition.makeLeader` holds the write side of `leaderIsrUpdateLock` while the new epoch is synced to
/// `leader-epoch-checkpoint`; whoever reads, appends or asks for offsets waits for the read side. A request goes through
/// its partitions one after another, so what it found at those before is decided when it waits.
struct LockedRequests: Sendable {
  struct Waiting: Sendable {
    var connection: ServerConnection
    var correlation: Int32
    var work: Work
  }

  /// How far a request has come.
  enum Work: Sendable {
    case fetch(FetchInHand)
    case produce(ProduceInHand)
    /// Begins when the lock is free: questions for offsets, which are a partition's own matter.
    case whole(Request)
  }

  /// The partition that is locked; nil while none is.
  var partition: TopicPartition?
  private var waiting: [Waiting] = []

  mutating func wait(_ work: Work, _ correlation: Int32, on connection: ServerConnection) {
    waiting.append(Waiting(connection: connection, correlation: correlation, work: work))
  }

  /// The partition's epoch is on disk: the requests that waited, in the order they came.
  mutating func release() -> [Waiting] {
    partition = nil
    let released = waiting
    waiting = []
    return released
  }
}

/// A fetch between two of its partitions.
struct FetchInHand: Sendable {
  var reader: FetchReader
  var maxWait: Milliseconds
  var partitions: Few<FetchPartition>
  var context: FetchContext
  /// What was refused before the lock, by the place in `partitions`, ascending.
  var refused: [Refusal] = []
  /// The partition it goes on with.
  var next = 0

  struct Refusal: Sendable {
    var entry: Int
    var error: ErrorCode
  }
}

/// A produce request between two of its partitions.
struct ProduceInHand: Sendable {
  var request: Shared<ProduceRequest>
  var answers = Few<ProducePartitionResponse>.none
  /// Where the high watermark must come to for each answer; .none where nothing is waited for.
  var required: [Offset] = []
}
