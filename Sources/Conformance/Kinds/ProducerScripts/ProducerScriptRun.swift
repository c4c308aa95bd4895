import KafkaModel
import Scenario

/// One scripted run: the producer, the broker (node 0), the node that answers metadata (1), the clock.
struct ProducerScriptRun {
  private enum Happening {
    case script(Node)
    case broker(ScriptedBroker.Event)
  }

  private struct Scheduled {
    var at: Int64
    var order: Int
    var what: Happening
  }

  private static let topic = TopicIndex(0)
  private static let leader = NodeID(0)
  private static let helper = NodeID(1)
  private static let longestRun: Int64 = 10_000_000

  let isIdempotent: Bool
  private var producer: Producer
  private var broker: ScriptedBroker
  private let fates: [ScriptedFate]
  private let defaultDelay: Int64
  private let partitions: Int32
  private let raisesEpoch: Bool
  private var schedule: [Scheduled] = []
  private var scheduled = 0
  private var now: Int64 = 0
  private var wakeAt: Int64 = 0
  private var requestsSeen = 0
  /// Ordinal of the connection to node 0 that the client has.
  private var connection = -1
  private var openCallbacks = 0
  private let requestTimeout: Int64
  /// Produce requests without an answer: a millisecond past its time-out each ends the client's sleep,
  /// in the recorded runs even after its connection was closed.
  private var unanswered: [(correlation: Int32, overdue: Int64)] = []
  private var effects: [ProducerEffect] = []
  private(set) var outcome = ScriptOutcome()

  init(_ recorded: Node) throws(VectorFault) {
    let given = try recorded.need("settings")
    partitions = try recorded.needInt32("partitions")
    requestTimeout = try given.needInteger("request.timeout.ms")
    defaultDelay = try given.needInteger("default_delay")
    raisesEpoch = try given.need("not_leader_raises_epoch").bool ?? false
    broker = ScriptedBroker(
      partitions: Int(partitions),
      maxMessageBytes: try given.needInt32("broker_max_message_bytes"))
    var fates: [ScriptedFate] = []
    for fate in try recorded.needElements("fates") { fates.append(try ScriptedFate(fate)) }
    self.fates = fates
    let settings = try ProducerSettings(script: given)
    isIdempotent = settings.idempotent
    var behaviour = ClientBehaviour()
    behaviour.discoversVersions = false
    behaviour.recordedJitter = try given.need("jitter_factor").double
    behaviour.recordedLeastLoaded = Self.helper
    producer = Producer(
      index: 0, settings: settings, behaviour: ProducerBehaviour(KafkaVersion(3, 9, 1)),
      bootstrap: [Self.helper], draws: ProducerDraws(), clientBehaviour: behaviour)
    let ring = try recorded.needInt32s("drain_ring")
    producer.preload(
      metadata(), ring: ring.map { TopicPartition(Self.topic, PartitionIndex($0)) }, now: .zero)
    for step in try recorded.needElements("script") {
      plan(.script(step), at: try step.needInteger("at"))
      if step["op"]?.string == "send" { openCallbacks += 1 }
    }
  }

  private func metadata() -> MetadataResponse {
    let epoch = LeaderEpoch(raisesEpoch ? broker.notLeaderAnswers : 0)
    let answer = MetadataPartition(
      error: .none, leader: Self.leader, leaderEpoch: epoch, replicas: [Self.leader],
      isr: [Self.leader])
    return MetadataResponse(
      brokers: [Self.leader, Self.helper],
      topics: [
        MetadataTopic(
          Self.topic, error: .none,
          partitions: Array(repeating: answer, count: Int(partitions)))
      ])
  }

  private mutating func plan(_ what: Happening, at time: Int64) {
    let position = schedule.firstIndex { $0.at > time } ?? schedule.count
    schedule.insert(Scheduled(at: time, order: scheduled, what: what), at: position)
    scheduled += 1
  }

  mutating func play() throws(VectorFault) {
    while !isOver {
      now = max(now, min(schedule.first?.at ?? .max, wakeAt, nextOverdue))
      guard now < Self.longestRun else { break }
      if unanswered.contains(where: { $0.overdue == now }) { producer.wakeup() }
      while let first = schedule.first, first.at <= now {
        schedule.removeFirst()
        producer.wakeup()
        switch first.what {
        case .script(let step): try perform(step)
        case .broker(let event): brokerDoes { $0.handle(event, at: $1, effects: &$2) }
        }
      }
      runProducer()
    }
    for log in broker.logs {
      let batches = log.batches.map { batch in
        StepAnswers.list(producer.recordNumbers(of: batch.content).map(String.init))
      }
      outcome.log.append(StepAnswers.list(batches))
    }
  }

  /// The recording stopped after the last callback and event, in the millisecond after that at the latest.
  private var isOver: Bool {
    schedule.isEmpty && openCallbacks == 0 && min(wakeAt, nextOverdue) > now + 1
  }

  private var nextOverdue: Int64 {
    unanswered.reduce(.max) { $1.overdue > now ? min($0, $1.overdue) : $0 }
  }

  private mutating func perform(_ step: Node) throws(VectorFault) {
    let partition = PartitionIndex(try step.needInt32("partition"))
    if try step.needString("op") == "truncate" {
      broker.truncate(
        Int(partition.raw), to: Offset(try step.needInteger("to_offset")),
        forgets: try step.need("forget_producers").bool ?? false)
      return
    }
    let sent = producer.send(
      record: try step.needInt32("record"), topic: Self.topic, partition: partition, key: .null,
      shape: RecordShape(keyBytes: nil, valueBytes: try step.needInt32("value_size")),
      now: Milliseconds(now), into: &effects)
    guard case .queued = sent else {
      throw VectorFault(message: "a scripted send came to \(sent)")
    }
  }

  /// Lets the producer run until it sleeps and nothing has reached it meanwhile.
  private mutating func runProducer() {
    var isSettled = false
    while !isSettled {
      producer.poll(now: Milliseconds(now), into: &effects)
      isSettled = true
      let batch = effects
      effects.removeAll(keepingCapacity: true)
      for effect in batch where obey(effect) { isSettled = false }
    }
  }

  /// Does what the producer asks; true if that gave it something to read.
  private mutating func obey(_ effect: ProducerEffect) -> Bool {
    switch effect {
    case .connect(let node):
      connect(node)
      return true
    case .close(let node):
      if node == Self.leader {
        let closed = connection
        outcome.connections.append(
          ScriptOutcome.connectionLine(closed, now, "closed by client"))
        broker.clientClosed(closed)
      }
      return false
    case .send(let node, let correlation, let request, bytes: _):
      return deliver(request, correlation, to: node)
    case .wake(let time):
      wakeAt = time.raw
      return false
    case .completed(let content, let partition, let result):
      callBack(content, partition, result)
      return false
    case .sendReturned, .flushed, .closed, .journal:
      return false
    }
  }

  private mutating func connect(_ node: NodeID) {
    guard node == Self.leader else {
      producer.connected(node)
      return
    }
    connection += 1
    let accepted = broker.connect(at: now)
    outcome.connections.append(
      ScriptOutcome.connectionLine(connection, now, accepted ? "connected" : "refused"))
    if accepted { producer.connected(node) } else { producer.disconnected(node) }
  }

  private mutating func deliver(
    _ request: Request, _ correlation: Int32, to node: NodeID
  ) -> Bool {
    if case .produce(let produce) = request {
      noteRequest(produce.content)
      let number = requestsSeen
      requestsSeen += 1
      let fate = number < fates.count ? fates[number] : ScriptedFate(delay: defaultDelay)
      let arrival = ScriptedBroker.Arrival(
        number: number, correlation: correlation, request: produce.content, fate: fate)
      let index = connection
      unanswered.append((correlation, now + requestTimeout + 1))
      brokerDoes { $0.arrived(arrival, on: index, at: $1, effects: &$2) }
      return false
    }
    let answer: Response =
      request == .initProducerID
      ? .initProducerID(error: .none, producerID: ProducerID(1), epoch: ProducerEpoch(0))
      : .metadata(metadata())
    producer.responseArrived(node, correlation: correlation, answer)
    return true
  }

  private mutating func noteRequest(_ produce: ProduceRequest) {
    var line = "\(requestsSeen) at \(now) on \(connection):"
    for part in produce.partitions {
      let records = producer.recordNumbers(of: part.batch.content).map(String.init)
      line += " p\(part.partition.partition) \(StepAnswers.list(records))"
      if isIdempotent {
        line += " epoch \(part.batch.producerEpoch) sequence \(part.batch.baseSequence)"
      }
    }
    outcome.requests.append(line)
  }

  private mutating func callBack(
    _ content: BatchContent, _ partition: TopicPartition, _ result: DeliveryOutcome
  ) {
    for (place, record) in producer.recordNumbers(of: content).enumerated() {
      openCallbacks -= 1
      var line = "\(record) at \(now): "
      switch result {
      case .acknowledged(let base):
        line += "offset \(base == .none ? -1 : base.raw + Int64(place))"
      case .failed(let exception, possiblyPersisted: _):
        line += exception.kafkaClass
        if let message = exception.message(for: "t-\(partition.partition)") {
          line += " " + message
        }
      }
      outcome.callbacks.append(line)
    }
  }

  private mutating func brokerDoes(
    _ body: (inout ScriptedBroker, Int64, inout [ScriptedBroker.Effect]) -> Void
  ) {
    var asked: [ScriptedBroker.Effect] = []
    body(&broker, now, &asked)
    for effect in asked {
      switch effect {
      case .schedule(let event, let time):
        plan(.broker(event), at: time)
      case .answer(let index, let correlation, let partitions):
        if index == connection {
          unanswered.removeAll { $0.correlation == correlation }
          producer.responseArrived(
            Self.leader, correlation: correlation, .produce(Few(partitions)))
        }
      case .closed(let index):
        outcome.connections.append(
          ScriptOutcome.connectionLine(index, now, "closed by broker"))
        if index == connection { producer.disconnected(Self.leader) }
      case .log(let request, let result):
        outcome.broker.append(ScriptOutcome.brokerLine(request, now, result))
      }
    }
  }
}

extension ProducerSettings {
  /// The settings of a scripted run, by their Kafka names.
  fileprivate init(script: Node) throws(VectorFault) {
    self.init()
    idempotent = try script.need("enable.idempotence").bool ?? false
    acks = Acks(rawValue: Int16(truncatingIfNeeded: try script.needInteger("acks"))) ?? .all
    retries = try script.needInt32("retries")
    linger = Milliseconds(try script.needInteger("linger.ms"))
    batchSize = try script.needInt32("batch.size")
    deliveryTimeout = Milliseconds(try script.needInteger("delivery.timeout.ms"))
    client.maxInFlight = try script.needInt32("max.in.flight.requests.per.connection")
    client.requestTimeout = Milliseconds(try script.needInteger("request.timeout.ms"))
    client.retryBackoff = Milliseconds(try script.needInteger("retry.backoff.ms"))
    client.retryBackoffMax = Milliseconds(try script.needInteger("retry.backoff.max.ms"))
    client.reconnectBackoff = Milliseconds(try script.needInteger("reconnect.backoff.ms"))
    client.reconnectBackoffMax = Milliseconds(try script.needInteger("reconnect.backoff.max.ms"))
    client.connectionsMaxIdle = Milliseconds(-1)
  }
}
