/// The queue lengths of one topic as a sender pass collects them, with Kafka's own slip kept.
///
/// Feed it every partition that has a queue object, ascending: `visit`, then `hasQueued` if the queue
/// holds a batch and the leader is known. Use only when each partition of the topic has a queue.
/// An excluded partition gives its slot to the next one but leaves its length there; if that next
/// queue is empty, the length is inherited.
///
/// Source: `RecordAccumulator.partitionReady`.
package struct PartitionLoads: Hashable, Sendable {
  package private(set) var queueSizes: [Int32]
  package private(set) var partitions: [PartitionIndex]
  /// How many leading entries count.
  package private(set) var length = 0
  /// `partitions` are all partitions in order.
  private var areAll = false
  /// Where `queueSizes` may be other than 0.
  private var queued = 0..<0

  /// Starts a collection over this many queues, leaderless ones included.
  package init(queueCount: Int) {
    queueSizes = Array(repeating: 0, count: queueCount)
    partitions = Array(repeating: PartitionIndex(0), count: queueCount)
  }

  /// Lengths already collected; only the first `length` entries count.
  package init(queueSizes: [Int32], partitions: [PartitionIndex], length: Int) {
    precondition(queueSizes.count == partitions.count && length <= queueSizes.count)
    self.queueSizes = queueSizes
    self.partitions = partitions
    self.length = length
    queued = queueSizes.indices
  }

  /// The next partition whose leader is known.
  package mutating func visit(_ partition: PartitionIndex) {
    partitions[length] = partition
    areAll = false
    length += 1
  }

  /// The partition just visited holds batches; `excluded` by `partitioner.availability.timeout.ms`.
  package mutating func hasQueued(_ batches: Int32, excluded: Bool) {
    hasQueued(batches, at: length - 1)
    if excluded { length -= 1 }
  }

  /// In place of a `visit` of each partition, where all have leaders; lengths then come by partition.
  mutating func visitAll() {
    length = partitions.count
    if areAll { return }
    for place in partitions.indices { partitions[place] = PartitionIndex(Int32(place)) }
    areAll = true
  }

  /// As `hasQueued`, for a partition of those that `visitAll` visited.
  mutating func hasQueued(_ batches: Int32, at place: Int) {
    queueSizes[place] = batches
    queued =
      queued.isEmpty
      ? place..<place + 1
      : min(queued.lowerBound, place)..<max(queued.upperBound, place + 1)
  }

  /// Clears for the next pass and keeps the storage.
  package mutating func reset(queueCount: Int) {
    length = 0
    guard queueSizes.count == queueCount else {
      self = PartitionLoads(queueCount: queueCount)
      return
    }
    for index in queued { queueSizes[index] = 0 }
    queued = 0..<0
  }
}
