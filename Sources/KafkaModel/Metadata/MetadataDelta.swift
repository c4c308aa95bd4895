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

  /// What one broker has to do for its replicas (`TopicsDelta.localChanges`).
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
    changes.sort(image: image)
    return changes
  }
}
