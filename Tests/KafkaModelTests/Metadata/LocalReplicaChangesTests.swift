import KafkaModel
import Testing

/// Orders in which `java.util.HashMap` of OpenJDK 17 walked these partitions, filled as `TopicsDelta.localChanges` fills it.
@Suite("Leaderships that come at once")
struct LocalReplicaChangesTests {
  @Test(arguments: [
    ([("orders", 3)], "orders-0 orders-1 orders-2"),
    (
      [("orders", 12)],
      """
      orders-7 orders-8 orders-9 orders-10 orders-11 orders-0 orders-1 orders-2 orders-3 orders-4 \
      orders-5 orders-6
      """
    ),
    (
      [
        ("acks1", 1), ("acksall", 1), ("acksall-retry100", 1), ("acksall-retry100-reconnect100", 1),
      ],
      "acksall-retry100-0 acks1-0 acksall-0 acksall-retry100-reconnect100-0"
    ),
    (
      [("orders", 3), ("payments", 2), ("__consumer_offsets", 5)],
      """
      __consumer_offsets-0 payments-0 payments-1 orders-0 orders-1 orders-2 __consumer_offsets-3 \
      __consumer_offsets-4 __consumer_offsets-1 __consumer_offsets-2
      """
    ),
    ([("a", 1), ("b", 11)], "b-3 b-2 a-0 b-1 b-0 b-10 b-9 b-8 b-7 b-6 b-5 b-4"),
    ([("a", 1), ("b", 13)], "b-3 b-2 a-0 b-1 b-0 b-12 b-11 b-10 b-9 b-8 b-7 b-6 b-5 b-4"),
  ])
  func `are taken in the order of Java's hash map`(topics: [(String, Int)], order: String) {
    let broker = NodeID(1)
    var image = MetadataImage()
    var records: [MetadataRecord] = []
    for (index, (name, count)) in topics.enumerated() {
      let topic = TopicIndex(Int32(index))
      records.append(.topic(topic, name: name, settings: TopicSettings()))
      for partition in 0..<Int32(count) {
        records.append(
          .partition(
            TopicPartition(topic, PartitionIndex(partition)),
            PartitionRegistration(
              replicas: [broker], isr: [broker], leader: broker, leaderEpoch: LeaderEpoch(0),
              partitionEpoch: PartitionEpoch(0))))
      }
    }

    let taken = image.apply(records[...]).localChanges(for: broker, image: image).leaders

    let names = taken.map { "\(topics[Int($0.topic.raw)].0)-\($0.partition.raw)" }
    #expect(names.joined(separator: " ") == order)
  }
}
