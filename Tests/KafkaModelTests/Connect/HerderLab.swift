import KafkaModel

/// Workers of one Connect cluster with a scripted coordinator; everything else answers at once.
struct HerderLab {
  struct Event: Equatable {
    enum What: Equatable {
      case assigned(ConnectorsAndTasks, delay: Int64)
      case revoked(ConnectorsAndTasks)
      case started(ConnectTask)
      case stopping(ConnectTask)
      case cancelled(ConnectTask)
      case coordinatorLost
      case published(TaskConfigs)
      case forwarded(TaskConfigs, MemberID)
      case stopped
    }
    var at: Int64
    var worker: Int
    var what: What
  }

  static let mirror = ConnectorIndex(0)
  var now = Milliseconds(1_000)
  var herders: [Herder] = []
  var group = ScriptedGroup()
  var store = ConnectConfiguration(offset: Offset(5))
  var log: [Event] = []
  /// Workers whose packets vanish.
  var cut: Set<Int> = []
  /// Workers that are dead.
  var dead: Set<Int> = []
  /// Tasks that do not stop.
  var stuck: Set<ConnectTask> = []
  private let delay: Int64
  private let compatibility: ConnectCompatibility
  private let grace: Int64

  init(
    tasks: Int32 = 2, delay: Int64 = 300_000, compatibility: ConnectCompatibility = .sessioned,
    grace: Int64 = 5_000
  ) {
    self.delay = delay
    self.compatibility = compatibility
    self.grace = grace
    store.set(Self.mirror, taskCount: tasks)
  }

  /// One more worker starts; answers its number.
  @discardableResult
  mutating func add() -> Int {
    let worker = herders.count
    var settings = WorkerGroupSettings(
      group: GroupID(index: 0, hash: 7), clientID: "w\(worker)", behaviour: ConsumerBehaviour())
    settings.maxDelay = Milliseconds(delay)
    settings.compatibility = compatibility
    settings.url = "http://w\(worker):8083/"
    herders.append(
      Herder(
        settings: HerderSettings(group: settings, gracefulTimeout: Milliseconds(grace)),
        behaviour: ConnectBehaviour(),
        names: ConnectorNames(["mirror"]), bootstrap: [NodeID(-1)],
        clientBehaviour: ClientBehaviour()))
    act(worker) { $0.start(now: $1, into: &$2) }
    settle()
    return worker
  }

  func tasks(_ worker: Int) -> [ConnectTask] { herders[worker].running.tasks }

  /// The worker's first event after a time for which this holds.
  func first(
    _ worker: Int, after time: Int64 = 0, _ isIt: (Event.What) -> Bool
  ) -> Int64? {
    log.first { $0.worker == worker && $0.at >= time && isIt($0.what) }?.at
  }

  mutating func run(for span: Int64) {
    let end = now + Milliseconds(span)
    settle()
    while true {
      let living = herders.indices.filter { !dead.contains($0) }
      let next = living.map { herders[$0].nextWake(now: now) }.min() ?? .max
      guard next <= end else { break }
      now = max(now, next)
      settle()
    }
    now = end
    settle()
  }

  /// The coordinator's session with a worker has ended.
  mutating func expire(_ worker: Int) {
    deliver(group.expire(worker))
    settle()
  }

  mutating func heal(_ worker: Int) {
    cut.remove(worker)
    // Whatever hung in the cut is reset.
    for id in [NodeID(-1), NodeID(1)] {
      herders[worker].disconnected(ConsumerNode(id))
    }
    herders[worker].disconnected(ConsumerNode(NodeID(1), isCoordinator: true))
    settle()
  }

  mutating func act(
    _ worker: Int, _ input: (inout Herder, Milliseconds, inout [HerderEffect]) -> Void
  ) {
    var effects: [HerderEffect] = []
    input(&herders[worker], now, &effects)
    for effect in effects { perform(effect, worker) }
  }

  mutating func settle() {
    for _ in 0..<30 {
      for worker in herders.indices where !dead.contains(worker) {
        act(worker) { $0.run(now: $1, into: &$2) }
      }
    }
  }

  private mutating func note(_ worker: Int, _ what: Event.What) {
    log.append(Event(at: now.raw, worker: worker, what: what))
  }

  private mutating func perform(_ effect: HerderEffect, _ worker: Int) {
    switch effect {
    case .connect(let node):
      if !cut.contains(worker) { herders[worker].connected(node) }
    case .close: break
    case .send(let node, let correlation, let request, _):
      guard !cut.contains(worker) else { return }
      switch request {
      case .apiVersions:
        herders[worker].responseArrived(node, correlation: correlation, .apiVersions)
      case .metadata:
        herders[worker].responseArrived(
          node, correlation: correlation,
          .metadata(MetadataResponse(brokers: [NodeID(1)], topics: [])))
      case _: deliver(group.serve(request, correlation, from: worker, at: node))
      }
    case .journal(.consumer(.coordinatorLost)): note(worker, .coordinatorLost)
    case .journal: break
    case .startServices:
      let store = store
      act(worker) { $0.servicesStarted(store, now: $1, into: &$2) }
    case .readConfigToEnd:
      let store = store
      act(worker) { $0.configRead(store, now: $1, into: &$2) }
    case .startConnector, .cancelConnector: break
    case .stopConnector(let connector):
      act(worker) { $0.connectorStopped(connector, now: $1, into: &$2) }
    case .startTask(let task): note(worker, .started(task))
    case .stopTask(let task, _):
      note(worker, .stopping(task))
      if !stuck.contains(task) { act(worker) { $0.taskStopped(task, now: $1, into: &$2) } }
    case .cancelTask(let task): note(worker, .cancelled(task))
    case .flushStatus: act(worker) { $0.statusFlushed(now: $1, into: &$2) }
    case .writeTaskConfigs(let configs): note(worker, .published(configs))
    case .forwardTaskConfigs(let configs, let leader): note(worker, .forwarded(configs, leader))
    case .assigned(let assignment, _):
      note(worker, .assigned(assignment.work, delay: assignment.delay.raw))
    case .revoked(let work): note(worker, .revoked(work))
    case .failed: preconditionFailure("the group refused a worker")
    case .stopped: note(worker, .stopped)
    }
  }

  private mutating func deliver(_ replies: [ScriptedGroup.Reply]) {
    for reply in replies where !cut.contains(reply.member) && !dead.contains(reply.member) {
      herders[reply.member].responseArrived(
        reply.node, correlation: reply.correlation, reply.response)
    }
  }
}
