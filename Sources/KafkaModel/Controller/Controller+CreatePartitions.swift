/// More partitions for topics that exist (`ReplicationControlManager.createPartitions`).
extension Controller {
  /// Raises topics to their totals; each topic succeeds or fails for itself.
  mutating func createPartitions(
    _ topics: [CreatePartitionsTopic], _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    for topic in topics {
      switch added(to: topic) {
      case .success(let added): records += added
      case .failure(let refusal):
        errors.append(refusal.error)
        continue
      }
      errors.append(.none)
    }
    write(records, answering: token, .createPartitions(errors), now: now, &effects)
  }

  private mutating func added(
    to topic: CreatePartitionsTopic
  ) -> Result<[MetadataRecord], Refusal> {
    guard let index = self.index(of: topic.topic), let known = image.topic(index),
      let first = image.partitions[TopicPartition(index, PartitionIndex(0))]
    else { return .failure(Refusal(error: .unknownTopicOrPartition)) }
    let present = image.partitions.topics[Int(index.raw)].count
    let additional = Int(topic.total) - present
    guard additional > 0 else { return .failure(Refusal(error: .invalidPartitions)) }
    let placed: [[NodeID]]
    let refusal: ErrorCode
    if let manual = topic.assignment {
      refusal = .invalidReplicaAssignment
      guard manual.count == additional,
        manual.allSatisfy({ isValidAssignment($0, like: first.replicas) })
      else { return .failure(Refusal(error: refusal)) }
      placed = manual
    } else {
      refusal = .invalidReplicationFactor
      // The stripes begin anew, wherever the topic's earlier partitions ended.
      guard
        let drawn = place(
          known.name, after: present, partitions: additional,
          replicationFactor: first.replicas.count)
      else { return .failure(Refusal(error: refusal)) }
      placed = drawn
    }
    guard let registrations = registrations(placed) else {
      return .failure(Refusal(error: refusal))
    }
    return .success(
      registrations.enumerated().map { place, registration in
        let partition = PartitionIndex(Int32(present + place))
        return .partition(TopicPartition(index, partition), registration)
      })
  }
}
