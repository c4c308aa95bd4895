/// Values by topic and partition in two dense levels: a dictionary without hash order.
@usableFromInline package struct PartitionTable<Value> {
  @usableFromInline package internal(set) var topics: [[Value?]] = []

  package init() {}

  package subscript(_ key: TopicPartition) -> Value? {
    @inlinable get {
      let (topic, partition) = (Int(key.topic.raw), Int(key.partition.raw))
      guard topic < topics.count, partition < topics[topic].count else { return nil }
      return topics[topic][partition]
    }
    @inlinable _modify {
      let (topic, partition) = (Int(key.topic.raw), Int(key.partition.raw))
      while topics.count <= topic { topics.append([]) }
      while topics[topic].count <= partition { topics[topic].append(nil) }
      yield &topics[topic][partition]
    }
  }

  /// Calls `body` for every value, in ascending order of topic and partition.
  package func forEach(_ body: (TopicPartition, Value) -> Void) {
    for topic in topics.indices {
      for partition in topics[topic].indices {
        guard let value = topics[topic][partition] else { continue }
        body(TopicPartition(TopicIndex(Int32(topic)), PartitionIndex(Int32(partition))), value)
      }
    }
  }

  /// The keys that have a value, ascending.
  package var keys: [TopicPartition] {
    var keys: [TopicPartition] = []
    forEach { key, _ in keys.append(key) }
    return keys
  }
}

extension PartitionTable: Sendable where Value: Sendable {}
