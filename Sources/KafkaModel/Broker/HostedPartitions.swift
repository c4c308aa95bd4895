/// The replicas on this broker by dense index, with the requests that wait at each.
struct HostedPartitions: Sendable {
  struct Row: Sendable {
    var partition: Partition
    /// Fetches waiting here that list what they read.
    var fetchWaiters: [FetchPurgatory.Waiter] = []
    /// Fetch sessions that read from here, whether or not a fetch of theirs waits.
    var sessionWatches: [FetchSession.Watch] = []
    var produceWaiters: [ProducePurgatory.Waiter] = []
    private var purgesAt = 16

    init(partition: Partition) { self.partition = partition }

    /// Whether a fetch may wait here.
    var isWatched: Bool { !sessionWatches.isEmpty || !fetchWaiters.isEmpty }

    /// Adds a fetch that waits here; drops the answered ones when they have become as many as there were before.
    mutating func watch(_ waiter: FetchPurgatory.Waiter, in purgatory: FetchPurgatory) {
      if fetchWaiters.count >= purgesAt {
        fetchWaiters.removeAll { !purgatory.isOpen($0) }
        purgesAt = max(16, 2 * fetchWaiters.count)
      }
      fetchWaiters.append(waiter)
    }

    /// Adds a session that reads from here, in place of those that are over.
    mutating func watch(_ watch: FetchSession.Watch, in sessions: FetchSessionCache) {
      sessionWatches.removeAll { !sessions.isCurrent($0) }
      sessionWatches.append(watch)
    }
  }

  var rows: [Row] = []
  private var indices = PartitionTable<Int32>()

  func index(of partition: TopicPartition) -> Int? { indices[partition].map { Int($0) } }

  mutating func add(_ partition: Partition) -> Int {
    indices[partition.id] = Int32(rows.count)
    rows.append(Row(partition: partition))
    return rows.count - 1
  }

  /// The replica is gone; its row stays unused.
  mutating func remove(_ partition: TopicPartition) { indices[partition] = nil }

  var keys: [TopicPartition] { indices.keys }

  /// Rows in use, ascending by partition.
  var liveIndices: [Int] { indices.keys.compactMap { index(of: $0) } }
}
