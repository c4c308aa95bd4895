/// The replicas on this broker by dense index, with the requests that wait at each.
struct HostedPartitions: Sendable {
  struct Row: Sendable {
    var partition: Partition
    var fetchWaiters: [FetchPurgatory.Waiter] = []
    var produceWaiters: [ProducePurgatory.Waiter] = []

    /// Adds a fetch that waits here, in place of the closed one that had its slot in the purgatory before.
    mutating func watch(_ waiter: FetchPurgatory.Waiter) {
      for index in fetchWaiters.indices where fetchWaiters[index].slot == waiter.slot {
        for later in index + 1..<fetchWaiters.count {
          fetchWaiters[later - 1] = fetchWaiters[later]
        }
        fetchWaiters[fetchWaiters.count - 1] = waiter
        return
      }
      fetchWaiters.append(waiter)
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
