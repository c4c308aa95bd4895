/// Topics that are made because a client names them.
extension Broker {
  /// Asks the controller for the topics that the client names and this broker does not know, unless it has been asked
  /// and not answered; the client finds them with one of its next requests.
  ///
  /// Source: `KafkaApis.getTopicMetadata`, `AutoTopicCreationManager.createTopics`: with `num.partitions` and
  /// `default.replication.factor` of this broker; where the topic is there by then, or cannot be made, nothing comes of it.
  mutating func createMissingTopics(
    of request: MetadataRequest, for connection: ServerConnection, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    guard request.createsTopics, settings.automaticTopics else { return }
    var topics: [CreatableTopic] = []
    for name in request.names
    where metadata.image.topic(named: name) == nil && !forwarded.asks(forTopic: name) {
      var topic = CreatableTopic(
        name: name, partitions: settings.numPartitions,
        replicationFactor: settings.defaultReplicationFactor, overriding: [])
      topic.isForClient = true
      topics.append(topic)
      effects.append(.asksForTopic(name, for: connection))
    }
    guard !topics.isEmpty else { return }
    forward(.createTopics(topics), from: .missingTopics, now: now, into: &effects)
  }
}
