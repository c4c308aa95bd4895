extension ClientMetadata {
  /// Until the next refresh is due and allowed; zero means now.
  @inline(__always)
  mutating func timeToNextUpdate(
    now: Milliseconds, jitter: inout PatientSource
  ) -> Milliseconds {
    if case .owners = interest { return .max }
    let age = max(lastSuccess + maxAge - now, .zero)
    if age == .zero { equivalentAnswers = 0 }
    let due = needsFull || needsPartial ? Milliseconds.zero : age
    guard lastRefresh + backoff.limit <= now else {
      return max(due, timeToAllowUpdate(now: now, jitter: &jitter))
    }
    // Long ago, as nearly always: whatever the draws would say is over.
    backoff.draw(&jitter)
    if equivalentAnswers > 0 { backoff.draw(&jitter) }
    return due
  }

  private func timeToAllowUpdate(
    now: Milliseconds, jitter: inout PatientSource
  ) -> Milliseconds {
    let afterFailure = backoff.span(after: max(0, failures - 1), random: &jitter)
    let afterEquivalent =
      equivalentAnswers > 0
      ? backoff.span(after: equivalentAnswers - 1, random: &jitter) : .zero
    return max(lastRefresh + max(afterFailure, afterEquivalent) - now, .zero)
  }

  /// What the next metadata request asks for.
  func nextRequest(
    now: Milliseconds
  ) -> (request: MetadataRequest, version: Int32, isPartial: Bool) {
    switch interest {
    case .used: break
    case .owners: preconditionFailure("the owner of this client asks for metadata itself")
    case .named(let names):
      return (
        MetadataRequest(topics: [], names: names, createsTopics: createsTopics), requestVersion,
        false
      )
    case .matching:
      return (MetadataRequest(topics: nil), requestVersion, false)
    }
    let isPartial = !needsFull && lastSuccess + maxAge > now
    var asked: [TopicIndex] = []
    var names: [String] = []
    for index in tracked.indices {
      guard let topic = tracked[index], !isPartial || topic.isNew else { continue }
      let number = TopicIndex(Int32(index))
      if let name = nameOfAnotherLife(number) {
        names.append(name)
      } else {
        asked.append(number)
      }
    }
    return (
      MetadataRequest(topics: asked, names: names, createsTopics: createsTopics), requestVersion,
      isPartial
    )
  }

  mutating func failedUpdate(now: Milliseconds) {
    lastRefresh = now
    failures += 1
    equivalentAnswers = 0
  }

  /// Takes an answer over; older leader epochs than already seen are not believed.
  package mutating func update(
    _ response: MetadataResponse, requestVersion answered: Int32, isPartial: Bool,
    now: Milliseconds
  ) {
    needsPartial = answered < requestVersion
    lastRefresh = now
    failures = 0
    version &+= 1
    answers &+= 1
    if !isPartial {
      needsFull = false
      lastSuccess = now
    }
    equivalentAnswers += 1
    if nodes != response.brokers { taken.removeAll() }
    nodes = response.brokers
    let previous = topics
    if !isPartial {
      topics = Array(repeating: nil, count: topics.count)
      errors = Array(repeating: .none, count: errors.count)
    }
    var isAsBefore = !taken.isEmpty
    for answer in response.topics {
      let known = identified(answer)
      guard retains(known, now: now), !keep(known, previous: previous) else { continue }
      apply(known, previous: previous)
      isAsBefore = false
    }
    if !isAsBefore || interest == .used { refreshLeaders() }
  }

  /// Whether the answer says what the topic's partitions were made of; then they stay.
  private mutating func keep(_ answer: MetadataTopic, previous: [Topic?]) -> Bool {
    let index = Int(answer.topic.raw)
    guard index >= 0, index < taken.count, !taken[index].isEmpty, index < previous.count,
      previous[index] != nil, answer.error == .none, isTaken(answer.partitions, of: index)
    else { return false }
    note(answer.name, of: index)
    topics[index] = previous[index]
    return true
  }

  /// Whether partitions are as those of the answer that was taken. Each broker has a list of its own, and of thousands of
  /// clients each compares; so only what is taken of a partition is looked at, not who its replicas are.
  private func isTaken(_ partitions: [MetadataPartition], of topic: Int) -> Bool {
    guard taken[topic].count == partitions.count else { return false }
    for number in partitions.indices
    where taken[topic][number].leaderEpoch != partitions[number].leaderEpoch
      || taken[topic][number].leader != partitions[number].leader
      || taken[topic][number].error != partitions[number].error
    {
      return false
    }
    return true
  }

  /// Something else than an answer tells of the topic: the next one is looked at, whatever it says.
  mutating func forgetTaken(_ topic: TopicIndex) {
    if Int(topic.raw) < taken.count { taken[Int(topic.raw)] = [] }
  }

  /// A topic that is gone, that has come again or has never been is asked for by its name.
  private func nameOfAnotherLife(_ topic: TopicIndex) -> String? {
    guard lives.hasOtherLife(topic) || error(of: topic) == .unknownTopicOrPartition else {
      return nil
    }
    return name(of: topic)
  }

  /// The answer with the number by which the client knows the topic.
  ///
  /// Another number under a known name is another life of the topic, whose leader epochs begin anew. Clients that
  /// know topics by name forget the old number, but for what they still have to commit.
  private mutating func identified(_ answer: MetadataTopic) -> MetadataTopic {
    var answer = answer
    if answer.topic.raw < 0 {
      if interest == .used, let known = topic(named: answer.name) { answer.topic = known }
      return answer
    }
    if interest == .used, let known = lives.known(answer.topic) {
      answer.topic = known
      return answer
    }
    guard !answer.name.isEmpty, name(of: answer.topic) == nil,
      let earlier = topic(named: answer.name)
    else { return answer }
    lives.add(answer.topic, of: earlier)
    if interest == .used {
      forgetEpochs(of: earlier)
      answer.topic = earlier
    } else {
      names[Int(earlier.raw)] = nil
      if Int(earlier.raw) < topics.count { topics[Int(earlier.raw)] = nil }
    }
    return answer
  }

  private mutating func forgetEpochs(of topic: TopicIndex) {
    for key in lastSeenEpochs.keys where key.topic == topic { lastSeenEpochs[key] = nil }
    forgetTaken(topic)
  }

  private mutating func retains(_ answer: MetadataTopic, now: Milliseconds) -> Bool {
    switch interest {
    case .used:
      return retains(answer.topic, now: now)
    case .named(let names):
      return names.contains(answer.name)
    case .owners:
      return false
    case .matching(let pattern, let names):
      return names.contains(answer.name)
        || (!Self.isInternal(answer.name) && pattern.matches(answer.name))
    }
  }

  /// `Topic.isInternal`: left out of patterns (`exclude.internal.topics`).
  private static func isInternal(_ name: String) -> Bool {
    name == "__consumer_offsets" || name == "__transaction_state"
  }

  private mutating func retains(_ topic: TopicIndex, now: Milliseconds) -> Bool {
    let index = Int(topic.raw)
    guard index < tracked.count, let used = tracked[index] else { return false }
    if used.isNew || used.expiresAt > now {
      tracked[index]?.isNew = false
      return true
    }
    tracked[index] = nil
    return false
  }

  private mutating func apply(_ answer: MetadataTopic, previous: [Topic?]) {
    guard answer.topic.raw >= 0 else {
      // A name that no broker knows yet.
      if answer.error.invalidatesMetadata { requestUpdate() }
      return
    }
    let index = Int(answer.topic.raw)
    note(answer.name, of: index)
    while topics.count <= index { topics.append(nil) }
    while errors.count <= index { errors.append(.none) }
    errors[index] = answer.error
    forgetTaken(answer.topic)
    guard answer.error == .none else {
      topics[index] = nil
      if answer.error.invalidatesMetadata { requestUpdate() }
      return
    }
    var partitions: [Partition] = []
    partitions.reserveCapacity(answer.partitions.count)
    let known = index < previous.count ? previous[index] : nil
    var isWhole = true
    // By index: a copy of each partition would share its replicas.
    for number in answer.partitions.indices {
      let key = TopicPartition(answer.topic, PartitionIndex(Int32(number)))
      let epoch = answer.partitions[number].leaderEpoch
      if let seen = lastSeenEpochs[key], epoch < seen {
        isWhole = false
        if let known, number < known.partitions.count {
          partitions.append(known.partitions[number])
        } else {
          partitions.append(Partition(leader: nil, epoch: seen))
        }
      } else {
        if lastSeenEpochs[key] != epoch { equivalentAnswers = 0 }
        lastSeenEpochs[key] = epoch
        partitions.append(Partition(leader: answer.partitions[number].leader, epoch: epoch))
      }
      if answer.partitions[number].error.invalidatesMetadata {
        isWhole = false
        requestUpdate()
      }
    }
    if isWhole {
      while taken.count <= index { taken.append([]) }
      taken[index] = answer.partitions
    }
    topics[index] = Topic(
      partitions: partitions, candidates: PartitionCandidates(count: 0, available: []))
  }

  private mutating func note(_ name: String, of index: Int) {
    while names.count <= index { names.append(nil) }
    if names[index] != name, !name.isEmpty { names[index] = name }
  }

  /// Applies leaders that a produce or fetch error named, where their epochs are newer (KIP-951).
  package mutating func learnLeaders(_ leaders: [(TopicPartition, CurrentLeader)]) {
    for (partition, hint) in leaders {
      let (topic, number) = (Int(partition.topic.raw), Int(partition.partition.raw))
      guard topic < topics.count, let cached = topics[topic], number < cached.partitions.count
      else { continue }
      if let seen = lastSeenEpochs[partition], hint.epoch <= seen { continue }
      topics[topic]?.partitions[number] = Partition(leader: hint.leader, epoch: hint.epoch)
      forgetTaken(partition.topic)
      lastSeenEpochs[partition] = hint.epoch
      if !nodes.contains(hint.leader) {
        nodes.append(hint.leader)
        nodes.sort()
      }
    }
    refreshLeaders()
  }

  /// Recomputes what follows from leaders and nodes: available partitions and the nodes' rings.
  private mutating func refreshLeaders() {
    guard interest == .used else { return forgetUnknownLeaders() }
    rings = nodes.map { Ring(node: $0, partitions: []) }
    for index in topics.indices {
      guard let topic = topics[index] else { continue }
      var available: [PartitionIndex] = []
      available.reserveCapacity(topic.partitions.count)
      for number in topic.partitions.indices {
        guard let leader = topic.partitions[number].leader else { continue }
        guard let node = rings.firstIndex(where: { $0.node == leader }) else {
          topics[index]?.partitions[number].leader = nil
          continue
        }
        let partition = PartitionIndex(Int32(number))
        available.append(partition)
        rings[node].partitions.append(
          TopicPartition(TopicIndex(Int32(index)), partition))
      }
      topics[index]?.candidates = PartitionCandidates(
        count: Int32(topic.partitions.count), available: available)
    }
    orderRingsAsRecorded()
  }

  /// A leader that is not in the node list is none; consumers need neither rings nor candidates.
  private mutating func forgetUnknownLeaders() {
    for index in topics.indices {
      guard let count = topics[index]?.partitions.count else { continue }
      for number in 0..<count {
        guard let leader = topics[index]?.partitions[number].leader else { continue }
        if !nodes.contains(leader) { topics[index]?.partitions[number].leader = nil }
      }
    }
  }

  /// The orders that Kafka took from its hash maps in a recorded run; the ring's order stays.
  package mutating func recordOrders(
    of topic: TopicIndex, available: [PartitionIndex]?, ring: [TopicPartition]
  ) {
    recordedRing = ring
    refreshLeaders()
    if let available { topics[Int(topic.raw)]?.candidates.available = available }
  }

  private mutating func orderRingsAsRecorded() {
    guard !recordedRing.isEmpty else { return }
    let order = recordedRing
    for index in rings.indices {
      rings[index].partitions.sort {
        order.firstIndex(of: $0) ?? .max < order.firstIndex(of: $1) ?? .max
      }
    }
  }
}
