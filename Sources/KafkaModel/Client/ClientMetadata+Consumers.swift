extension ClientMetadata {
  /// The number of a topic that the cluster has told of.
  package func topic(named name: String) -> TopicIndex? {
    names.firstIndex { $0 == name }.map { TopicIndex(Int32($0)) }
  }

  /// The topic's name, for a topic that was asked for.
  package func name(of topic: TopicIndex) -> String? {
    let index = Int(topic.raw)
    return index >= 0 && index < names.count ? names[index] : nil
  }

  /// The topic's partitions; nil while its metadata is not there.
  package func partitionCount(of topic: TopicIndex) -> Int? {
    self.topic(topic)?.partitions.count
  }

  /// The topics that the metadata holds, ascending.
  package var knownTopics: [TopicIndex] {
    topics.indices.filter { topics[$0] != nil }.map { TopicIndex(Int32($0)) }
  }

  /// The leader, unless a newer epoch than its own has been seen (`currentLeader`).
  package func currentLeader(of partition: TopicPartition) -> Partition {
    let seen = lastSeenEpochs[partition]
    guard let known = leader(of: partition), seen == nil || known.epoch == seen else {
      return Partition(leader: nil, epoch: seen ?? .none)
    }
    return known
  }

  /// An epoch that came with an offset: older leaders are not believed any more
  /// (`updateLastSeenEpochIfNewer`).
  package mutating func sawEpoch(_ epoch: LeaderEpoch, of partition: TopicPartition) {
    guard let seen = lastSeenEpochs[partition], epoch > seen else { return }
    lastSeenEpochs[partition] = epoch
    forgetTaken(partition.topic)
    needsFull = true
  }
}
