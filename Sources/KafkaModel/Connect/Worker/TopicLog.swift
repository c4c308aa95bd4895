/// An internal topic as one worker knows it: created where it is missing, read from beginning to end, then followed.
///
/// Its own thread polls without end; who wants to be sure of what was written asks it to read to the end.
/// Source: `org.apache.kafka.connect.util.KafkaBasedLog`.
struct TopicLog: Sendable {
  let settings: StorageTopicSettings
  /// The log's number among the worker's, which is the owner of its clients.
  let number: Int
  /// nil for a log that is only read: somebody else creates its topic, of which it reads partition 0.
  let producer: ClientSlot?
  let consumer: ClientSlot
  let admin: ClientSlot
  private(set) var phase = Phase.notStarted
  private(set) var topic: TopicIndex?
  private(set) var partitionCount: Int32 = 0
  /// Tokens of those who wait for the end; those who asked while a search for it runs wait for the next one.
  private var askedFor: [Int32] = []
  private var serving: [Int32] = []
  /// Writes so far, and how many of them have come to an end.
  private var writes: [WriteState] = []
  private var settledWrites = 0
  /// Reads to the end that wait until the writes before them are settled (`flush`).
  private var flushing: [(token: Int32, writes: Int)] = []
  /// Those who wait for nothing but that.
  private var flushes: [(token: Int32, writes: Int)] = []
  /// send() of a write has not returned; what is written meanwhile waits for it.
  private var isSendBlocked = false
  private var waitingWrites: [(record: ConnectRecord, token: Int32)] = []

  enum Phase: Hashable, Sendable {
    case notStarted
    case creating
    case describing
    /// Between two looks at the metadata of a topic that is not there yet.
    case awaitingTopic(until: Milliseconds, pause: Milliseconds)
    /// The topic was not there for 30 s.
    case failed
    case assigning
    case seeking
    case findingEnds
    /// The offsets that must be reached, of partitions that are not there yet; a poll is open.
    case reading([PartitionEnd])
    /// The thread waits in poll(), for new records or to be woken.
    case following
    /// `stop()` came while the consumer is in a call.
    case stopping
    case closing
    case closed
  }

  struct PartitionEnd: Hashable, Sendable {
    var partition: TopicPartition
    var end: Offset
  }

  private struct WriteState: Sendable {
    var token: Int32
    var isSettled = false
  }

  /// What the log tells its herder.
  enum Notice: Hashable, Sendable {
    case started
    /// A log that is only read has not found its topic.
    case failed
    case reachedEnd(token: Int32)
    case written(token: Int32, failure: ProducerException?)
    case flushed(token: Int32)
  }

  init(
    _ settings: StorageTopicSettings, number: Int, producer: ClientSlot, consumer: ClientSlot,
    admin: ClientSlot
  ) {
    self.settings = settings
    self.number = number
    self.producer = producer
    self.consumer = consumer
    self.admin = admin
  }

  /// A log that is only read.
  init(reading topic: String, consumer: ClientSlot, admin: ClientSlot) {
    settings = StorageTopicSettings(name: topic, partitions: 1)
    number = -1
    producer = nil
    self.consumer = consumer
    self.admin = admin
  }

  var isStarted: Bool {
    switch phase {
    case .notStarted, .creating, .describing, .awaitingTopic, .failed, .assigning, .seeking: false
    case .findingEnds, .reading, .following, .stopping, .closing, .closed: true
    }
  }

  // MARK: What its herder asks

  /// `start()`
  mutating func start(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    startedAt = now
    guard producer != nil else {
      describe(&clients, now: now, into: &effects)
      return
    }
    phase = .creating
    clients.call(
      admin,
      .createTopics([
        AdminCall.NewTopic(
          name: settings.name, partitions: settings.partitions,
          replicationFactor: settings.replicationFactor)
      ]), now: now, into: &effects)
  }

  /// `stop()`: the consumer leaves its call and is closed; the other clients are left to their owner.
  mutating func stop(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    switch phase {
    case .assigning, .seeking, .reading, .following:
      phase = .stopping
      clients.wakeUpConsumer(consumer, now: now, into: &effects)
    case .notStarted, .creating, .describing, .awaitingTopic, .failed, .findingEnds:
      close(&clients, now: now, into: &effects)
    case .stopping, .closing, .closed:
      break
    }
  }

  private mutating func close(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    phase = .closing
    clients.close(consumer, timeout: Milliseconds(30_000), now: now, into: &effects)
  }

  /// `readToEnd`: flushes what this worker has written, then reads to the end that the topic has then.
  mutating func readToEnd(
    _ token: Int32, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    flushing.append((token, writes.count + waitingWrites.count))
    releaseFlushed(&clients, now: now, into: &effects)
  }

  /// `flush`; true if nothing is on its way, else the notice `flushed` follows.
  mutating func flush(_ token: Int32) -> Bool {
    if settledWrites == writes.count, waitingWrites.isEmpty { return true }
    flushes.append((token, writes.count + waitingWrites.count))
    return false
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

  /// `send`; the notice `written` follows.
  mutating func write(
    _ record: ConnectRecord, token: Int32, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    waitingWrites.append((record, token))
    sendWaiting(&clients, now: now, into: &effects)
  }

  // MARK: What its clients answer

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

  private var isFirstRead = false

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

  // MARK: Time

  /// When the log's thread wants to look at the clock.
  var deadline: Milliseconds {
    if case .awaitingTopic(let until, _) = phase { until } else { .max }
  }

  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard case .awaitingTopic(let until, _) = phase, now >= until else { return }
    describe(&clients, now: now, into: &effects)
  }

  private mutating func describe(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    phase = .describing
    clients.call(admin, .describeTopics([settings.name]), now: now, into: &effects)
  }

  private var startedAt = Milliseconds.zero
  private var pause = Milliseconds(50)
  /// `CREATE_TOPIC_TIMEOUT_NS`
  private static let topicTimeout = Milliseconds(30_000)
  /// `MAX_SLEEP_MS`
  private static let longestPause = Milliseconds(1_000)

  // MARK: Writing

  private mutating func sendWaiting(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard let producer else { preconditionFailure("a log that is only read is not written") }
    while !isSendBlocked, let topic, let (record, token) = waitingWrites.first {
      waitingWrites.removeFirst()
      writes.append(WriteState(token: token))
      switch clients.write(record, to: topic, nil, by: producer, now: now, into: &effects) {
      case .queued, .failed: break
      case .blocked: isSendBlocked = true
      }
    }
  }

  /// One write has come to its end: by its callback, or because send() failed.
  mutating func settled(
    _ record: Int32, _ failure: ProducerException?, _ clients: inout WorkerClients,
    now: Milliseconds, into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    guard !writes[Int(record)].isSettled else { return }
    writes[Int(record)].isSettled = true
    notices.append(.written(token: writes[Int(record)].token, failure: failure))
    while settledWrites < writes.count, writes[settledWrites].isSettled { settledWrites += 1 }
    while let first = flushes.first, first.writes <= settledWrites {
      flushes.removeFirst()
      notices.append(.flushed(token: first.token))
    }
    releaseFlushed(&clients, now: now, into: &effects)
  }

  mutating func sendReturned(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    isSendBlocked = false
    sendWaiting(&clients, now: now, into: &effects)
  }

  private mutating func releaseFlushed(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    while let first = flushing.first, first.writes <= settledWrites {
      flushing.removeFirst()
      askedFor.append(first.token)
    }
    guard !askedFor.isEmpty, phase == .following else { return }
    clients.wakeUpConsumer(consumer, now: now, into: &effects)
  }
}
