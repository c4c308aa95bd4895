import KafkaModel

/// A member with a network whose nodes connect at once and answer only what a test tells them to.
struct MemberLab {
  struct Sent {
    var node: NodeID
    var correlation: Int32
    var request: Request
  }

  var now = Milliseconds(1_000)
  var network: ConsumerNetwork
  var member: GroupMember
  /// Not answered yet, oldest first.
  var sent: [Sent] = []
  var notices: [MemberNotice] = []
  var journal: [JournalEvent] = []
  var closed: [NodeID] = []
  /// Nodes that refuse connections.
  var refusing: Set<NodeID> = []
  var isApplicationBusy = false

  init(_ change: (inout GroupMemberSettings) -> Void = { _ in }) {
    var settings = Self.settings
    change(&settings)
    let client = NetworkClient(
      settings: ClientSettings(), behaviour: ClientBehaviour(),
      metadata: ClientMetadata(
        bootstrap: [NodeID(-1)], settings: ClientSettings(), behaviour: ClientBehaviour()),
      draws: ClientDraws())
    network = ConsumerNetwork(client: client, heartbeatInterval: settings.heartbeatInterval)
    member = GroupMember(settings: settings, jitter: .still)
  }

  static let settings = GroupMemberSettings(
    group: GroupID(index: 0, hash: 7), groupInstanceID: nil, clientID: "c",
    protocolType: "consumer", sessionTimeout: Milliseconds(10_000),
    rebalanceTimeout: Milliseconds(300_000), heartbeatInterval: Milliseconds(3_000),
    requestTimeout: Milliseconds(30_000),
    retryBackoff: ExponentialBackoff(initial: Milliseconds(100), limit: Milliseconds(1_000)),
    leavesGroupOnClose: true, keepsMemberOnIllegalGeneration: true,
    preparesAfterReset: true, backsOffLookups: true,
    supportsSkippingAssignment: true)

  /// Polls the network without sleeping until nothing moves, hands out answers, runs the heartbeat thread.
  mutating func pump() {
    for _ in 0..<20 {
      var effects: [ClientEffect] = []
      _ = network.beginPoll(timeout: .zero, blocks: false, now: now, into: &effects)
      let isQuiet = !network.finishPoll(now: now, into: &effects)
      let answers = network.answers
      network.answers.removeAll()
      for answer in answers {
        let notice = member.answered(answer, now: now, network: &network, into: &effects)
        if notice != .none { notices.append(notice) }
      }
      member.runHeartbeatThread(
        isApplicationBusy: isApplicationBusy, now: now, network: &network, into: &effects)
      perform(effects)
      if isQuiet, answers.isEmpty, effects.isEmpty { return }
    }
  }

  private mutating func perform(_ effects: [ClientEffect]) {
    for effect in effects {
      switch effect {
      case .connect(let node):
        if refusing.contains(node) {
          network.client.disconnected(node)
        } else {
          network.client.connected(node)
        }
      case .close(let node):
        closed.append(node)
        sent.removeAll { $0.node == node }
      case .send(let node, let correlation, .apiVersions, _):
        network.client.responseArrived(node, correlation: correlation, .apiVersions)
      case .send(let node, let correlation, .metadata, _):
        network.client.responseArrived(
          node, correlation: correlation,
          .metadata(MetadataResponse(brokers: [NodeID(1), NodeID(2)], topics: [])))
      case .send(let node, let correlation, let request, _):
        sent.append(Sent(node: node, correlation: correlation, request: request))
      case .journal(let event):
        journal.append(event)
      }
    }
  }

  /// Goes on to a time, by way of the heartbeat thread's deadlines.
  mutating func run(to time: Int64) {
    let end = Milliseconds(time)
    while true {
      pump()
      let due = member.heartbeatDeadline(isApplicationBusy: isApplicationBusy)
      guard due <= end else { break }
      now = max(now, due)
    }
    now = end
    pump()
  }

  var requests: [Request] { sent.map(\.request) }
  var kinds: [RequestKind] { sent.map(\.request.kind) }

  /// Answers the oldest request of the response's kind.
  mutating func answer(_ response: Response) {
    guard let index = sent.firstIndex(where: { $0.request.kind == response.kind }) else { return }
    let request = sent.remove(at: index)
    network.client.responseArrived(request.node, correlation: request.correlation, response)
    pump()
  }

  /// The node ends its connection.
  mutating func disconnect(_ node: NodeID) {
    sent.removeAll { $0.node == node }
    network.client.disconnected(node)
    pump()
  }

  // MARK: The owner's thread

  mutating func find(for wait: Int64 = 0) throws(MemberFailure) -> Progress<Bool> {
    var effects: [ClientEffect] = []
    let answer = try member.ensureCoordinatorReady(
      until: now + Milliseconds(wait), now: now, network: &network, into: &effects)
    perform(effects)
    pump()
    return answer
  }

  /// One attempt to join without waiting, as in each poll; the owner prepares and offers at once.
  mutating func join() throws(MemberFailure) -> JoinStep {
    member.startHeartbeatThread()
    while true {
      var effects: [ClientEffect] = []
      let step = try member.join(until: now, now: now, network: &network, into: &effects)
      switch step {
      case .prepare:
        prepared.append(member.generation)
        member.prepared(true)
      case .offer:
        member.sendJoin(
          [GroupProtocol(name: "range", metadata: [7])], now: now, network: &network,
          into: &effects)
      case .joined, .waits, .sleeps, .timedOut, .complete:
        perform(effects)
        pump()
        return step
      }
      perform(effects)
    }
  }

  /// The generations in which the owner was asked to prepare.
  var prepared: [MemberGeneration] = []

  static let coordinator = NodeID(Int32.max - 1)

  /// With node 1 as coordinator and its connection ready.
  mutating func findCoordinator() throws(MemberFailure) {
    _ = try find(for: 1_000)
    answer(.findCoordinator(FindCoordinatorResponse(error: .none, coordinator: NodeID(1))))
  }

  mutating func answerJoin(
    _ error: ErrorCode = .none, generation: Int32 = 1, member id: String = "c-1",
    leader: String = "other", members: [JoinGroupResponse.Member] = []
  ) {
    answer(
      .joinGroup(
        JoinGroupResponse(
          error: error, generation: GenerationID(generation), protocolName: "range",
          leader: MemberID(leader), member: MemberID(id), members: members)))
  }

  /// A stable follower in generation 1, of which nothing has been reported yet.
  mutating func becomeStable() throws(MemberFailure) {
    try findCoordinator()
    _ = try join()
    answerJoin()
    answer(.syncGroup(SyncGroupResponse(error: .none, assignment: [1, 2])))
    _ = try join()
    member.completed()
    journal.removeAll()
  }
}
