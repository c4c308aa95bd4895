/// The controller of a cluster in KRaft mode: the single voter of its metadata quorum.
///
/// Requests are handled one at a time, each in one atomic write. A write changes the controller's own view at once and
/// is answered when its records are committed; a request that writes nothing is answered when everything written
/// before it is committed. Refusals are answered at once.
/// Sources: `org.apache.kafka.controller.QuorumController` (3.9), `ClusterControlManager`, `ReplicationControlManager`.
package struct Controller: Sendable {
  /// When a sweep over partitions runs next (`ImbalanceSchedule`).
  enum Sweep: Hashable, Sendable {
    case deferred
    case immediately
    case scheduled
  }

  package let id: NodeID
  /// What all records written so far give, committed or not.
  package internal(set) var image = MetadataImage()

  /// The numbers of topics that clients ask for and nobody has created yet. Here a number stands for a topic's name, which
  /// a client may use before.
  var awaited: [(name: String, topic: TopicIndex)] = []
  let settings: BrokerSettings
  let behaviour: BrokerBehaviour
  var placement: RandomSource
  var log: MetadataLog
  var sessions: BrokerSessions
  /// Since KAFKA-17793 (4.0); before, `sessions` decides.
  var contacts: BrokerContacts
  var brokerOrder = TimelineHashOrder()
  var isActive = false
  /// Answers that wait for the commit of the records before them (`DeferredEventQueue`).
  var waiting: [(token: RequestToken, response: Response)] = []
  /// Long polls of the metadata log (`fetchPurgatory`).
  var parked: [ParkedFetch] = []
  /// Fetches that came while the raft thread was flushing.
  var held: [(token: RequestToken, request: MetadataLogFetchRequest)] = []
  var deadlines = [Milliseconds?](repeating: nil, count: ControllerTimer.allCases.count)
  var balance = Sweep.deferred
  var uncleanSweep = Sweep.deferred
  /// Partitions without leader, and partitions not led by their preferred replica.
  var leaderless = 0
  var imbalanced = 0

  struct ParkedFetch: Sendable {
    var token: RequestToken
    var fetchOffset: Offset
    var deadline: Milliseconds
  }

  /// `placement` draws the places of replicas. `bootstrap` are records committed and synced before the controller
  /// is created, one per offset from 0: a cluster found running. Brokers registered in them should carry as epoch
  /// the offset of their record.
  package init(
    id: NodeID, settings: BrokerSettings, behaviour: BrokerBehaviour, placement: RandomSource,
    bootstrap: [MetadataRecord] = []
  ) {
    precondition(!behaviour.eligibleLeaderReplicas, "eligible leader replicas are not modelled")
    self.id = id
    self.settings = settings
    self.behaviour = behaviour
    self.placement = placement
    self.log = MetadataLog(records: bootstrap, linger: settings.quorumAppendLinger)
    self.sessions = BrokerSessions(timeout: settings.sessionTimeout)
    self.contacts = BrokerContacts(timeout: settings.sessionTimeout)
    replay()
  }

  /// The offset after the last committed record; with one voter that is each that was written.
  package var highWatermark: Offset { log.highWatermark }

  /// The process has loaded its log and leads the quorum; once after `init` and once after each `crash`.
  ///
  /// A single voter elects itself while it starts, without any time-out (`KafkaRaftClient.initialize`), so activation
  /// takes no longer than the start of the process and the replay of its log. It writes its leader change record,
  /// here a no-op, without lingering. All unfenced brokers count as heard now; before 4.0 the timer that fences them is
  /// armed only by the first heartbeat or successful registration.
  package mutating func activate(now: Milliseconds, effects: inout [ControllerEffect]) {
    precondition(!isActive, "a controller activates once")
    isActive = true
    _ = log.append([.noOp], now: now)
    var delta = MetadataDelta()
    image.apply(.noOp, delta: &delta)
    sessions = BrokerSessions(timeout: settings.sessionTimeout)
    for id in brokerOrder.ids {
      guard let broker = image.broker(id) else { continue }
      sessions.register(id, fenced: broker.isFenced, now: now)
    }
    drain(now: now, &effects)
    if behaviour.periodicControllerTasks {
      beginPeriodicTasks(now: now, &effects)
    } else {
      scheduleSweeps(now: now, &effects)
    }
    setTimer(.writeNoOp, at: now + settings.metadataMaxIdleInterval, &effects)
  }

  /// Takes a request that has been read from a connection; the answer names the same token.
  package mutating func handle(
    _ request: Request, token: RequestToken, now: Milliseconds, effects: inout [ControllerEffect]
  ) {
    precondition(isActive, "a controller that is not active reads no requests")
    switch request {
    case .brokerRegistration(let request): register(request, token, now: now, &effects)
    case .brokerHeartbeat(let request): heartbeat(request, token, now: now, &effects)
    case .alterPartition(let request): alterPartition(request, token, now: now, &effects)
    case .metadataLogFetch(let request): fetch(request, token, now: now, &effects)
    case .createTopics(let topics): createTopics(topics, token, now: now, &effects)
    case .electLeaders(let request): electLeaders(request, token, now: now, &effects)
    case .alterConfigs(let changes): alterConfigs(changes, token, now: now, &effects)
    case .apiVersions: effects.append(.respond(token, .apiVersions))
    case .createPartitions(let topics): createPartitions(topics, token, now: now, &effects)
    case .deleteTopics(let names): deleteTopics(names, token, now: now, &effects)
    case .incrementalAlterConfigs(let topics):
      alterConfigs(topics, token, now: now, &effects)
    case .metadata, .initProducerID, .produce, .fetch, .deleteRecords, .findCoordinator, .joinGroup,
      .syncGroup, .heartbeat, .leaveGroup, .offsetCommit, .offsetFetch, .listOffsets,
      .offsetForLeaderEpoch, .describeConfigs, .listGroups, .describeGroups:
      preconditionFailure("not a request for a controller")
    }
  }

  /// A flush asked for has returned; one of an earlier life is ignored.
  package mutating func synced(
    _ token: SyncToken, now: Milliseconds, effects: inout [ControllerEffect]
  ) {
    guard isActive, log.finish(token) else { return }
    // The thread reads one message after each write, so a busy log does not starve its readers.
    while !held.isEmpty {
      let fetch = held.removeFirst()
      self.fetch(fetch.request, fetch.token, now: now, &effects)
      if drainWhenDue(now: now, &effects) { return }
    }
    _ = drainWhenDue(now: now, &effects)
  }

  /// A timer has come; one that is too early for the latest deadline of its kind is ignored.
  package mutating func timerFired(
    _ timer: ControllerTimer, now: Milliseconds, effects: inout [ControllerEffect]
  ) {
    guard isActive, let deadline = deadlines[timer.rawValue], now >= deadline else { return }
    deadlines[timer.rawValue] = nil
    switch timer {
    case .fenceStaleBroker:
      if behaviour.periodicControllerTasks {
        fencePeriodically(now: now, &effects)
      } else {
        fenceOneStaleBroker(now: now, &effects)
      }
    case .balanceLeaders: balanceLeaders(now: now, &effects)
    case .electUncleanLeaders: electUncleanLeaders(now: now, &effects)
    case .writeNoOp:
      setTimer(.writeNoOp, at: now + settings.metadataMaxIdleInterval, &effects)
      write([.noOp], now: now, &effects)
    case .appendLinger:
      if !log.isFlushing { _ = drainWhenDue(now: now, &effects) }
    case .fetchExpiry: expireFetches(now: now, &effects)
    }
  }

  /// Nobody waits for this request's answer any more: its connection is closed.
  package mutating func forget(_ token: RequestToken) {
    parked.removeAll { $0.token == token }
    held.removeAll { $0.token == token }
    waiting.removeAll { $0.token == token }
  }

  /// The process is gone; what its log keeps is ready for `activate`.
  ///
  /// Records still in the accumulator are lost, unanswered. After a power loss brokers may know records that the log
  /// has lost; that divergence is not modelled beyond refusing their fetches.
  package mutating func crash(_ crash: ControllerCrash) {
    isActive = false
    log.crash(crash)
    waiting = []
    parked = []
    held = []
    deadlines = [Milliseconds?](repeating: nil, count: ControllerTimer.allCases.count)
    balance = .deferred
    uncleanSweep = .deferred
    replay()
  }

  func setting(of topic: TopicIndex) -> TopicSettings {
    image.topic(topic)?.settings ?? settings.topicDefaults
  }

  mutating func setTimer(
    _ timer: ControllerTimer, at deadline: Milliseconds, _ effects: inout [ControllerEffect]
  ) {
    deadlines[timer.rawValue] = deadline
    effects.append(.setTimer(timer, at: deadline))
  }
}
