import KafkaModel

/// A consumer against scripted brokers: every message takes one millisecond, brokers answer at once what the script
/// of their partitions says, and park fetches that find nothing.
struct ConsumerLab {
  struct Script {
    var leader: NodeID? = NodeID(1)
    var epoch: Int32 = 0
    var logStart = Offset(0)
    var highWatermark = Offset(0)
    var batches: [RecordBatch] = []
    /// Where the leader says that an epoch ends; the log's end if nothing is said.
    var epochEnds: [Int32: EpochEndOffset] = [:]
    /// Errors of the next fetches of the partition, first one first.
    var fetchErrors: [ErrorCode] = []
    var listErrors: [ErrorCode] = []
    /// The leader sends the consumer there.
    var preferredReplica: NodeID?
    /// Errors of fetches name the leader (KIP-951).
    var namesLeader = false
    /// What ListOffsets answers for a time.
    var offsetForTime = Offset.none

    var logEnd: Offset { batches.last?.nextOffset ?? logStart }
  }

  struct Sent {
    var at: Int64
    var node: ConsumerNode
    var request: Request
  }

  private struct Parked {
    var node: ConsumerNode
    var correlation: Int32
    var request: FetchRequest
    var deadline: Int64
    var connection: Int
  }

  private enum Happening {
    case connected(ConsumerNode, connection: Int)
    case refused(ConsumerNode, connection: Int)
    case response(ConsumerNode, connection: Int, correlation: Int32, Response)
    case broken(ConsumerNode, connection: Int)
    case request(ConsumerNode, connection: Int, correlation: Int32, Request)
    case fetchTimer
  }

  static let topic = TopicIndex(0)

  var now: Int64 = 0
  var consumer: Consumer
  var nodes: [NodeID]
  var partitions: [Script]
  /// Nothing that is sent to these nodes is answered.
  var silent: Set<NodeID> = []
  /// These refuse connections.
  var down: Set<NodeID> = []
  /// Metadata do not name the topic.
  var hidesTopic = false
  var sent: [Sent] = []
  var journal: [ConsumerEvent] = []
  private(set) var answer: ConsumerAnswer?
  private var wakeAt = Int64.max
  private var queue: [(at: Int64, order: Int, happening: Happening)] = []
  private var order = 0
  private var parked: [Parked] = []
  /// The number of the standing connection to a node.
  private var connections: [ConsumerNode: Int] = [:]
  private var connectionCount = 0
  private var contents: Int32 = 0

  init(
    partitions count: Int = 1, nodes: [Int32] = [1],
    behaviour: ConsumerBehaviour = ConsumerBehaviour(),
    _ change: (inout ConsumerSettings) -> Void = { _ in }
  ) {
    var settings = ConsumerSettings()
    settings.autoOffsetReset = .earliest
    change(&settings)
    self.nodes = nodes.map { NodeID($0) }
    partitions = Array(repeating: Script(), count: count)
    consumer = Consumer(
      index: 0, settings: settings, behaviour: behaviour, bootstrap: [NodeID(-1)],
      draws: ConsumerDraws())
  }

  static func partition(_ number: Int32) -> TopicPartition {
    TopicPartition(topic, PartitionIndex(number))
  }

  // MARK: - The application

  @discardableResult
  mutating func call(_ call: ConsumerCall) -> ConsumerAnswer {
    answer = nil
    var effects: [ConsumerEffect] = []
    consumer.call(call, now: Milliseconds(now), into: &effects)
    settle(effects)
    while answer == nil {
      precondition(step(until: .max), "the call never returns")
    }
    guard let answer else { preconditionFailure("the loop ends with an answer") }
    return answer
  }

  mutating func assignAll() {
    let all = partitions.indices.map {
      NamedPartition(topic: "orders", partition: PartitionIndex(Int32($0)))
    }
    call(.assign(all))
  }

  mutating func poll(_ timeout: Int64 = 1_000) -> ConsumerAnswer {
    call(.poll(timeout: Milliseconds(timeout)))
  }

  /// Polls for records and fails on anything else.
  mutating func records(_ timeout: Int64 = 1_000) -> [DeliveredBatch] {
    guard case .records(let records) = poll(timeout) else { return [] }
    return records
  }

  /// The offsets of the records that a poll gives.
  mutating func offsets(_ timeout: Int64 = 1_000) -> [Int64] {
    records(timeout).flatMap { batch in
      (0..<Int64(batch.count)).map { batch.firstOffset.raw + $0 }
    }
  }

  /// Lets time pass without a call.
  mutating func run(for span: Int64) {
    let end = now + span
    while step(until: end) {}
    now = end
  }

  // MARK: - The cluster

  mutating func append(
    _ counts: [Int32], to partition: Int32 = 0, bytes: Int32 = 100, at time: Int64? = nil
  ) {
    for count in counts {
      partitions[Int(partition)].batches.append(
        RecordBatch(
          content: BatchContent(producer: 0, index: contents), recordCount: count,
          sizeInBytes: bytes, maxTimestamp: Milliseconds(time ?? now),
          baseOffset: partitions[Int(partition)].logEnd,
          leaderEpoch: LeaderEpoch(partitions[Int(partition)].epoch)))
      contents += 1
    }
    partitions[Int(partition)].highWatermark = partitions[Int(partition)].logEnd
    answerParked()
  }

  /// Ends the connections to a node.
  mutating func breakConnections(to node: NodeID) {
    for key in connections.keys where key.id == node {
      if let connection = connections.removeValue(forKey: key) {
        parked.removeAll { $0.connection == connection }
        push(.broken(key, connection: connection), after: 1)
      }
    }
  }

  /// The fetches sent so far, each as its node and the partitions asked for.
  var fetches: [(at: Int64, node: NodeID, partitions: [FetchPartition])] {
    sent.compactMap { sent in
      guard case .fetch(let request) = sent.request else { return nil }
      return (sent.at, sent.node.id, Array(request.content.partitions))
    }
  }

  // MARK: - Events

  private mutating func push(_ happening: Happening, after span: Int64) {
    queue.append((now + span, order, happening))
    order += 1
  }

  private mutating func step(until end: Int64) -> Bool {
    let next = queue.indices.min { left, right in
      (queue[left].at, queue[left].order) < (queue[right].at, queue[right].order)
    }
    let at = min(next.map { queue[$0].at } ?? .max, wakeAt)
    guard at != .max, at <= end else { return false }
    now = max(now, at)
    if let next, queue[next].at <= wakeAt {
      handle(queue.remove(at: next).happening)
    } else {
      wakeAt = .max
      wake()
    }
    return true
  }

  private mutating func wake() {
    var effects: [ConsumerEffect] = []
    consumer.wake(now: Milliseconds(now), into: &effects)
    settle(effects)
  }

  private mutating func handle(_ happening: Happening) {
    switch happening {
    case .connected(let node, let connection):
      guard connections[node] == connection else { return }
      consumer.connected(node)
    case .refused(let node, let connection), .broken(let node, let connection):
      if connections[node] == connection { connections[node] = nil }
      consumer.disconnected(node)
    case .response(let node, let connection, let correlation, let response):
      guard connections[node] == connection else { return }
      consumer.responseArrived(node, correlation: correlation, response)
    case .request(let node, let connection, let correlation, let request):
      guard connections[node] == connection, !silent.contains(node.id) else { return }
      // A broker takes a connection's next request when it has answered the one before.
      if parked.contains(where: { $0.connection == connection }) {
        push(happening, after: 1)
      } else {
        serve(request, correlation, of: node, on: connection)
      }
      return
    case .fetchTimer:
      answerParked()
      return
    }
    wake()
  }

  private mutating func settle(_ effects: [ConsumerEffect]) {
    for effect in effects {
      switch effect {
      case .connect(let node):
        connectionCount += 1
        connections[node] = connectionCount
        if down.contains(node.id) {
          push(.refused(node, connection: connectionCount), after: 1)
        } else {
          push(.connected(node, connection: connectionCount), after: 1)
        }
      case .close(let node):
        if let connection = connections.removeValue(forKey: node) {
          parked.removeAll { $0.connection == connection }
        }
      case .send(let node, let correlation, let request, _):
        sent.append(Sent(at: now, node: node, request: request))
        guard let connection = connections[node] else { continue }
        push(
          .request(node, connection: connection, correlation: correlation, request), after: 1)
      case .wake(let at):
        wakeAt = at.raw
      case .returned(let value):
        answer = value
      case .journal(.consumer(let event)):
        journal.append(event)
      case .journal, .listener, .committed:
        break
      }
    }
  }

  // MARK: - Brokers

  private mutating func serve(
    _ request: Request, _ correlation: Int32, of node: ConsumerNode, on connection: Int
  ) {
    let response: Response
    switch request {
    case .apiVersions: response = .apiVersions
    case .metadata(let request): response = .metadata(metadata(request))
    case .listOffsets(let request): response = .listOffsets(list(request, at: node.id))
    case .offsetForLeaderEpoch(let request):
      response = .offsetForLeaderEpoch(
        OffsetForLeaderEpochResponse(
          partitions: request.partitions.map { epochEnd($0, at: node.id) }))
    case .fetch(let request):
      parked.append(
        Parked(
          node: node, correlation: correlation, request: request.content,
          deadline: now + request.content.maxWait.raw, connection: connection))
      push(.fetchTimer, after: request.content.maxWait.raw)
      answerParked()
      return
    default: preconditionFailure("not scripted: \(request)")
    }
    push(
      .response(node, connection: connection, correlation: correlation, response), after: 1)
  }

  private func metadata(_ request: MetadataRequest) -> MetadataResponse {
    let isAsked = request.topics == nil || request.names.contains("orders")
    var topics: [MetadataTopic] = []
    if isAsked, hidesTopic {
      topics.append(
        MetadataTopic(
          TopicIndex(-1), name: "orders", error: .unknownTopicOrPartition, partitions: []))
    } else if isAsked {
      topics.append(
        MetadataTopic(
          Self.topic, name: "orders", error: .none,
          partitions: partitions.map { script in
            MetadataPartition(
              error: script.leader == nil ? .leaderNotAvailable : .none, leader: script.leader,
              leaderEpoch: LeaderEpoch(script.epoch), replicas: nodes, isr: nodes)
          }))
    }
    return MetadataResponse(brokers: nodes, topics: topics)
  }

  private mutating func list(_ request: ListOffsetsRequest, at node: NodeID) -> ListOffsetsResponse
  {
    var answers: [ListOffsetsResponse.Partition] = []
    for asked in request.partitions {
      let index = Int(asked.partition.partition.raw)
      let script = partitions[index]
      if script.leader != node {
        answers.append(.init(asked.partition, error: .notLeaderOrFollower))
      } else if !script.listErrors.isEmpty {
        answers.append(
          .init(asked.partition, error: partitions[index].listErrors.removeFirst()))
      } else {
        let offset: Offset =
          switch asked.timestamp {
          case .earliest: script.logStart
          case .latest: script.highWatermark
          case .timestamp: script.offsetForTime
          }
        answers.append(
          .init(
            asked.partition, error: .none, offset: offset, leaderEpoch: LeaderEpoch(script.epoch)))
      }
    }
    return ListOffsetsResponse(partitions: answers)
  }

  private func epochEnd(
    _ asked: OffsetForLeaderEpochRequest.Partition, at node: NodeID
  ) -> OffsetForLeaderEpochResponse.Partition {
    let script = partitions[Int(asked.partition.partition.raw)]
    let none = EpochEndOffset(epoch: .none, endOffset: .none)
    guard script.leader == node else {
      return .init(asked.partition, error: .notLeaderOrFollower, end: none)
    }
    let end = EpochEndOffset(epoch: asked.leaderEpoch, endOffset: script.logEnd)
    return .init(
      asked.partition, error: .none, end: script.epochEnds[asked.leaderEpoch.raw] ?? end)
  }

  private mutating func answerParked() {
    var waiting: [Parked] = []
    for fetch in parked {
      let answers = fetch.request.partitions.map { read($0, at: fetch.node.id) }
      let bytes = answers.reduce(0) { $0 + $1.batches.reduce(0) { $0 + $1.sizeInBytes } }
      let isUrgent = answers.contains { $0.error != .none || $0.preferredReadReplica != nil }
      guard bytes >= fetch.request.minBytes || isUrgent || now >= fetch.deadline else {
        waiting.append(fetch)
        continue
      }
      for answer in answers where answer.error != .none {
        let index = Int(answer.partition.partition.raw)
        if partitions[index].fetchErrors.first == answer.error {
          partitions[index].fetchErrors.removeFirst()
        }
      }
      push(
        .response(
          fetch.node, connection: fetch.connection, correlation: fetch.correlation,
          .fetch(FetchResponse(partitions: answers))), after: 1)
    }
    parked = waiting
  }

  private func read(_ asked: FetchPartition, at node: NodeID) -> FetchPartitionResponse {
    let script = partitions[Int(asked.partition.partition.raw)]
    let (mark, start) = (script.highWatermark, script.logStart)
    if let error = script.fetchErrors.first {
      return FetchPartitionResponse(asked.partition, error: error)
    }
    let leader =
      script.namesLeader
      ? script.leader.map { CurrentLeader(leader: $0, epoch: LeaderEpoch(script.epoch)) } : nil
    guard script.leader == node || script.preferredReplica == node else {
      return FetchPartitionResponse(
        asked.partition, error: .notLeaderOrFollower, currentLeader: leader)
    }
    if asked.currentLeaderEpoch.raw < script.epoch {
      return FetchPartitionResponse(asked.partition, error: .fencedLeaderEpoch)
    }
    if script.leader == node, let preferred = script.preferredReplica {
      return FetchPartitionResponse(
        asked.partition, error: .none, highWatermark: mark, logStart: start,
        preferredReadReplica: preferred)
    }
    if asked.fetchOffset < start || asked.fetchOffset > script.logEnd {
      return FetchPartitionResponse(asked.partition, error: .offsetOutOfRange)
    }
    var batches = Few<RecordBatch>.none
    var bytes: Int32 = 0
    for batch in script.batches
    where batch.lastOffset >= asked.fetchOffset && batch.nextOffset <= mark {
      if !batches.isEmpty, bytes + batch.sizeInBytes > asked.maxBytes { break }
      batches.append(batch)
      bytes += batch.sizeInBytes
    }
    return FetchPartitionResponse(
      asked.partition, error: .none, highWatermark: mark, logStart: start, batches: batches)
  }
}
