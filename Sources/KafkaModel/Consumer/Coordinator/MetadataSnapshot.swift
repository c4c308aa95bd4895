/// What a group's leader compares: the partitions of the group's topics at one version of its metadata.
///
/// Source: `ConsumerCoordinator.MetadataSnapshot`.
struct MetadataSnapshot: Hashable, Sendable {
  var version: Int32
  var topics: [Topic] = []

  struct Topic: Hashable, Sendable {
    var name: String
    /// A topic that was deleted and created again is another one: the group joins anew, which Kafka's leaves to chance.
    var topic: TopicIndex
    var partitions: Int
  }

  /// Nothing is known yet.
  init() { version = 0 }

  init(_ names: [String], in metadata: ClientMetadata) {
    version = metadata.version
    for name in names.sorted() {
      guard let topic = metadata.topic(named: name),
        let count = metadata.partitionCount(of: topic)
      else { continue }
      topics.append(Topic(name: name, topic: topic, partitions: count))
    }
  }

  func matches(_ other: MetadataSnapshot) -> Bool {
    version == other.version || topics == other.topics
  }
}

extension SubscriptionState {
  /// The consumer's own topics and, at the leader, those of the group (`metadataTopics`).
  var metadataTopics: [String] {
    topics + groupTopics.filter { !topics.contains($0) }
  }
}

extension ConsumerNetwork {
  /// A refresh of the metadata is wanted or due (`ensureFreshMetadata` would wait).
  mutating func isMetadataStale(now: Milliseconds) -> Bool {
    var metadata = metadata
    return metadata.isUpdateRequested
      || metadata.timeToNextUpdate(now: now, jitter: &client.draws.metadataJitter) == .zero
  }

  /// The spacing of refreshes allows one now (`timeToAllowUpdate`).
  mutating func isMetadataUpdateAllowed(now: Milliseconds) -> Bool {
    var asked = metadata
    asked.requestUpdate()
    return asked.timeToNextUpdate(now: now, jitter: &client.draws.metadataJitter) == .zero
  }
}
