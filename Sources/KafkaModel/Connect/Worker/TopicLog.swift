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
  var phase = Phase.notStarted
  var topic: TopicIndex?
  var partitionCount: Int32 = 0
  /// Tokens of those who wait for the end; those who asked while a search for it runs wait for the next one.
  var askedFor: [Int32] = []
  var serving: [Int32] = []
  /// Writes so far, and how many of them have come to an end.
  var writes: [WriteState] = []
  var settledWrites = 0
  /// Reads to the end that wait until the writes before them are settled (`flush`).
  var flushing: [(token: Int32, writes: Int)] = []
  /// Those who wait for nothing but that.
  var flushes: [(token: Int32, writes: Int)] = []
  /// send() of a write has not returned; what is written meanwhile waits for it.
  var isSendBlocked = false
  var waitingWrites: [(record: ConnectRecord, token: Int32)] = []
  var startedAt = Milliseconds.zero
  var pause = Milliseconds(50)
  /// Until then what is read was there before the log was started.
  var isFirstRead = false

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

  struct WriteState: Sendable {
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

  mutating func close(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    phase = .closing
    clients.close(consumer, timeout: Milliseconds(30_000), now: now, into: &effects)
  }

  // MARK: Time

  /// When the log's thread wants to look at the clock.
  @inline(__always)
  var deadline: Milliseconds {
    if case .awaitingTopic(let until, _) = phase { until } else { .max }
  }

  mutating func wake(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard case .awaitingTopic(let until, _) = phase, now >= until else { return }
    describe(&clients, now: now, into: &effects)
  }

  mutating func describe(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    phase = .describing
    clients.call(admin, .describeTopics([settings.name]), now: now, into: &effects)
  }

  /// `CREATE_TOPIC_TIMEOUT_NS`
  static let topicTimeout = Milliseconds(30_000)
  /// `MAX_SLEEP_MS`
  static let longestPause = Milliseconds(1_000)
}
