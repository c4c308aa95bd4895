/// The replicas on this broker by dense index, with the requests that wait at each.
struct HostedPartitions: Sendable {
  struct Row: Sendable {
    var partition: Partition
    var fetchWaiters: [FetchPurgatory.Waiter] = []
    var produceWaiters: [ProducePurgatory.Waiter] = []
    private var purgesAt = 16

    init(partition: Partition) { self.partition = partition }

    /// Adds a fetch that waits here; drops the answered ones when they have become as many as there were before.
    mutating func watch(_ waiter: FetchPurgatory.Waiter, in purgatory: FetchPurgatory) {
      if fetchWaiters.count >= purgesAt {
        var kept = 0
        for index in fetchWaiters.indices where purgatory.isOpen(fetchWaiters[index]) {
          fetchWaiters[kept] = fetchWaiters[index]
          kept += 1
        }
        fetchWaiters.shorten(to: kept)
        purgesAt = max(16, 2 * kept)
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
