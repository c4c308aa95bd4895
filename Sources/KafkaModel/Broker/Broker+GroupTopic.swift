/// `__consumer_offsets`: finding it, creating it, leading its partitions.
extension Broker {
  /// `Topic.GROUP_METADATA_TOPIC_NAME`
  package static let offsetsTopicName = "__consumer_offsets"

  /// Names the leader of the group's partition as this broker knows it, however dead (`KafkaApis.getCoordinator`).
  mutating func findCoordinator(
    _ request: FindCoordinatorRequest, now: Milliseconds, into effects: inout [BrokerEffect]
  ) -> FindCoordinatorResponse {
    guard let topic = offsetsTopic else {
      createOffsetsTopic(now: now, into: &effects)
      return FindCoordinatorResponse(error: .coordinatorNotAvailable)
    }
    let key = TopicPartition(topic, groups.partition(of: request.group))
    guard let leader = metadata.image.partitions[key]?.leader,
      let broker = metadata.image.broker(leader), !broker.isFenced
    else { return FindCoordinatorResponse(error: .coordinatorNotAvailable) }
    return FindCoordinatorResponse(error: .none, coordinator: leader)
  }

  /// What an administrator's search for a coordinator leaves behind where no group has met yet.
  package mutating func makeOffsetsTopic(
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    if state == .running, offsetsTopic == nil { createOffsetsTopic(now: now, into: &effects) }
  }

  /// Asks the controller, unless it has been asked and not answered (`AutoTopicCreationManager`).
  private mutating func createOffsetsTopic(
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !forwarded.asks(forTopic: Self.offsetsTopicName) else { return }
    var configs = settings.topicDefaults
    configs.segmentBytes = 104_857_600
    let topic = CreatableTopic(
      name: Self.offsetsTopicName, partitions: settings.offsetsTopicPartitions,
      replicationFactor: settings.offsetsTopicReplicationFactor, assignment: nil,
      configs: configs)
    forward(.createTopics([topic]), from: .missingTopics, now: now, into: &effects)
  }

  /// A change of the metadata has been taken over into the replicas; now the coordinator learns of its part
  /// (`BrokerMetadataPublisher`).
  mutating func takeGroupPartitions(
    _ changes: LocalReplicaChanges, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    if offsetsTopic == nil || metadata.image.topic(offsetsTopic ?? TopicIndex(-1)) == nil {
      findOffsetsTopic()
    }
    guard let topic = offsetsTopic else { return }
    for key in changes.deleted where key.topic == topic {
      groups.resigned(key.partition, into: &groupEffects)
    }
    for key in changes.leaders where key.topic == topic {
      guard groups.elected(key.partition), let row = hosted.index(of: key) else { continue }
      let batches = hosted.rows[row].partition.log.batches
      if batches.isEmpty {
        groups.loaded(key.partition, records: [], now: now, into: &groupEffects)
      } else {
        effects.append(.readGroupLog(key, batches.map(\.content)))
      }
    }
    for key in changes.followers where key.topic == topic {
      groups.resigned(key.partition, into: &groupEffects)
    }
  }

  private mutating func findOffsetsTopic() {
    let index = metadata.image.topics.firstIndex { $0?.name == Self.offsetsTopicName }
    offsetsTopic = index.map { TopicIndex(Int32($0)) }
    guard let index else { return }
    groups.setPartitionCount(Int32(metadata.image.partitions.topics[index].count))
  }
}
