import ClusterSimulation
import KafkaModel

/// Every partition of a plan under one dense number, by topic and partition.
struct PlaceTable: Sendable {
  /// The number of each topic's first partition, and one more for the end.
  let bases: [Int]
  /// The plan's topic by cluster and the cluster's number for it; -1 for topics that the plan does not have.
  private let topics: [[Int]]

  init(_ record: RunRecord, numbers: [TopicIndex], counts: [Int]) {
    var bases = [0]
    for count in counts { bases.append(bases[bases.count - 1] + count) }
    self.bases = bases
    topics = record.plan.clusters.indices.map { cluster in
      var row: [Int] = []
      for (topic, number) in numbers.enumerated()
      where Int(record.plan.topics[topic].cluster.raw) == cluster && number.raw >= 0 {
        while row.count <= Int(number.raw) { row.append(-1) }
        row[Int(number.raw)] = topic
      }
      return row
    }
  }

  var count: Int { bases[bases.count - 1] }

  /// A partition of the plan behind a cluster's own name for it.
  func reference(_ partition: TopicPartition, in cluster: ClusterIndex) -> PartitionRef? {
    let row = topics[Int(cluster.raw)]
    let number = Int(partition.topic.raw)
    guard row.indices.contains(number), row[number] >= 0 else { return nil }
    let reference = PartitionRef(topic: row[number], partition: partition.partition)
    return contains(reference) ? reference : nil
  }

  func contains(_ reference: PartitionRef) -> Bool {
    let first = bases[reference.topic]
    return reference.partition.raw >= 0
      && first + Int(reference.partition.raw) < bases[reference.topic + 1]
  }

  /// The partition behind a dense number.
  func partition(_ number: Int) -> PartitionRef {
    // Topics without partitions share their first number with the next one.
    let topic = (bases.lastIndex { $0 <= number }) ?? 0
    return PartitionRef(topic: topic, partition: PartitionIndex(Int32(number - bases[topic])))
  }

  subscript(_ reference: PartitionRef) -> Int {
    bases[reference.topic] + Int(reference.partition.raw)
  }
}
