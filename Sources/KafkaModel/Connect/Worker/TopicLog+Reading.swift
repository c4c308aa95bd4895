/// Reading: from beginning to end first, then whatever comes, and to the end again for those who ask.
extension TopicLog {
  /// `readToEnd`: flushes what this worker has written, then reads to the end that the topic has then.
  mutating func readToEnd(
    _ token: Int32, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    flushing.append((token, writes.count + waitingWrites.count))
    releaseFlushed(&clients, now: now, into: &effects)
  }

  /// The first read has come to its end: what is read from here on is news.
  var isCaughtUp: Bool {
    switch phase {
    case .following: true
    case .findingEnds, .reading: !isFirstRead
    case .notStarted, .creating, .describing, .awaitingTopic, .failed, .assigning, .seeking,
      .stopping, .closing, .closed:
      false
    }
  }

  mutating func answered(
    _ answer: AdminAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    switch phase {
    case .creating:
      // An existing topic is as good; a refusal shows when it is described.
      describe(&clients, now: now, into: &effects)
    case .describing:
      guard case .topicDescriptions(let described) = answer, let found = described.first,
        found.error == .none
      else {
        if producer == nil, now - startedAt >= Self.topicTimeout {
          phase = .failed
          notices.append(.failed)
        } else {
          pause = min(pause + pause, Self.longestPause)
          phase = .awaitingTopic(until: now + pause, pause: pause)
        }
        return
      }
      topic = found.topic
      partitionCount = producer == nil ? 1 : Int32(found.partitions.count)
      phase = .assigning
      let all = (0..<partitionCount).map {
        NamedPartition(topic: settings.name, partition: PartitionIndex($0))
      }
      clients.call(consumer, .assign(all), now: now, into: &effects)
    case .findingEnds:
      guard case .offsets(let ends) = answer, ends.allSatisfy({ $0.failure == nil }) else {
        // `retryEndOffsets`: the admin client is asked again.
        findEnds(&clients, now: now, into: &effects)
        return
      }
      phase = .reading(
        ends.map {
          PartitionEnd(
            partition: TopicPartition(topic ?? TopicIndex(-1), $0.partition.partition),
            end: $0.offset)
        })
      read(&clients, now: now, into: &effects, notices: &notices)
    case .notStarted, .awaitingTopic, .failed, .assigning, .seeking, .reading, .following,
      .stopping, .closing, .closed:
      break
    }
  }

  mutating func answered(
    _ answer: ConsumerAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    switch phase {
    case .assigning:
      phase = .seeking
      clients.call(consumer, .seekToBeginning(partitions), now: now, into: &effects)
    case .seeking:
      serving = []
      findEnds(&clients, now: now, into: &effects)
      isFirstRead = true
    case .reading, .following:
      if case .records(let batches) = answer, !batches.isEmpty {
        effects.append(.read(consumer, batches))
      } else {
        goOn(&clients, now: now, into: &effects, notices: &notices)
      }
    case .stopping:
      close(&clients, now: now, into: &effects)
    case .closing:
      phase = .closed
    case .notStarted, .creating, .describing, .awaitingTopic, .failed, .findingEnds, .closed:
      break
    }
  }

  private var partitions: [TopicPartition] {
    guard let topic else { return [] }
    return (0..<partitionCount).map { TopicPartition(topic, PartitionIndex($0)) }
  }

  /// What was read has been told to the herder: the thread goes on.
  mutating func goOn(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    switch phase {
    case .reading: read(&clients, now: now, into: &effects, notices: &notices)
    case .following: follow(&clients, now: now, into: &effects)
    case .notStarted, .creating, .describing, .awaitingTopic, .failed, .assigning, .seeking,
      .findingEnds, .closing, .closed:
      break
    case .stopping: close(&clients, now: now, into: &effects)
    }
  }

  /// Whatever has been asked for meanwhile is served, else the thread polls.
  private mutating func follow(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard askedFor.isEmpty else {
      serving = askedFor
      askedFor = []
      findEnds(&clients, now: now, into: &effects)
      return
    }
    phase = .following
    clients.call(consumer, .poll(timeout: Self.forEver), now: now, into: &effects)
  }

  private mutating func findEnds(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    phase = .findingEnds
    let named = partitions.map { NamedPartition(topic: settings.name, partition: $0.partition) }
    clients.call(admin, .listOffsets(named, .latest), now: now, into: &effects)
  }

  /// `readToLogEnd`: polls until every end is reached.
  private mutating func read(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    guard case .reading(let ends) = phase else { return }
    let missing = ends.filter { end in
      end.end > (clients.position(of: end.partition, in: consumer) ?? .zero)
    }
    guard missing.isEmpty else {
      phase = .reading(missing)
      clients.call(consumer, .poll(timeout: Self.forEver), now: now, into: &effects)
      return
    }
    if isFirstRead {
      isFirstRead = false
      notices.append(.started)
    }
    for token in serving { notices.append(.reachedEnd(token: token)) }
    serving = []
    follow(&clients, now: now, into: &effects)
  }

  /// `Integer.MAX_VALUE`
  private static let forEver = Milliseconds(Int64(Int32.max))
}
