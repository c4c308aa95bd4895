/// The tick thread of a distributed worker: keeps it in its group and its connectors and tasks as the group wants them.
///
/// It does one thing at a time and waits for each: the stop of what was revoked holds it up, with all requests and
/// updates. It reads and writes no topic itself; it asks.
///
/// Source: `org.apache.kafka.connect.runtime.distributed.DistributedHerder`.
package struct Herder: Sendable {
  package let settings: HerderSettings
  package internal(set) var member: WorkerMember
  /// What the worker goes by of the config topic; the reader may be further (`configState`).
  package internal(set) var configuration: ConnectConfiguration
  /// What the group last gave out.
  package internal(set) var assignment: WorkerAssignment?
  /// What was started and not stopped.
  package internal(set) var running = ConnectorsAndTasks()
  /// When the worker rejoins by itself.
  package internal(set) var scheduledRebalance = Milliseconds.max
  /// The last assignment has been carried out.
  var isRebalanceResolved = true
  var canReadConfigs = true
  var readRetries = Self.readRetries
  var needsReconfiguration = false
  var updatedConnectors: [ConnectorIndex] = []
  var updatedTaskConnectors: [ConnectorIndex] = []
  var tasksToRestart: [ConnectTask] = []
  var requests: [PublishRequest] = []
  /// Asked for and not answered.
  var publishing: [PublishRequest] = []
  var isStopping = false
  var stage = Stage.new
  var memberEffects: [WorkerMemberEffect] = []

  static let readRetries: Int64 = 5

  /// What the tick thread does.
  enum Stage: Sendable {
    case new
    case startingServices
    /// Reads the config topic before it dares to join.
    case readingBeforeTick
    /// Has an assignment that is ahead of it.
    case readingForAssignment(rejoins: Bool, from: MemberCall)
    case backingOff(until: Milliseconds, then: AfterBackoff)
    case inMember(MemberCall)
    /// Inside the member's rebalance listener.
    case revoking(WorkStops, ConnectorsAndTasks, during: MemberCall)
    case flushingStatus(ConnectorsAndTasks, during: MemberCall)
    /// Restarts connectors whose configs changed, then stops tasks whose configs did.
    case restartingConnectors(WorkStops, [ConnectorIndex], thenTicks: Bool)
    case stoppingTasks(WorkStops, [ConnectTask], thenTicks: Bool)
    case haltingConnectors(WorkStops)
    case haltingTasks(WorkStops)
    case stopped
  }

  /// Which of its two calls of the member's `poll` the thread is in.
  enum MemberCall: Hashable, Sendable {
    case ensuringActive
    case polling
  }

  enum AfterBackoff: Hashable, Sendable {
    case tick
    case rejoin
  }

  /// A connector's task configs on their way to the config topic.
  struct PublishRequest: Hashable, Sendable {
    var at: Milliseconds
    var configs: TaskConfigs
    var attempts: Int64
  }

  package init(
    settings: HerderSettings, behaviour: ConnectBehaviour, names: ConnectorNames,
    bootstrap: [NodeID], clientBehaviour: ClientBehaviour, draws: ConsumerDraws = ConsumerDraws()
  ) {
    self.settings = settings
    member = WorkerMember(
      settings: settings.group, behaviour: behaviour, names: names, bootstrap: bootstrap,
      clientBehaviour: clientBehaviour, draws: draws)
    configuration = member.store
  }

  package var isLeader: Bool { member.isLeader }

  // MARK: Life

  package mutating func start(now: Milliseconds, into effects: inout [HerderEffect]) {
    guard case .new = stage else { preconditionFailure("a herder starts once") }
    stage = .startingServices
    effects.append(.startServices)
  }

  /// The internal topics were read to their ends.
  package mutating func servicesStarted(
    _ store: ConnectConfiguration, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    guard case .startingServices = stage else { preconditionFailure("nothing was starting") }
    member.store = store
    configuration = store
    tick(now: now, into: &effects)
  }

  /// The worker shall end: all is stopped, then the group is left.
  package mutating func stop(now: Milliseconds, into effects: inout [HerderEffect]) {
    guard !isStopping else { return }
    isStopping = true
    if case .backingOff = stage { return }
    wakeMember(now: now, into: &effects)
  }

  // MARK: Inputs of the network

  package mutating func connected(_ node: ConsumerNode) { member.connected(node) }

  package mutating func disconnected(_ node: ConsumerNode) { member.disconnected(node) }

  package mutating func responseArrived(
    _ node: ConsumerNode, correlation: Int32, _ response: Response
  ) {
    member.responseArrived(node, correlation: correlation, response)
  }

  /// Lets the threads go on; called after inputs of the network and at `nextWake`.
  package mutating func run(now: Milliseconds, into effects: inout [HerderEffect]) {
    member.run(now: now, into: &memberEffects)
    settleMember(now: now, into: &effects)
    expire(now: now, into: &effects)
  }

  /// When `run` is to be called if nothing happens before.
  package func nextWake(now: Milliseconds) -> Milliseconds {
    let wake = member.nextWake(now: now)
    switch stage {
    case .backingOff(let until, _): return min(wake, until)
    case .revoking(let stops, _, _), .restartingConnectors(let stops, _, _),
      .stoppingTasks(let stops, _, _), .haltingConnectors(let stops), .haltingTasks(let stops):
      return min(wake, stops.deadline)
    case .new, .startingServices, .readingBeforeTick, .readingForAssignment, .inMember,
      .flushingStatus:
      return wake
    case .stopped: return .max
    }
  }

  // MARK: The config topic

  /// The config topic's reader has read further.
  ///
  /// Source: `DistributedHerder.ConfigUpdateListener`.
  package mutating func configTopicAdvanced(
    to store: ConnectConfiguration, _ changes: [ConfigChange], now: Milliseconds,
    into effects: inout [HerderEffect]
  ) {
    member.store = store
    for change in changes {
      switch change {
      case .connectorUpdated(let connector):
        if configuration.taskCount(of: connector) == nil {
          needsReconfiguration = true
        } else if !updatedConnectors.contains(connector) {
          updatedConnectors.append(connector)
        }
      case .connectorRemoved(let connector):
        if configuration.taskCount(of: connector) != nil {
          needsReconfiguration = true
        } else if !updatedConnectors.contains(connector) {
          updatedConnectors.append(connector)
        }
      case .tasksUpdated(let connector):
        needsReconfiguration = true
        if !updatedTaskConnectors.contains(connector) { updatedTaskConnectors.append(connector) }
      }
    }
    if !changes.isEmpty { wakeMember(now: now, into: &effects) }
  }

  /// A connector wants other tasks than it has; its configs are made in the tick thread.
  ///
  /// Source: `requestTaskReconfiguration`.
  package mutating func taskConfigsRequested(
    _ configs: TaskConfigs, now: Milliseconds, into effects: inout [HerderEffect]
  ) {
    requests.removeAll { $0.configs.connector == configs.connector }
    requests.append(PublishRequest(at: now, configs: configs, attempts: 0))
    wakeMember(now: now, into: &effects)
  }

  /// The config topic has the task configs, or the attempt failed: then it is repeated, 250 ms doubled up to a minute.
  package mutating func taskConfigsPublished(
    _ connector: ConnectorIndex, isWritten: Bool, now: Milliseconds,
    into effects: inout [HerderEffect]
  ) {
    guard let place = publishing.firstIndex(where: { $0.configs.connector == connector }) else {
      return
    }
    var request = publishing.remove(at: place)
    guard !isWritten, !requests.contains(where: { $0.configs.connector == connector }) else {
      return
    }
    request.at = now + Milliseconds(min(250 << min(request.attempts, 8), 60_000))
    request.attempts += 1
    requests.append(request)
    wakeMember(now: now, into: &effects)
  }

  private mutating func wakeMember(now: Milliseconds, into effects: inout [HerderEffect]) {
    member.wakeUp(now: now, into: &memberEffects)
    settleMember(now: now, into: &effects)
  }
}
