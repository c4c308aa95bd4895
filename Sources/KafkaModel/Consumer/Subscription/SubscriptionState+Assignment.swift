extension SubscriptionState {
  /// `subscribe(topics)`; true if the topics are others than before.
  package mutating func subscribe(_ names: [String]) -> Bool {
    subscription = .topics
    return changeTopics(names)
  }

  package mutating func subscribe(_ pattern: TopicPattern) { subscription = .pattern(pattern) }

  /// The topics that a pattern matches now; true if they changed.
  package mutating func subscribeFromPattern(_ names: [String]) -> Bool { changeTopics(names) }

  private mutating func changeTopics(_ names: [String]) -> Bool {
    let sorted = names.sorted()
    defer { topics = sorted }
    return topics != sorted
  }

  /// The group's topics as its leader knows them; true if it must ask for metadata of new ones.
  package mutating func groupSubscribe(_ names: [String]) -> Bool {
    groupTopics = names.sorted()
    return !groupTopics.allSatisfy(topics.contains)
  }

  package mutating func resetGroupSubscription() { groupTopics.removeAll() }

  package mutating func unsubscribe() {
    subscription = .none
    topics.removeAll()
    groupTopics.removeAll()
    setSlots([])
  }

  /// `assign(partitions)`: those whose topics are known so far, and the names of all topics; true if the topics
  /// are others than before.
  package mutating func assignFromUser(
    _ partitions: [TopicPartition], topics names: [String]
  ) -> Bool {
    subscription = .assigned
    let sorted = partitions.sorted()
    if sorted != assignedPartitions { setSlots(sorted) }
    return changeTopics(names)
  }

  /// The group gave these partitions: kept ones keep their states, new ones begin without a position.
  package mutating func assignFromSubscribed(_ partitions: [TopicPartition]) {
    setSlots(partitions.sorted())
  }

  package mutating func markPendingRevocation(_ partitions: [TopicPartition]) {
    for partition in partitions { update(partition) { $0.isPendingRevocation = true } }
  }

  private mutating func setSlots(_ partitions: [TopicPartition]) {
    assignmentID &+= 1
    slots = partitions.map { partition in
      Slot(partition: partition, state: self[partition] ?? PartitionState())
    }
    rotation = partitions
  }

  /// Every assigned partition with a position (`allConsumed`): what a commit without arguments commits.
  package var allConsumed: [PartitionOffset] {
    var consumed: [PartitionOffset] = []
    consumed.reserveCapacity(slots.count)
    for slot in slots.indices {
      guard let position = slots[slot].state.validPosition else { continue }
      consumed.append(PartitionOffset(slots[slot].partition, position.committable))
    }
    return consumed
  }

  /// Partitions that need the group's committed offset.
  package func initializing() -> [TopicPartition] {
    slots.compactMap { slot in
      if case .initializing = slot.state.fetch { slot.partition } else { nil }
    }
  }
}
