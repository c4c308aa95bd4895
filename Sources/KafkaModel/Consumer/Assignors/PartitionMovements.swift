/// Which partitions have moved between which members in one balancing.
///
/// A partition does not go from A to B if another of its topic went from B to A: that one goes back instead.
///
/// Source: `AbstractStickyAssignor.PartitionMovements`.
struct PartitionMovements {
  /// The movement of each partition that is elsewhere than it began.
  private var pairs: [Int: Pair] = [:]
  private var partitions: [Pair: JavaHashOrder] = [:]

  private struct Pair: Hashable {
    var topic: Int
    var source: Int
    var target: Int
  }

  /// The partition that has to move for this one to keep to the rule.
  func partitionToMove(inPlaceOf partition: Int, topic: Int, from: Int, to: Int) -> Int {
    let source = pairs[partition]?.source ?? from
    let reverse = Pair(topic: topic, source: to, target: source)
    return partitions[reverse]?.first ?? partition
  }

  mutating func record(_ partition: Int, topic: Int, hash: Int32, from: Int, to: Int) {
    var pair = Pair(topic: topic, source: from, target: to)
    if let earlier = pairs.removeValue(forKey: partition) {
      partitions[earlier]?.remove(partition)
      if partitions[earlier]?.isEmpty == true { partitions[earlier] = nil }
      // Back where it came from: it has not moved.
      if earlier.source == to { return }
      pair.source = earlier.source
    }
    pairs[partition] = pair
    partitions[pair, default: JavaHashOrder()].insert(partition, hash: hash)
  }
}

extension NamedPartition {
  /// `org.apache.kafka.common.TopicPartition.hashCode`
  static func javaHash(topic: String, partition: Int32) -> Int32 {
    (31 &+ partition) &* 31 &+ topic.javaHash
  }
}
