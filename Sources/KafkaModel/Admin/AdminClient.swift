/// The Java admin client: calls that wait for nobody, and one network thread that carries them out.
///
/// The shell queues calls (`call`), reports what the network brings (`connected`, `disconnected`,
/// `responseArrived`), and calls `poll` after any of these and at the time of the last `.wake`; the first
/// `poll` starts the thread. Each call ends in one `.returned`.
/// Source: `org.apache.kafka.clients.admin.KafkaAdminClient`, `AdminApiDriver`.
package struct AdminClient: Sendable {
  package let settings: AdminSettings
  package internal(set) var client: NetworkClient
  var metadata: AdminMetadata
  var draws: AdminDraws
  let retryBackoff: ExponentialBackoff
  var jobs: [AdminJob] = []
  /// Requests of calls that the thread has not seen.
  var arrivals: [AdminRequest] = []
  /// Requests without a node (`pendingCalls`).
  var pending: [AdminRequest] = []
  /// Requests that wait for their node, ascending by node (`callsToSend`).
  var assigned: [AssignedQueue] = []
  /// At most one for each node (`callsInFlight`).
  var inFlight: [InFlight] = []
  var life = Life.running
  /// The thread sleeps until then unless it is woken.
  var sleepsUntil = Milliseconds(Int64.min)
  var isWoken = false
  var clientEffects: [ClientEffect] = []
  var completions: [ClientCompletion] = []
  /// What ended by the client's own hand, for the next reading.
  var held: [ClientCompletion] = []

  struct AssignedQueue: Sendable {
    let node: NodeID
    var requests: [AdminRequest]
    /// When the node has taken too long to become ready (`nodeReadyDeadlines`).
    var readyDeadline: Milliseconds?
  }

  struct InFlight: Sendable {
    let node: NodeID
    let correlation: Int32
    var request: AdminRequest
  }

  enum Life: Hashable, Sendable {
    case running
    /// No new calls; ends when all are done, or at the deadline.
    case closing(deadline: Milliseconds)
    case closed
  }

  package init(
    settings: AdminSettings, behaviour: ClientBehaviour, bootstrap: [NodeID], draws: AdminDraws
  ) {
    self.settings = settings
    self.draws = draws
    metadata = AdminMetadata(settings: settings.client)
    var nodes = ClientMetadata(
      bootstrap: bootstrap, settings: settings.client, behaviour: behaviour)
    nodes.interest = .owners
    client = NetworkClient(
      settings: settings.client, behaviour: behaviour, metadata: nodes, draws: draws.client)
    retryBackoff = ExponentialBackoff(
      initial: settings.client.retryBackoff,
      limit: behaviour.exponentialRetryBackoff
        ? settings.client.retryBackoffMax : settings.client.retryBackoff,
      recordedFactor: behaviour.recordedJitter)
  }

  /// Queues a call; it fails with a time-out after `timeout`, by default `default.api.timeout.ms`.
  package mutating func call(
    _ id: AdminCallID, _ call: AdminCall, timeout: Milliseconds? = nil, now: Milliseconds,
    into effects: inout [AdminEffect]
  ) {
    guard life == .running else {
      effects.append(.returned(id, .failed(.closed)))
      return
    }
    let job = AdminJob(id, call, deadline: now + (timeout ?? settings.defaultAPITimeout))
    jobs.append(job)
    begin(job, now: now, into: &effects)
    isWoken = true
  }

  /// `close`: calls that are not done by then fail.
  package mutating func close(timeout: Milliseconds, now: Milliseconds) {
    guard life == .running else { return }
    life = .closing(deadline: now + timeout)
    isWoken = true
  }

  package mutating func connected(_ node: NodeID) { client.connected(node) }

  /// The node refused the attempt, or the connection ended.
  package mutating func disconnected(_ node: NodeID) { client.disconnected(node) }

  package mutating func responseArrived(
    _ node: NodeID, correlation: Int32, _ response: Response
  ) {
    client.responseArrived(node, correlation: correlation, response)
  }
}
