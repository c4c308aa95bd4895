import KafkaModel

/// A producer on a manual clock, its nodes answered by hand; connections stand at once.
struct ProducerLab {
  static let topic = TopicIndex(0)

  var producer: Producer
  var now: Milliseconds = .zero
  var wakeAt: Milliseconds = .zero
  /// Nodes that answer nothing and refuse nothing.
  var silent: [NodeID] = []
  /// Nodes that refuse connections.
  var refusing: [NodeID] = []
  var produced: [(node: NodeID, correlation: Int32, request: ProduceRequest, at: Milliseconds)] = []
  var connects: [(node: NodeID, at: Milliseconds)] = []
  var closes: [NodeID] = []
  var done: [(records: [Int32], outcome: DeliveryOutcome, at: Milliseconds)] = []
  var returned: [(record: Int32, outcome: SendOutcome, at: Milliseconds)] = []
  var flushedAt: Milliseconds?
  var closedAt: Milliseconds?
  var metadataAsked: [NodeID] = []
  var leaders: [NodeID]
  var epoch = LeaderEpoch(0)
  private var effects: [ProducerEffect] = []

  init(
    leaders: [NodeID] = [NodeID(1)], version: KafkaVersion = KafkaVersion(3, 9, 1),
    draws: ProducerDraws = ProducerDraws(), change: (inout ProducerSettings) -> Void = { _ in }
  ) {
    var settings = ProducerSettings()
    change(&settings)
    self.leaders = leaders
    producer = Producer(
      index: 0, settings: settings, behaviour: ProducerBehaviour(version),
      bootstrap: [NodeID(-1)], draws: draws)
  }

  @discardableResult
  mutating func send(_ record: Int32, to partition: Int32? = 0, bytes: Int32 = 20) -> SendOutcome {
    let outcome = producer.send(
      record: record, topic: Self.topic, partition: partition.map { PartitionIndex($0) },
      key: .null, shape: RecordShape(keyBytes: nil, valueBytes: bytes), now: now, into: &effects)
    settle()
    return outcome
  }

  mutating func flush() {
    producer.flush(now: now, into: &effects)
    settle()
    run(to: now.raw)
  }

  mutating func close(timeout: Milliseconds) {
    producer.close(timeout: timeout, now: now, into: &effects)
    settle()
    run(to: now.raw)
  }

  /// Lets the clock run to a time, waking the producer when it asked for it.
  mutating func run(to end: Int64) {
    while wakeAt <= Milliseconds(end) {
      now = max(now, wakeAt)
      producer.poll(now: now, into: &effects)
      settle()
    }
    now = max(now, Milliseconds(end))
  }

  /// Answers the produce request of this position with one error or offset for all its partitions.
  mutating func answer(
    _ position: Int, error: ErrorCode = .none, offset: Int64 = 0, leader: CurrentLeader? = nil
  ) {
    let asked = produced[position]
    let parts = asked.request.partitions.map {
      ProducePartitionResponse(
        $0.partition, error: error, baseOffset: Offset(offset), currentLeader: leader)
    }
    producer.responseArrived(asked.node, correlation: asked.correlation, .produce(Few(parts)))
    producer.poll(now: now, into: &effects)
    settle()
  }

  mutating func cut(_ node: NodeID) {
    producer.disconnected(node)
    producer.poll(now: now, into: &effects)
    settle()
  }

  private mutating func settle() {
    while true {
      let batch = effects
      effects.removeAll()
      var reached = false
      for effect in batch where obey(effect) { reached = true }
      if reached { producer.poll(now: now, into: &effects) }
      if effects.isEmpty { return }
    }
  }

  private mutating func obey(_ effect: ProducerEffect) -> Bool {
    switch effect {
    case .connect(let node):
      connects.append((node, now))
      if refusing.contains(node) {
        producer.disconnected(node)
      } else if !silent.contains(node) {
        producer.connected(node)
      }
      return true
    case .close(let node):
      closes.append(node)
    case .send(let node, let correlation, .produce(let request), bytes: _):
      produced.append((node, correlation, request.content, now))
    case .send(let node, let correlation, let request, bytes: _):
      guard !silent.contains(node) else { return false }
      producer.responseArrived(node, correlation: correlation, answer(to: request, node))
      return true
    case .wake(let time):
      wakeAt = time
    case .completed(let content, partition: _, let outcome):
      done.append((Array(producer.recordNumbers(of: content)), outcome, now))
    case .sendReturned(let record, let outcome):
      returned.append((record, outcome, now))
    case .flushed:
      flushedAt = now
    case .closed:
      closedAt = now
      wakeAt = .max
    case .journal:
      break
    }
    return false
  }

  private mutating func answer(to request: Request, _ node: NodeID) -> Response {
    if request == .apiVersions { return .apiVersions }
    if request == .initProducerID {
      return .initProducerID(error: .none, producerID: ProducerID(7), epoch: ProducerEpoch(0))
    }
    metadataAsked.append(node)
    let partitions = leaders.map {
      MetadataPartition(error: .none, leader: $0, leaderEpoch: epoch, replicas: [$0], isr: [$0])
    }
    return .metadata(
      MetadataResponse(
        brokers: [NodeID(1), NodeID(2), NodeID(3)],
        topics: [MetadataTopic(Self.topic, error: .none, partitions: partitions)]))
  }
}
