/// The partitions of a topic as a client's cached metadata shows them.
package struct PartitionCandidates: Hashable, Sendable {
  /// How many partitions the topic has, leaderless ones included; never 0.
  package let count: Int32
  /// The partitions with a leader that is in the node list (`Cluster.availablePartitionsForTopic`).
  ///
  /// Kafka's order is that of a hash map; drills use ascending order, recorded runs give the real one.
  package var available: [PartitionIndex] { didSet { areAll = available.count == Int(count) } }
  /// Every partition is available: told without looking at the list.
  package private(set) var areAll: Bool

  package init(count: Int32, available: [PartitionIndex]) {
    self.count = count
    self.available = available
    areAll = available.count == Int(count)
  }

  /// Takes a draw as an index into the available partitions, or into all if none is available.
  package func pick(_ draw: Int32) -> PartitionIndex {
    available.isEmpty
      ? PartitionIndex(draw % count) : available[Int(draw % Int32(available.count))]
  }
}
