/// Creation of topics and changes of their settings.
extension Controller {
  /// Creates topics in order; each takes the next `TopicIndex` (`ReplicationControlManager.createTopics`).
  mutating func createTopics(
    _ topics: [CreatableTopic], _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    var next = nextTopic
    for (index, topic) in topics.enumerated() {
      var error = nameError(topic.name, earlier: topics[..<index])
      if error == .none {
        switch place(topic) {
        case .success(let partitions):
          let settings =
            switch topic.configs {
            case .effective(let whole): whole
            case .overriding(let changes):
              self.settings.topicDefaults.applying(changes, defaults: self.settings.topicDefaults)
            }
          let number = takeAwaited(topic.name) ?? next
          records.append(.topic(number, name: topic.name, settings: settings))
          for (partition, registration) in partitions.enumerated() {
            let key = TopicPartition(number, PartitionIndex(Int32(partition)))
            records.append(.partition(key, registration))
          }
          if number == next { next.raw += 1 }
          if topic.isForClient { effects.append(.journal(.topicMadeForClient(number))) }
        case .failure(let refusal):
          error = refusal.error
        }
      }
      errors.append(error)
    }
    write(records, answering: token, .createTopics(errors), now: now, &effects)
  }

  /// The number by which clients may ask for a topic that has this name, or will have it.
  package mutating func number(ofTopicNamed name: String) -> TopicIndex {
    if let topic = image.topic(named: name) { return topic }
    if let known = awaitedNumber(of: name) { return known }
    awaited.append((name, nextTopic))
    return awaited[awaited.count - 1].topic
  }

  /// The number that a topic will have which clients wait for.
  package func awaitedNumber(of name: String) -> TopicIndex? {
    awaited.first { $0.name == name }?.topic
  }

  private var nextTopic: TopicIndex {
    let known = Int32(image.topics.count)
    return TopicIndex(max(known, awaited.map { $0.topic.raw + 1 }.max() ?? known))
  }

  private mutating func takeAwaited(_ name: String) -> TopicIndex? {
    awaited.firstIndex { $0.name == name }.map { awaited.remove(at: $0).topic }
  }

  mutating func alterConfigs(
    _ changes: [AlterConfig], _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    for change in changes {
      guard image.topic(change.topic) != nil else {
        errors.append(.unknownTopicOrPartition)
        continue
      }
      records.append(.config(change.topic, change.configs))
      errors.append(.none)
    }
    write(records, answering: token, .alterConfigs(errors), now: now, &effects)
  }

  /// `Topic.validate` and the collision of '.' with '_'.
  private func nameError(_ name: String, earlier: ArraySlice<CreatableTopic>) -> ErrorCode {
    let isLegal = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if !isLegal || name.isEmpty || name.utf8.count > 249 || name == "." || name == ".." {
      return .invalidTopicException
    }
    let existing = image.topics.compactMap { $0?.name } + earlier.map(\.name)
    if existing.contains(name) { return .topicAlreadyExists }
    let collides = existing.contains { Self.collisionForm($0) == Self.collisionForm(name) }
    return collides ? .invalidTopicException : .none
  }

  private static func collisionForm(_ name: String) -> [UInt8] {
    name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }
  }

  struct Refusal: Error {
    var error: ErrorCode
  }

  private mutating func place(
    _ topic: CreatableTopic
  ) -> Result<[PartitionRegistration], Refusal> {
    let assignment: [[NodeID]]
    let refusal: ErrorCode
    if let manual = topic.assignment {
      // Admin clients send -1 for both; the matching numbers are taken as well.
      let count = Int32(manual.count)
      guard topic.partitions == -1 || topic.partitions == count,
        topic.replicationFactor == -1 || manual.first?.count == Int(topic.replicationFactor)
      else { return .failure(Refusal(error: .invalidRequest)) }
      guard manual.allSatisfy({ isValidAssignment($0, like: manual[0]) }) else {
        return .failure(Refusal(error: .invalidReplicaAssignment))
      }
      assignment = manual
      refusal = .invalidReplicaAssignment
    } else {
      if topic.replicationFactor < -1 || topic.replicationFactor == 0 {
        return .failure(Refusal(error: .invalidReplicationFactor))
      }
      if topic.partitions < -1 || topic.partitions == 0 {
        return .failure(Refusal(error: .invalidPartitions))
      }
      let partitions = topic.partitions == -1 ? settings.numPartitions : topic.partitions
      let factor =
        topic.replicationFactor == -1
        ? settings.defaultReplicationFactor : topic.replicationFactor
      guard
        let placed = place(
          topic.name, partitions: Int(partitions), replicationFactor: Int(factor))
      else { return .failure(Refusal(error: .invalidReplicationFactor)) }
      assignment = placed
      refusal = .invalidReplicationFactor
    }
    guard let registrations = registrations(assignment) else {
      return .failure(Refusal(error: refusal))
    }
    return .success(registrations)
  }

  /// Replicas drawn for new partitions; nil where there are too few brokers.
  ///
  /// Every creation draws from a source named by the topic and its number of earlier partitions, so that another topic
  /// in the cluster moves none.
  mutating func place(
    _ topic: String, after earlier: Int = 0, partitions: Int, replicationFactor: Int
  ) -> [[NodeID]]? {
    let usable = image.brokers.filter { !sessions.isShuttingDown($0.id) }
    var random = placement.own(of: "\(topic) \(earlier)")
    defer { if placement.isShared { placement = random } }
    var placer = StripedPlacement(
      usable.map { StripedPlacement.Broker(id: $0.id, rack: $0.rack, isFenced: $0.isFenced) },
      random: &random)
    return placer.place(
      partitions: partitions, replicationFactor: replicationFactor, random: &random)
  }

  /// New partitions with these replicas; nil where all of a partition's brokers are fenced or shutting down.
  func registrations(_ assignment: [[NodeID]]) -> [PartitionRegistration]? {
    var partitions: [PartitionRegistration] = []
    for replicas in assignment {
      let isr = replicas.filter(image.isActive)
      guard let leader = isr.first else { return nil }
      partitions.append(
        PartitionRegistration(
          replicas: replicas, isr: isr, leader: leader, leaderEpoch: LeaderEpoch(0),
          partitionEpoch: PartitionEpoch(0)))
    }
    return partitions
  }

  func isValidAssignment(_ replicas: [NodeID], like first: [NodeID]) -> Bool {
    guard !replicas.isEmpty, replicas.count == first.count else { return false }
    for index in replicas.indices {
      if image.broker(replicas[index]) == nil { return false }
      if replicas[..<index].contains(replicas[index]) { return false }
    }
    return true
  }
}
