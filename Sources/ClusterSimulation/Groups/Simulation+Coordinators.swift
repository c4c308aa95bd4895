import KafkaModel
import SimulationKernel

/// What the estate's coordinators know of the plan's groups, read without asking.
extension Simulation {
  /// The broker that leads the group's partition of `__consumer_offsets`, loaded or not.
  func coordinator(of group: Int) -> Int? {
    guard let id = plan.groups[group].id else { return nil }
    let cluster = plan.groups[group].cluster
    let image = controllers[Int(cluster.raw)].machine.image
    guard let topic = topic(named: "__consumer_offsets", in: cluster),
      Int(topic.raw) < image.partitions.topics.count
    else { return nil }
    let count = Int32(image.partitions.topics[Int(topic.raw)].count)
    let partition = id.offsetsPartition(of: count)
    return image.partitions[TopicPartition(topic, partition)]?.leader.map {
      broker($0, of: cluster)
    }
  }

  /// What the coordinator has of the partition; nil while nobody coordinates.
  func committed(_ partition: TopicPartition, of group: Int) -> OffsetAndEpoch? {
    coordinator(of: group).flatMap { committed(partition, of: group, at: $0) }
  }

  func committed(
    _ partition: TopicPartition, of group: Int, at coordinator: Int
  ) -> OffsetAndEpoch? {
    plan.groups[group].id.flatMap {
      brokers[coordinator].machine.committedOffset(of: $0, partition)?.position
    }
  }

  /// The coordinator calls the group STABLE, has its running members and no others, and each has been told its part.
  func isStable(_ group: Int) -> Bool {
    guard let id = plan.groups[group].id, let broker = coordinator(of: group),
      let count = brokers[broker].machine.stableMembers(of: id)
    else { return false }
    let running = groups[group].members.filter {
      processStates[Int(members[$0].process.raw)] == .running
    }
    return running.count == count && running.allSatisfy { members[$0].machine.isStableMember }
  }

  /// Enters a commit that a coordinator has stored, unless its member repeats itself.
  mutating func commitsStored(
    _ offsets: [PartitionOffset], of id: GroupID, in cluster: ClusterIndex, by member: MemberID
  ) {
    drill.mayHaveChanged = true
    guard let group = group(of: id, in: cluster) else { return }
    let step = member == .unknown ? stepThatSet(offsets, of: group) : nil
    for offset in offsets {
      // Most of what a commit says has been said by the one before. By number: a whole commit would be copied.
      if let last = groups[group].lastCommits[offset.partition],
        groups[group].commits[last].offset.offset.raw == offset.position.offset.raw,
        groups[group].commits[last].offset.leaderEpoch.raw == offset.position.leaderEpoch.raw,
        groups[group].commits[last].member == member
      {
        continue
      }
      groups[group].lastCommits[offset.partition] = groups[group].commits.count
      groups[group].commits.append(
        GroupRecord.StoredCommit(
          at: now, partition: offset.partition, offset: offset.position, member: member, step: step)
      )
    }
  }

  /// The plan's group with this id at the cluster: coordinators of two clusters know groups of the same name.
  func group(of id: GroupID, in cluster: ClusterIndex) -> Int? {
    let places = groupPlaces[Int(cluster.raw)]
    guard Int(id.index) < places.count else { return nil }
    return places[Int(id.index)]
  }

  /// The group's committed offsets have reached the ends of everything that its members read.
  func isCaughtUp(_ group: Int) -> Bool {
    let cluster = plan.groups[group].cluster
    guard let coordinator = coordinator(of: group) else { return false }
    let partitions = partitionsRead(by: group)
    return !partitions.isEmpty
      && partitions.allSatisfy { partition in
        guard let log = leadersLog(of: partition, in: cluster),
          let committed = committed(partition, of: group, at: coordinator)
        else { return false }
        return committed.offset >= log.highWatermark
      }
  }

  /// The partitions of the topics that the group's members ask for, as far as there are such topics.
  func partitionsRead(by group: Int) -> [TopicPartition] {
    let cluster = plan.groups[group].cluster
    let image = controllers[Int(cluster.raw)].machine.image
    var topics: [TopicIndex] = []
    var partitions: [TopicPartition] = []
    for subscription in groups[group].subscriptions {
      switch subscription {
      case .topics(let names):
        for name in names {
          guard let topic = topic(named: name, in: cluster), !topics.contains(topic) else {
            continue
          }
          topics.append(topic)
        }
      case .pattern(let pattern):
        for (index, topic) in image.topics.enumerated() {
          let number = TopicIndex(Int32(index))
          guard let topic, pattern.matches(topic.name), !topics.contains(number) else { continue }
          topics.append(number)
        }
      case .assigned(let named, _):
        for name in named {
          guard let topic = topic(named: name.topic, in: cluster) else { continue }
          let partition = TopicPartition(topic, name.partition)
          if !partitions.contains(partition) { partitions.append(partition) }
        }
      }
    }
    topics.sort()
    for topic in topics where Int(topic.raw) < image.partitions.topics.count {
      for partition in image.partitions.topics[Int(topic.raw)].indices {
        let partition = TopicPartition(topic, PartitionIndex(Int32(partition)))
        if !partitions.contains(partition) { partitions.append(partition) }
      }
    }
    return partitions
  }

  /// The log of the partition's leader, while the leader's process is there to answer.
  func leadersLog(of partition: TopicPartition, in cluster: ClusterIndex) -> ReplicaLog? {
    guard let leader = controllers[Int(cluster.raw)].machine.image.partitions[partition]?.leader
    else { return nil }
    let broker = broker(leader, of: cluster)
    guard processStates[Int(brokers[broker].process.raw)] != .dead else { return nil }
    return brokers[broker].machine.replica(of: partition)?.log
  }
}
