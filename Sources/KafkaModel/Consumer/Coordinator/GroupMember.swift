/// The client's half of the classic group protocol: finds the coordinator, joins, synchronises, beats and leaves.
///
/// It knows nothing of topics: its owner gives metadata and assignments as bytes, so that consumers and Connect workers
/// are members alike. The owner hands it the answers of the network (`answered`), drives `ensureCoordinatorReady` and
/// `join` from its own thread, and runs the heartbeat thread at `heartbeatDeadline`.
/// Source: `org.apache.kafka.clients.consumer.internals.AbstractCoordinator`.
package struct GroupMember: Sendable {
  package internal(set) var state = State.unjoined
  package internal(set) var rejoinNeeded = true
  var needsJoinPrepare = true
  /// The coordinator, by the name of its own connection.
  package internal(set) var coordinator: NodeID?
  var thread = HeartbeatThread.none
  var readiness = Readiness.idle
  var future = JoinFuture.none
  var timers: HeartbeatTimers
  /// When the heartbeat thread last looked at the network: its next looks are whole back-offs later.
  var lastLook = Milliseconds.zero
  /// It sleeps after a search for the coordinator until then.
  var asleepUntil = Milliseconds.zero
  var lookup = Lookup.none
  /// Requests that are not answered and whose answers may come too late for their generations.
  var sent = Few<SentRequest>()
  /// What each heartbeat of this generation says: made once, as there are hundreds.
  private(set) var beat: Request
  package internal(set) var generation = MemberGeneration.none {
    didSet {
      beat = .heartbeat(identity)
      for place in sent.indices where sent[place].generation == nil {
        sent[place].generation = Shared(oldValue)
      }
    }
  }
  /// What the next JoinGroup gives as its reason.
  package internal(set) var rejoinReason = ""
  var joining = Joining.top
  var jitter: RandomSource
  package let settings: GroupMemberSettings

  /// `AbstractCoordinator.MemberState`
  package enum State: Hashable, Sendable {
    case unjoined
    /// JoinGroup is on its way.
    case preparing
    /// JoinGroup was answered, SyncGroup is on its way.
    case completing
    case stable

    package var hasNotJoined: Bool { self == .unjoined || self == .preparing }
  }

  /// `findCoordinatorFuture`
  enum Lookup: Hashable, Sendable {
    case none
    case asked(RequestTicket)
    case found
    case failed(MemberFailure)
  }

  /// Where `ensureCoordinatorReady` stands. Indirect, as it mostly is `idle`.
  indirect enum Readiness: Hashable, Sendable {
    case idle
    case asking(attempts: Int64)
    case polling(attempts: Int64)
    case sleeping(until: Milliseconds, attempts: Int64, refreshesMetadata: Bool)
    case awaitingMetadata(after: Int32, attempts: Int64)
  }

  /// Where `joinGroupIfNeeded` stands.
  enum Joining: Hashable, Sendable {
    case top
    case preparing
    case initiating
    case polling
    case sleeping(until: Milliseconds)
    case completing([UInt8])
  }

  /// `joinFuture`: from JoinGroup to the answer of SyncGroup.
  enum JoinFuture: Hashable, Sendable {
    case none
    case joining(RequestTicket)
    /// The member leads and its owner has not assigned yet.
    case assigning
    case syncing(RequestTicket)
    case succeeded([UInt8])
    case failed(MemberFailure)
  }

  enum HeartbeatThread: Hashable, Sendable {
    case none
    case disabled
    case enabled
    /// It died; the next poll throws this.
    case failed(MemberFailure)
  }

  struct SentRequest: Hashable, Sendable {
    var ticket: RequestTicket
    /// The generation in which it was sent, once that is over; nil while it lasts, as most requests live to see.
    var generation: Shared<MemberGeneration>?
  }

  package init(settings: GroupMemberSettings, jitter: RandomSource) {
    precondition(
      settings.heartbeatInterval < settings.sessionTimeout,
      "a heartbeat interval of \(settings.heartbeatInterval) is not below the session")
    self.settings = settings
    self.jitter = jitter
    beat = .heartbeat(
      GroupMemberIdentity(
        group: settings.group, generation: .unknown, member: .unknown,
        groupInstanceID: settings.groupInstanceID))
    timers = HeartbeatTimers(settings: settings)
  }

  /// The generation, if the member may act in it.
  package var generationIfStable: MemberGeneration? { state == .stable ? generation : nil }

  package var isRebalancing: Bool { state == .preparing || state == .completing }

  /// A rejoin is due or on its way.
  package var rejoinNeededOrPending: Bool { rejoinNeeded || future != .none }

  /// Why the last search for the coordinator failed, until the next one begins.
  package var failedLookup: MemberFailure? {
    if case .failed(let failure) = lookup { failure } else { nil }
  }

  /// The member leads its generation and waits for its owner's assignment.
  package var isAssigning: Bool { future == .assigning }

  package var identity: GroupMemberIdentity {
    GroupMemberIdentity(
      group: settings.group, generation: generation.id, member: generation.member,
      groupInstanceID: settings.groupInstanceID)
  }

  package mutating func requestRejoin(_ reason: String) {
    rejoinReason = reason
    rejoinNeeded = true
  }

  package mutating func requestRejoinIfNecessary(_ reason: String) {
    if !rejoinNeeded { requestRejoin(reason) }
  }

  /// An answer refused the member's identity: it leaves its generation, and its id too unless that may still be good.
  package mutating func resetOnError(_ error: ErrorCode, into effects: inout [ClientEffect]) {
    effects.append(.journal(.consumer(.fenced(error))))
    let keepsID = error == .illegalGeneration && settings.keepsMemberOnIllegalGeneration
    resetAndRejoin("encountered \(error)", keepsID: keepsID)
  }

  mutating func resetAndRejoin(_ reason: String, keepsID: Bool) {
    state = .unjoined
    generation = MemberGeneration(
      id: .unknown, member: keepsID ? generation.member : .unknown, protocolName: nil)
    requestRejoin(reason)
    if settings.preparesAfterReset { needsJoinPrepare = true }
  }
}
