/// A worker's membership in the group of its Connect cluster: the tick thread while it is in `poll`, and the heartbeat
/// thread.
///
/// The herder calls `poll`, reports what the network brings, and calls `run` after any of these and at `nextWake`.
/// Each `poll` ends in one `returned`; between, `revoke` may ask the herder to stop work and to answer `revoked`.
///
/// Source: `org.apache.kafka.connect.runtime.distributed.WorkerCoordinator`, `WorkerGroupMember`.
package struct WorkerMember: Sendable {
  package let settings: WorkerGroupSettings
  let names: ConnectorNames
  package internal(set) var network: ConsumerNetwork
  package internal(set) var member: GroupMember
  /// The leader's memory; it lives as long as the process, leader or not.
  package internal(set) var assignor: IncrementalCooperativeAssignor
  /// What the worker was last given; nil before that and after it gave all up by itself.
  package internal(set) var assignment: WorkerAssignment?
  /// What the config topic's reader knows now (`ConfigBackingStore.snapshot`).
  package var store: ConnectConfiguration
  /// What it knew when the worker last joined.
  var configuration: ConnectConfiguration
  /// The protocol that the group speaks.
  package internal(set) var compatibility: ConnectCompatibility
  var lastCompleted = GenerationID.unknown
  var isRejoinRequested = false
  var isWokenUp = false
  var thread = TickThread.outside
  var idleRounds = 0
  var clientEffects: [ClientEffect] = []

  /// Where the tick thread is.
  enum TickThread: Hashable, Sendable {
    case outside
    case inside(deadline: Milliseconds, Stage, Pause)
  }

  /// Where `WorkerCoordinator.poll` stands.
  enum Stage: Hashable, Sendable {
    case top
    case discovering(until: Milliseconds)
    /// All work was given up because there is no coordinator.
    case givenUp
    case deciding
    case joining
    /// What an eager group takes away before each rebalance was stopped.
    case prepared
    /// What the new assignment takes away was stopped.
    case completing(WorkerAssignment)
    case beating
    case polled
  }

  /// Why the thread does not go on.
  enum Pause: Hashable, Sendable {
    case running
    case polling(until: Milliseconds)
    case sleeping(until: Milliseconds)
    /// The herder stops what was revoked.
    case listening
  }

  package init(
    settings: WorkerGroupSettings, behaviour: ConnectBehaviour, names: ConnectorNames,
    bootstrap: [NodeID], clientBehaviour: ClientBehaviour, draws: ConsumerDraws = ConsumerDraws()
  ) {
    self.settings = settings
    self.names = names
    var metadata = ClientMetadata(
      bootstrap: bootstrap, settings: settings.client, behaviour: clientBehaviour)
    metadata.interest = .named([])
    network = ConsumerNetwork(
      client: NetworkClient(
        settings: settings.client, behaviour: clientBehaviour, metadata: metadata,
        draws: draws.client),
      heartbeatInterval: settings.member.heartbeatInterval)
    member = GroupMember(settings: settings.member, jitter: draws.retryJitter)
    assignor = IncrementalCooperativeAssignor(maxDelay: settings.maxDelay, behaviour: behaviour)
    store = ConnectConfiguration(offset: Offset(-1))
    configuration = store
    compatibility = settings.compatibility
  }

  /// The member's id while it is in a stable generation.
  package var memberID: MemberID? { member.generationIfStable?.member }

  package var isLeader: Bool { assignment.map { $0.leader == memberID } ?? false }

  // MARK: What the herder calls

  /// The tick thread enters `poll` for this long; with no time, it still joins the group if it has to.
  package mutating func poll(
    timeout: Milliseconds, now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    precondition(thread == .outside, "the tick thread is one")
    thread = .inside(deadline: now + timeout, .top, .running)
    run(now: now, into: &effects)
  }

  /// What `revoke` named was stopped.
  package mutating func revoked(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    guard case .inside(let deadline, let stage, .listening) = thread else {
      preconditionFailure("nothing was revoked")
    }
    thread = .inside(deadline: deadline, stage, .running)
    run(now: now, into: &effects)
  }

  /// The next wait of the tick thread for the network ends at once.
  package mutating func wakeUp(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    isWokenUp = true
    run(now: now, into: &effects)
  }

  package mutating func requestRejoin() { isRejoinRequested = true }

  /// Leaves the group without stopping anything.
  package mutating func leave(
    _ reason: String, now: Milliseconds, into effects: inout [WorkerMemberEffect]
  ) {
    member.leave(reason, now: now, network: &network, into: &clientEffects)
    look(now: now, into: &effects)
  }

  /// The end of the process: leaves and lets go.
  package mutating func close(now: Milliseconds, into effects: inout [WorkerMemberEffect]) {
    leave("the consumer is being closed", now: now, into: &effects)
    member.closeHeartbeatThread()
    thread = .outside
  }

  // MARK: Inputs of the network

  package mutating func connected(_ node: ConsumerNode) {
    network.client.connected(node.connection)
  }

  package mutating func disconnected(_ node: ConsumerNode) {
    network.client.disconnected(node.connection)
  }

  package mutating func responseArrived(
    _ node: ConsumerNode, correlation: Int32, _ response: Response
  ) {
    network.client.responseArrived(node.connection, correlation: correlation, response)
  }
}
