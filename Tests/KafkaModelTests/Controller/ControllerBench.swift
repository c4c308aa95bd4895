import KafkaModel
import Testing

/// A controller on a manual clock whose disk answers at once unless told otherwise.
struct ControllerBench {
  var controller: Controller
  var now = Milliseconds.zero
  var timers = [Milliseconds?](repeating: nil, count: ControllerTimer.allCases.count)
  var answers: [(at: Milliseconds, token: RequestToken, response: Response)] = []
  var journal: [(at: Milliseconds, event: JournalEvent)] = []
  var syncs: [SyncToken] = []
  var isDiskHeld = false
  private var nextToken: Int64 = 0

  init(
    brokers: [Int32] = [1, 2, 3], replicas: [[Int32]] = [[1, 2, 3]], unclean: Bool = false,
    uncleanInKRaft: Bool = true, isPeriodic: Bool = false, session: Int64 = 9_000
  ) {
    var records: [MetadataRecord] = []
    for id in brokers {
      records.append(
        .registerBroker(
          id: NodeID(id), epoch: BrokerEpoch(Int64(records.count)), incarnation: id,
          fenced: false, rack: nil))
    }
    var settings = TopicSettings()
    settings.uncleanLeaderElection = unclean
    records.append(.topic(TopicIndex(0), name: "orders", settings: settings))
    for (index, list) in replicas.enumerated() {
      let ids = list.map { NodeID($0) }
      records.append(
        .partition(
          TopicPartition(TopicIndex(0), PartitionIndex(Int32(index))),
          PartitionRegistration(
            replicas: ids, isr: ids, leader: ids[0], leaderEpoch: LeaderEpoch(0),
            partitionEpoch: PartitionEpoch(0))))
    }
    var broker = BrokerSettings()
    broker.sessionTimeout = Milliseconds(session)
    var behaviour = BrokerBehaviour(
      strictMinIsr: true, minIsrCappedByReplicas: true, truncatesByLeaderEpoch: true,
      uncleanElectionInKRaft: uncleanInKRaft, leaderDiscoveryInResponses: true,
      eligibleLeaderReplicas: false)
    behaviour.periodicControllerTasks = isPeriodic
    controller = Controller(
      id: NodeID(100), settings: broker, behaviour: behaviour,
      placement: .still, bootstrap: records)
  }

  mutating func activate() {
    var effects: [ControllerEffect] = []
    controller.activate(now: now, effects: &effects)
    take(effects)
  }

  /// Runs timers up to and including an instant.
  mutating func run(until end: Int64) {
    while let next = timers.compactMap({ $0 }).min(), next.raw <= end {
      now = max(now, next)
      guard let index = timers.firstIndex(of: next),
        let timer = ControllerTimer(rawValue: index)
      else { return }
      timers[index] = nil
      var effects: [ControllerEffect] = []
      controller.timerFired(timer, now: now, effects: &effects)
      take(effects)
    }
    now = Milliseconds(end)
  }

  @discardableResult
  mutating func send(_ request: Request, at instant: Int64? = nil) -> RequestToken {
    if let instant { run(until: instant) }
    nextToken += 1
    let token = RequestToken(nextToken)
    var effects: [ControllerEffect] = []
    controller.handle(request, token: token, now: now, effects: &effects)
    take(effects)
    return token
  }

  mutating func releaseDisk() {
    let tokens = syncs
    syncs = []
    for token in tokens { sync(token) }
  }

  mutating func restart(_ crash: ControllerCrash = .process) {
    controller.crash(crash)
    timers = [Milliseconds?](repeating: nil, count: timers.count)
    syncs = []
    activate()
  }

  private mutating func sync(_ token: SyncToken) {
    var effects: [ControllerEffect] = []
    controller.synced(token, now: now, effects: &effects)
    take(effects)
  }

  private mutating func take(_ effects: [ControllerEffect]) {
    for effect in effects {
      switch effect {
      case .respond(let token, let response): answers.append((now, token, response))
      case .setTimer(let timer, let at): timers[timer.rawValue] = at
      case .journal(let event): journal.append((now, event))
      case .sync(let token):
        if isDiskHeld { syncs.append(token) } else { sync(token) }
      }
    }
  }

  func answer(_ token: RequestToken) -> (at: Milliseconds, response: Response)? {
    answers.first { $0.token == token }.map { ($0.at, $0.response) }
  }

  func partition(_ index: Int32 = 0) -> PartitionRegistration? {
    controller.image.partitions[TopicPartition(TopicIndex(0), PartitionIndex(index))]
  }

  /// Leader (-1: none), ISR, leader epoch and partition epoch.
  func state(_ index: Int32 = 0) -> String {
    guard let partition = partition(index) else { return "no partition" }
    let leader = partition.leader?.raw ?? -1
    return
      "\(leader) \(partition.isr.map(\.raw)) \(partition.leaderEpoch) \(partition.partitionEpoch)"
  }

  func fencings() -> [String] {
    journal.compactMap { entry in
      if case .brokerFenced(let id) = entry.event { return "\(id)@\(entry.at.raw)" }
      return nil
    }
  }

  mutating func heartbeat(
    _ id: Int32, at instant: Int64? = nil, offset: Int64? = nil, wantFence: Bool = false,
    wantShutDown: Bool = false
  ) -> RequestToken {
    if let instant { run(until: instant) }
    return send(
      .brokerHeartbeat(
        BrokerHeartbeatRequest(
          broker: NodeID(id),
          brokerEpoch: controller.image.broker(NodeID(id))?.epoch ?? .none,
          currentMetadataOffset: offset.map { Offset($0) }
            ?? Offset(controller.highWatermark.raw - 1),
          wantFence: wantFence, wantShutDown: wantShutDown)))
  }

  @discardableResult
  mutating func register(
    _ id: Int32, incarnation: Int32, at instant: Int64? = nil
  ) -> RequestToken {
    send(
      .brokerRegistration(
        BrokerRegistrationRequest(broker: NodeID(id), incarnation: incarnation, rack: nil)),
      at: instant)
  }

  func heartbeatAnswer(_ token: RequestToken) -> BrokerHeartbeatResponse? {
    guard case .brokerHeartbeat(let response)? = answer(token)?.response else { return nil }
    return response
  }

  func registrationError(_ token: RequestToken) -> ErrorCode? {
    guard case .brokerRegistration(let error, _)? = answer(token)?.response else { return nil }
    return error
  }
}
