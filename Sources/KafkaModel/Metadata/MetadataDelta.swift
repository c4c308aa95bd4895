/// What a run of metadata records changed, against the image before them (`org.apache.kafka.image.MetadataDelta`).
package struct MetadataDelta: Sendable {
  /// Changed partitions in the order of their first change, with what they were before (nil: new).
  package private(set) var partitions: [(key: TopicPartition, before: PartitionRegistration?)] = []
  package private(set) var brokers: [NodeID] = []
  /// Topics that are new or whose settings changed.
  package private(set) var topics: [TopicIndex] = []
  package private(set) var removedTopics: [TopicIndex] = []
  private var seen = PartitionTable<Bool>()

  package init() {}

  package var isEmpty: Bool {
    partitions.isEmpty && brokers.isEmpty && topics.isEmpty && removedTopics.isEmpty
  }

  mutating func touched(_ key: TopicPartition, before: PartitionRegistration?) {
    guard seen[key] == nil else { return }
    seen[key] = true
    partitions.append((key, before))
  }

  mutating func touched(broker: NodeID) {
    if !brokers.contains(broker) { brokers.append(broker) }
  }

  mutating func touched(settingsOf topic: TopicIndex) {
    if topics.last != topic, !topics.contains(topic) { topics.append(topic) }
  }

  mutating func removed(_ topic: TopicIndex) {
    removedTopics.append(topic)
  }

  /// What one broker has to do for its replicas, ascending (`TopicDelta.localChanges`).
  package func localChanges(for node: NodeID, image: MetadataImage) -> LocalReplicaChanges {
    var changes = LocalReplicaChanges()
    for (key, before) in partitions {
      guard let now = image.partitions[key], now.replicas.contains(node) else {
        if let before, before.replicas.contains(node) { changes.deleted.append(key) }
        continue
      }
      if let before, before.partitionEpoch == now.partitionEpoch { continue }
      if now.leader == node {
        changes.leaders.append(key)
      } else {
        changes.followers.append(key)
      }
    }
    changes.deleted.sort()
    changes.leaders.sort()
    changes.followers.sort()
    return changes
  }
}

/// A broker's own part of a metadata change.
package struct LocalReplicaChanges: Hashable, Sendable {
  /// Replicas to drop.
  package var deleted: [TopicPartition] = []
  /// Partitions the broker leads now (newly, or with another ISR or epoch).
  package var leaders: [TopicPartition] = []
  /// Partitions the broker follows now; the leader may be missing.
  package var followers: [TopicPartition] = []

  package var isEmpty: Bool { deleted.isEmpty && leaders.isEmpty && followers.isEmpty }

  package init() {}
}
