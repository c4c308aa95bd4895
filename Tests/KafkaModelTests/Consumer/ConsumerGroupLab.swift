import KafkaModel

/// Consumers of one group, each in its application's loop, against one broker that is also their coordinator.
///
/// Every message takes one millisecond. The coordinator keeps Kafka's rules of the join barrier in their simplest form.
struct ConsumerGroupLab {
  struct Member {
    var consumer: Consumer
    var wakeAt = Int64.max
    /// When the application goes on after its call returned; nil inside a call or when it has stopped.
    var nextCall: Int64?
    var isAlive = true
    /// A frozen process: what happens to it waits.
    var isFrozen = false
    /// Commits inside of onPartitionsRevoked.
    var commitsInRevoked = false
    /// How long the application works after each poll that brought records.
    var work: Int64 = 0
    var isListening = false
    var subscription: ConsumerCall
    var scripted: [ConsumerCall] = []
    var call: ConsumerCall?
    var positions: [Int64] = []
  }

  enum Event: Hashable {
    case revoked([Int32])
    case lost([Int32])
    case assigned([Int32])
    /// Records of a partition: first offset and count.
    case records(Int32, Int64, Int32)
    case committed(CommitOutcome.Kind, ConsumerException?)
    case failed(ConsumerException)
    case returned(String)
  }

  struct Entry: Hashable {
    var at: Int64
    var member: Int
    var event: Event
  }

  enum Happening {
    case connected(ConsumerNode)
    case refused(ConsumerNode)
    case request(ConsumerNode, Int32, Request)
    case response(ConsumerNode, Int32, Response)
    case wake
    case application
    case broken(ConsumerNode)
    case fetchTimer
  }

  struct Queued {
    var at: Int64
    var order: Int
    var member: Int
    var happening: Happening
  }

  static let orders = TopicIndex(0)

  var now: Int64 = 0
  var members: [Member] = []
  var entries: [Entry] = []
  var sent: [(at: Int64, member: Int, request: Request)] = []
  var group = ScriptedGroup()
  /// Partitions by topic; names are "orders", "other".
  var partitionCounts = [3, 0]
  /// Records there are in each partition.
  var logEnds: [Int64] = Array(repeating: 0, count: 12)
  /// Answers in place of the coordinator's, per member and kind, first one first.
  var scripted: [(member: Int, response: Response)] = []
  /// Requests of these kinds get no answer.
  var silent: Set<RequestKind> = []
  private var queue: [Queued] = []
  private var order = 0
  private var parked:
    [(
      member: Int, node: ConsumerNode, correlation: Int32, request: FetchRequest, until: Int64
    )] = []
  private var backlog: [(member: Int, node: ConsumerNode, correlation: Int32, response: Response)] =
    []

  // MARK: The application

  @discardableResult
  mutating func start(
    subscription: ConsumerCall = .subscribe(["orders"]), behaviour: ConsumerBehaviour = .init(),
    _ change: (inout ConsumerSettings) -> Void = { _ in }
  ) -> Int {
    var settings = ConsumerSettings()
    settings.group = GroupID(index: 0, hash: 7)
    settings.autoOffsetReset = .earliest
    change(&settings)
    let consumer = Consumer(
      index: Int32(members.count), settings: settings, behaviour: behaviour,
      bootstrap: [NodeID(-1)], draws: ConsumerDraws())
    members.append(Member(consumer: consumer, subscription: subscription))
    let index = members.count - 1
    push(index, .application, after: 0)
    members[index].nextCall = now
    members[index].scripted = [subscription]
    return index
  }

  mutating func kill(_ index: Int) {
    members[index].isAlive = false
    queue.removeAll { $0.member == index }
    parked.removeAll { $0.member == index }
  }

  /// What the application calls next, in place of poll.
  mutating func next(_ index: Int, _ call: ConsumerCall) { members[index].scripted.append(call) }

  mutating func run(to end: Int64) {
    while true {
      let candidates = queue.indices.filter { !members[queue[$0].member].isFrozen }
      let first = candidates.min {
        (queue[$0].at, queue[$0].order) < (queue[$1].at, queue[$1].order)
      }
      guard let first, queue[first].at <= end else { break }
      let entry = queue.remove(at: first)
      now = max(now, entry.at)
      handle(entry)
    }
    now = end
  }

  mutating func freeze(_ index: Int) { members[index].isFrozen = true }
  mutating func thaw(_ index: Int) { members[index].isFrozen = false }

  func log(_ member: Int, from: Int64 = 0) -> [Event] {
    entries.filter { $0.member == member && $0.at >= from }.map(\.event)
  }

  func callbacks(_ member: Int, from: Int64 = 0) -> [Event] {
    log(member, from: from).filter {
      switch $0 {
      case .revoked, .lost, .assigned: true
      case .records, .committed, .failed, .returned: false
      }
    }
  }

  func sent(_ kind: RequestKind, by member: Int, from: Int64 = 0) -> [Request] {
    sent.filter { $0.member == member && $0.request.kind == kind && $0.at >= from }.map(\.request)
  }

  // MARK: Events

  private mutating func push(_ member: Int, _ happening: Happening, after span: Int64) {
    queue.append(Queued(at: now + span, order: order, member: member, happening: happening))
    order += 1
  }

  private mutating func handle(_ entry: Queued) {
    let index = entry.member
    guard members[index].isAlive else { return }
    var effects: [ConsumerEffect] = []
    let time = Milliseconds(now)
    switch entry.happening {
    case .connected(let node):
      members[index].consumer.connected(node)
      members[index].consumer.wake(now: time, into: &effects)
    case .refused(let node), .broken(let node):
      members[index].consumer.disconnected(node)
      members[index].consumer.wake(now: time, into: &effects)
    case .response(let node, let correlation, let response):
      members[index].consumer.responseArrived(node, correlation: correlation, response)
      members[index].consumer.wake(now: time, into: &effects)
    case .wake:
      guard members[index].wakeAt <= now else { return }
      members[index].wakeAt = .max
      members[index].consumer.wake(now: time, into: &effects)
    case .application:
      goOn(index, into: &effects)
    case .fetchTimer:
      serveFetches()
      return
    case .request(let node, let correlation, let request):
      serve(request, correlation, of: node, index)
      return
    }
    settle(effects, index)
  }

  private mutating func goOn(_ index: Int, into effects: inout [ConsumerEffect]) {
    let time = Milliseconds(now)
    if members[index].isListening {
      members[index].isListening = false
      members[index].consumer.listenerReturned(now: time, into: &effects)
      return
    }
    let call =
      members[index].scripted.isEmpty
      ? .poll(timeout: Milliseconds(100)) : members[index].scripted.removeFirst()
    members[index].call = call
    members[index].consumer.call(call, now: time, into: &effects)
  }

  private mutating func note(_ index: Int, _ event: Event) {
    entries.append(Entry(at: now, member: index, event: event))
  }

  private mutating func settle(_ effects: [ConsumerEffect], _ index: Int) {
    for effect in effects {
      switch effect {
      case .connect(let node): push(index, .connected(node), after: 1)
      case .close(let node):
        parked.removeAll { $0.member == index && $0.node == node }
        backlog.removeAll { $0.member == index && $0.node == node }
        queue.removeAll { queued in
          guard queued.member == index else { return false }
          switch queued.happening {
          case .connected(let other), .refused(let other), .broken(let other),
            .request(let other, _, _), .response(let other, _, _):
            return other == node
          case .wake, .application, .fetchTimer:
            return false
          }
        }
      case .send(let node, let correlation, let request, _):
        sent.append((now, index, request))
        push(index, .request(node, correlation, request), after: 1)
      case .wake(let at):
        members[index].wakeAt = at.raw
        if at != .max { push(index, .wake, after: max(at.raw - now, 0)) }
      case .returned(let answer):
        returned(answer, index)
      case .listener(let callback):
        listen(callback, index)
      case .committed(let outcome):
        note(index, .committed(outcome.kind, outcome.failure))
      case .journal:
        break
      }
    }
  }

  private mutating func listen(_ callback: RebalanceCallback, _ index: Int) {
    members[index].isListening = true
    switch callback {
    case .revoked(let partitions):
      note(index, .revoked(partitions.map(\.partition.raw)))
      if members[index].commitsInRevoked, !partitions.isEmpty {
        var effects: [ConsumerEffect] = []
        members[index].call = .commitSync
        members[index].consumer.call(.commitSync, now: Milliseconds(now), into: &effects)
        settle(effects, index)
        return
      }
    case .lost(let partitions): note(index, .lost(partitions.map(\.partition.raw)))
    case .assigned(let partitions): note(index, .assigned(partitions.map(\.partition.raw)))
    }
    push(index, .application, after: 0)
  }

  private mutating func returned(_ answer: ConsumerAnswer, _ index: Int) {
    var pause: Int64 = 0
    switch answer {
    case .done:
      if let call = members[index].call { note(index, .returned(Self.name(call))) }
      if case .close = members[index].call { members[index].isAlive = false }
    case .records(let batches):
      for batch in batches {
        note(
          index, .records(batch.partition.partition.raw, batch.firstOffset.raw, batch.count))
      }
      if !batches.isEmpty { pause = members[index].work }
    case .failed(let exception):
      note(index, .failed(exception))
    }
    push(index, .application, after: pause)
  }

  private static func name(_ call: ConsumerCall) -> String {
    switch call {
    case .commitSync, .commitSyncOffsets: "commitSync"
    case .commitAsync, .commitAsyncOffsets: "commitAsync"
    case .subscribe([]): "unsubscribe"
    case .close: "close"
    case .subscribe, .subscribePattern: "subscribe"
    case .assign, .poll, .positions, .seek, .seekToBeginning, .seekToEnd, .pause, .resume: "other"
    }
  }

  // MARK: The broker

  /// A connection's answers keep the order of its requests: they wait behind a parked fetch.
  private mutating func answer(
    _ response: Response, _ index: Int, _ node: ConsumerNode, _ correlation: Int32
  ) {
    if parked.contains(where: { $0.member == index && $0.node == node }) {
      backlog.append((index, node, correlation, response))
      return
    }
    push(index, .response(node, correlation, response), after: 1)
  }

  private mutating func serve(
    _ request: Request, _ correlation: Int32, of node: ConsumerNode, _ index: Int
  ) {
    if silent.contains(request.kind) { return }
    if let place = scripted.firstIndex(where: {
      $0.member == index && $0.response.kind == request.kind
    }) {
      return answer(scripted.remove(at: place).response, index, node, correlation)
    }
    switch request {
    case .apiVersions: answer(.apiVersions, index, node, correlation)
    case .metadata(let request):
      answer(.metadata(metadata(request)), index, node, correlation)
    case .listOffsets(let request):
      let answers = request.partitions.map {
        ListOffsetsResponse.Partition($0.partition, error: .none, offset: Offset(0))
      }
      answer(.listOffsets(ListOffsetsResponse(partitions: answers)), index, node, correlation)
    case .offsetForLeaderEpoch(let request):
      let answers = request.partitions.map {
        OffsetForLeaderEpochResponse.Partition(
          $0.partition, error: .none,
          end: EpochEndOffset(epoch: $0.leaderEpoch, endOffset: Offset(1_000_000)))
      }
      answer(
        .offsetForLeaderEpoch(OffsetForLeaderEpochResponse(partitions: answers)), index, node,
        correlation)
    case .fetch(let request):
      // The last fetch of a session asks for nothing and is answered at once.
      let request = request.content
      let wait = request.partitions.isEmpty ? 0 : request.maxWait.raw
      parked.append((index, node, correlation, request, now + wait))
      push(index, .fetchTimer, after: wait)
      serveFetches()
    default:
      for reply in group.serve(request, correlation, from: index, at: node) {
        answer(reply.response, reply.member, reply.node, reply.correlation)
      }
    }
  }

  /// Records are written to a partition.
  mutating func append(_ count: Int64, to partition: Int) {
    logEnds[partition] += count
    serveFetches()
  }

  private mutating func serveFetches() {
    var waiting = parked
    waiting.removeAll()
    var served = backlog
    served.removeAll()
    for fetch in parked {
      let answers = fetch.request.partitions.map { asked -> FetchPartitionResponse in
        let end = logEnds[Int(asked.partition.partition.raw)]
        var batches = Few<RecordBatch>.none
        if asked.fetchOffset.raw < end {
          batches.append(
            RecordBatch(
              content: BatchContent(producer: asked.partition.partition.raw, index: 0),
              recordCount: Int32(end - asked.fetchOffset.raw), sizeInBytes: 100,
              maxTimestamp: Milliseconds(now), baseOffset: asked.fetchOffset,
              leaderEpoch: LeaderEpoch(0)))
        }
        return FetchPartitionResponse(
          asked.partition, error: .none, highWatermark: Offset(end), logStart: Offset(0),
          batches: batches)
      }
      if answers.allSatisfy(\.batches.isEmpty), now < fetch.until {
        waiting.append(fetch)
      } else {
        served.append(
          (
            fetch.member, fetch.node, fetch.correlation,
            .fetch(FetchResponse(partitions: answers))
          ))
      }
    }
    parked = waiting
    let held = served + backlog
    backlog.removeAll()
    for entry in held { answer(entry.3, entry.0, entry.1, entry.2) }
  }

  private func metadata(_ request: MetadataRequest) -> MetadataResponse {
    let names = ["orders", "other"]
    let topics = names.indices.compactMap { index -> MetadataTopic? in
      guard partitionCounts[index] > 0,
        request.topics == nil || request.names.contains(names[index])
      else { return nil }
      let partition = MetadataPartition(
        error: .none, leader: NodeID(1), leaderEpoch: LeaderEpoch(0), replicas: [NodeID(1)],
        isr: [NodeID(1)])
      return MetadataTopic(
        TopicIndex(Int32(index)), name: names[index], error: .none,
        partitions: Array(repeating: partition, count: partitionCounts[index]))
    }
    return MetadataResponse(brokers: [NodeID(1)], topics: topics)
  }
}
