import KafkaModel

/// A controller and its brokers, wired by messages that take one millisecond each; clients are the test itself.
struct BrokerLab {
  enum End: Hashable {
    case controller
    case broker(Int)
    case client
  }

  struct Connection {
    var client: End
    var channel: ChannelID?
    var server: End
    var isOpen = true
    var isEstablished = false
  }

  enum Happening {
    case established(Int)
    case refused(Int)
    case request(Int, correlation: Int32, Request)
    case response(Int, correlation: Int32, Response)
    case closed(Int, at: End)
    case brokerTimer(Int, life: Int, BrokerTimer)
    case controllerTimer(ControllerTimer)
    case brokerSynced(Int, life: Int, SyncToken)
    case controllerSynced(SyncToken)
  }

  struct Answer {
    var at: Int64
    var correlation: Int32
    var response: Response
  }

  static let controllerID = NodeID(100)

  var now: Int64 = 0
  var controller: Controller
  var brokers: [Broker] = []
  /// Counts starts, so that timers of an earlier life are dropped.
  var lives: [Int] = []
  /// Nothing reaches these brokers or leaves them, as behind a cut.
  var silent: Set<Int> = []
  /// Only clients reach these brokers.
  var isolated: Set<Int> = []
  /// How long a synced write takes at a broker.
  var syncTime: [Int64]
  var listening: Set<Int> = []
  var connections: [Connection] = []
  /// By connection.
  var answers: [Int: [Answer]] = [:]
  var closedClients: Set<Int> = []
  /// Topics that clients named and brokers did not know, with the connection.
  var namings: [(broker: Int, topic: String, connection: Int)] = []
  var journal: [(at: Int64, broker: Int, event: JournalEvent)] = []
  /// Fetches by followers as they were sent.
  var fetches: [(at: Int64, by: Int, from: NodeID, partitions: [TopicPartition])] = []
  private var queue: [(at: Int64, order: Int, happening: Happening)] = []
  private var order = 0
  private var tokens: [(connection: Int, correlation: Int32)] = []

  init(
    brokers count: Int, settings: BrokerSettings = BrokerSettings(), racks: [String] = [],
    threadOrder: RandomSource = .still
  ) {
    let behaviour = BrokerBehaviour(
      strictMinIsr: true, minIsrCappedByReplicas: true, truncatesByLeaderEpoch: true,
      uncleanElectionInKRaft: true, leaderDiscoveryInResponses: true,
      eligibleLeaderReplicas: false)
    controller = Controller(
      id: Self.controllerID, settings: settings, behaviour: behaviour, placement: .still)
    syncTime = Array(repeating: 5, count: count)
    lives = Array(repeating: 0, count: count)
    brokers = (0..<count).map { index in
      Broker(
        id: NodeID(Int32(index)), controller: Self.controllerID,
        rack: index < racks.count ? racks[index] : nil, settings: settings,
        behaviour: behaviour, draws: Self.draws(threadOrder))
    }
    var effects: [ControllerEffect] = []
    controller.activate(now: .zero, effects: &effects)
    settle(effects)
    for index in 0..<count { start(index) }
    run(for: 3_000)
  }

  /// Still but for the member ids, which must differ.
  private static func draws(_ threadOrder: RandomSource) -> BrokerDraws {
    var draws = BrokerDraws()
    draws.threadOrder = threadOrder
    draws.memberIDs = .recorded((1...1_000).map { Int32($0) }, next: 0)
    return draws
  }

  // MARK: - Acting

  mutating func start(_ broker: Int) {
    lives[broker] += 1
    act(on: broker) { $0.start(now: $1, into: &$2) }
  }

  mutating func kill(_ broker: Int) {
    brokers[broker].killed(now: Milliseconds(now))
    listening.remove(broker)
    lives[broker] += 1
    for index in connections.indices where connections[index].isOpen {
      if connections[index].client == .broker(broker) {
        close(index, at: connections[index].server)
      } else if connections[index].server == .broker(broker) {
        close(index, at: connections[index].client)
      }
    }
  }

  mutating func stop(_ broker: Int) {
    act(on: broker) { $0.beginControlledShutdown(now: $1, into: &$2) }
  }

  mutating func isolate(_ broker: Int) { isolated = [broker] }

  mutating func createTopic(
    _ index: Int32 = 0, assignment: [[Int32]], minIsr: Int32 = 1
  ) {
    var settings = TopicSettings()
    settings.minInsyncReplicas = minIsr
    let topic = CreatableTopic(
      name: "orders", partitions: Int32(assignment.count),
      replicationFactor: Int16(assignment[0].count),
      assignment: assignment.map { $0.map { NodeID($0) } }, configs: settings)
    var effects: [ControllerEffect] = []
    controller.handle(
      .createTopics([topic]), token: RequestToken(-1), now: Milliseconds(now), effects: &effects)
    settle(effects)
    // A follower may ask before its leader is ready, and waits a second then.
    run(for: 2_500)
  }

  /// Opens a client's connection.
  mutating func connect(to broker: Int) -> Int {
    let index = connections.count
    connections.append(
      Connection(client: .client, channel: nil, server: .broker(broker), isEstablished: true))
    brokers[broker].accepted(ServerConnection(Int32(index)))
    return index
  }

  mutating func send(_ request: Request, correlation: Int32 = 1, on connection: Int) {
    push(.request(connection, correlation: correlation, request), after: 1)
  }

  mutating func disconnect(_ connection: Int) {
    close(connection, at: connections[connection].server)
  }

  /// One batch to each of the partitions.
  mutating func produce(
    _ partitions: [TopicPartition], acks: Acks, timeout: Int64 = 30_000, correlation: Int32 = 1,
    records: Int32 = 1, on connection: Int
  ) {
    let batch = RecordBatch(
      content: .anonymous, recordCount: records, sizeInBytes: 100,
      maxTimestamp: Milliseconds(now))
    send(
      .produce(
        ProduceRequest(
          acks: acks, timeout: Milliseconds(timeout),
          partitions: Few(partitions.map { ProducePartition($0, batch) }))),
      correlation: correlation, on: connection)
  }

  mutating func run(for milliseconds: Int64) { run(until: now + milliseconds) }

  mutating func run(until end: Int64) {
    while let next = queue.indices.min(by: {
      (queue[$0].at, queue[$0].order) < (queue[$1].at, queue[$1].order)
    }), queue[next].at <= end {
      let (at, _, happening) = queue.remove(at: next)
      now = at
      handle(happening)
    }
    now = end
  }

  // MARK: - Looking

  func produceAnswers(_ connection: Int) -> [ProducePartitionResponse] {
    (answers[connection] ?? []).flatMap { answer -> [ProducePartitionResponse] in
      if case .produce(let partitions) = answer.response { return Array(partitions) }
      return []
    }
  }

  func leader(_ key: TopicPartition) -> Int? {
    controller.image.partitions[key]?.leader.map { Int($0.raw) }
  }

  func isr(_ key: TopicPartition) -> [NodeID] { controller.image.partitions[key]?.isr ?? [] }

  func log(_ broker: Int, _ key: TopicPartition) -> ReplicaLog? { brokers[broker].log(of: key) }

  func times(of broker: Int, where matches: (JournalEvent) -> Bool) -> [Int64] {
    journal.filter { $0.broker == broker && matches($0.event) }.map(\.at)
  }

  // MARK: - Carrying

  private mutating func push(_ happening: Happening, after delay: Int64) {
    order += 1
    queue.append((now + delay, order, happening))
  }

  private mutating func close(_ index: Int, at end: End) {
    connections[index].isOpen = false
    push(.closed(index, at: end), after: 1)
  }

  private func isCut(_ one: End, _ other: End) -> Bool {
    for case .broker(let broker) in [one, other] {
      if silent.contains(broker) { return true }
      if isolated.contains(broker), one != .client, other != .client { return true }
    }
    return false
  }

  private mutating func act(
    on broker: Int, _ action: (inout Broker, Milliseconds, inout [BrokerEffect]) -> Void
  ) {
    var effects: [BrokerEffect] = []
    action(&brokers[broker], Milliseconds(now), &effects)
    for effect in effects { carry(effect, of: broker) }
  }

  private mutating func carry(_ effect: BrokerEffect, of broker: Int) {
    switch effect {
    case .listen:
      listening.insert(broker)
    case .respond(let connection, let correlation, let response, _):
      push(.response(Int(connection.raw), correlation: correlation, response), after: 1)
    case .closeConnection(let connection):
      close(Int(connection.raw), at: connections[Int(connection.raw)].client)
    case .connect(let channel, let node):
      let server: End = node == Self.controllerID ? .controller : .broker(Int(node.raw))
      connections.append(Connection(client: .broker(broker), channel: channel, server: server))
      let index = connections.count - 1
      if isCut(server, .broker(broker)) { return }
      if case .broker(let peer) = server, !listening.contains(peer) {
        push(.refused(index), after: 1)
      } else {
        push(.established(index), after: 1)
      }
    case .send(let channel, let correlation, let request, _):
      guard let index = openConnection(of: broker, channel) else { return }
      if case .fetch(let fetch) = request, case .fetcher(let source, _) = channel {
        fetches.append((now, broker, source, fetch.content.partitions.map(\.partition)))
      }
      push(.request(index, correlation: correlation, request), after: 1)
    case .closeChannel(let channel):
      if let index = openConnection(of: broker, channel) {
        close(index, at: connections[index].server)
      }
    case .setTimer(let timer, let at):
      push(.brokerTimer(broker, life: lives[broker], timer), after: max(0, at.raw - now))
    case .sync(let token):
      push(.brokerSynced(broker, life: lives[broker], token), after: syncTime[broker])
    case .journal(let event):
      journal.append((now, broker, event))
    case .asksForTopic(let name, let connection):
      namings.append((broker, name, Int(connection.raw)))
    case .readGroupLog(let partition, let batches):
      let records = batches.flatMap { content in
        content.groupLogWriter.map { Array(brokers[Int($0.raw)].groupLog(content.index)) } ?? []
      }
      act(on: broker) { $0.groupLogRead(partition, records: records, now: $1, into: &$2) }
    case .offsetsStored:
      break
    case .exited:
      listening.remove(broker)
      lives[broker] += 1
    }
  }

  private func openConnection(of broker: Int, _ channel: ChannelID) -> Int? {
    connections.lastIndex {
      $0.isOpen && $0.client == .broker(broker) && $0.channel == channel
    }
  }

  private mutating func settle(_ effects: [ControllerEffect]) {
    for effect in effects {
      switch effect {
      case .respond(let token, let response):
        guard token.raw >= 0 else { continue }
        let (connection, correlation) = tokens[Int(token.raw)]
        push(.response(connection, correlation: correlation, response), after: 1)
      case .sync(let token):
        push(.controllerSynced(token), after: 2)
      case .setTimer(let timer, let at):
        push(.controllerTimer(timer), after: max(0, at.raw - now))
      case .journal(let event):
        journal.append((now, -1, event))
      }
    }
  }

  private mutating func handle(_ happening: Happening) {
    let time = Milliseconds(now)
    switch happening {
    case .established(let index):
      guard connections[index].isOpen, case .broker(let broker) = connections[index].client,
        let channel = connections[index].channel
      else { return }
      connections[index].isEstablished = true
      if case .broker(let server) = connections[index].server {
        brokers[server].accepted(ServerConnection(Int32(index)))
      }
      act(on: broker) { $0.channelConnected(channel, now: $1, into: &$2) }
    case .refused(let index):
      guard connections[index].isOpen else { return }
      connections[index].isOpen = false
      if case .broker(let broker) = connections[index].client,
        let channel = connections[index].channel
      {
        act(on: broker) { $0.channelClosed(channel, now: $1, into: &$2) }
      }
    case .closed(let index, let end):
      connectionClosed(index, at: end)
    case .request(let index, let correlation, let request):
      deliver(request, correlation, on: index)
    case .response(let index, let correlation, let response):
      guard !isCut(connections[index].client, connections[index].server) else { return }
      switch connections[index].client {
      case .client:
        answers[index, default: []].append(
          Answer(at: now, correlation: correlation, response: response))
      case .broker(let broker):
        guard connections[index].isOpen, let channel = connections[index].channel else { return }
        act(on: broker) {
          $0.responseArrived(channel, correlation: correlation, response, now: $1, into: &$2)
        }
      case .controller:
        break
      }
    case .brokerTimer(let broker, let life, let timer):
      guard life == lives[broker] else { return }
      act(on: broker) { $0.timerFired(timer, now: $1, into: &$2) }
    case .brokerSynced(let broker, let life, let token):
      guard life == lives[broker] else { return }
      act(on: broker) { $0.synced(token, now: $1, into: &$2) }
    case .controllerTimer(let timer):
      var effects: [ControllerEffect] = []
      controller.timerFired(timer, now: time, effects: &effects)
      settle(effects)
    case .controllerSynced(let token):
      var effects: [ControllerEffect] = []
      controller.synced(token, now: time, effects: &effects)
      settle(effects)
    }
  }

  private mutating func connectionClosed(_ index: Int, at end: End) {
    switch end {
    case .client:
      closedClients.insert(index)
    case .controller:
      break
    case .broker(let broker):
      if connections[index].server == end {
        brokers[broker].connectionClosed(ServerConnection(Int32(index)), isReset: false)
      } else if let channel = connections[index].channel {
        // Only the channel's present connection is its own.
        guard openConnection(of: broker, channel) == nil else { return }
        act(on: broker) { $0.channelClosed(channel, now: $1, into: &$2) }
      }
    }
  }

  private mutating func deliver(_ request: Request, _ correlation: Int32, on index: Int) {
    guard connections[index].isOpen, !isCut(connections[index].server, connections[index].client)
    else { return }
    switch connections[index].server {
    case .broker(let broker):
      act(on: broker) {
        $0.requestArrived(
          ServerConnection(Int32(index)), correlation: correlation, request, now: $1, into: &$2)
      }
    case .controller:
      tokens.append((index, correlation))
      var effects: [ControllerEffect] = []
      controller.handle(
        request, token: RequestToken(Int64(tokens.count - 1)), now: Milliseconds(now),
        effects: &effects)
      settle(effects)
    case .client:
      break
    }
  }
}
