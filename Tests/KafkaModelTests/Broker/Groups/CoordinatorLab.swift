import KafkaModel

/// A cluster's brokers with clients of one group, which is coordinated by partition 0 of `__consumer_offsets`.
struct CoordinatorLab {
  static let group = GroupID(index: 0, hash: 0)

  var lab: BrokerLab
  /// The client's connection to each broker.
  var connections: [Int]
  private var correlation: Int32 = 100

  init(
    brokers: Int = 1, partitions: Int = 2, initialDelay: Int64 = 3_000,
    _ adjust: (inout BrokerSettings) -> Void = { _ in }
  ) {
    var settings = BrokerSettings()
    settings.groupInitialRebalanceDelay = Milliseconds(initialDelay)
    settings.offsetsTopicPartitions = 1
    settings.offsetsTopicReplicationFactor = Int16(brokers)
    adjust(&settings)
    lab = BrokerLab(brokers: brokers, settings: settings)
    lab.createTopic(assignment: Array(repeating: [0], count: partitions))
    connections = []
    for broker in 0..<brokers { connections.append(lab.connect(to: broker)) }
  }

  /// Looks for the coordinator until there is one.
  mutating func findCoordinator(asking broker: Int = 0) -> Int? {
    for _ in 0..<200 {
      let asked = send(
        .findCoordinator(FindCoordinatorRequest(group: Self.group)), to: broker)
      lab.run(for: 10)
      if case .findCoordinator(let answer) = response(asked), answer.error == .none {
        return answer.coordinator.map { Int($0.raw) }
      }
      lab.run(for: 90)
    }
    return nil
  }

  struct Asked {
    var connection: Int
    var correlation: Int32
  }

  /// Sends over a connection of its own, as parked requests would block it.
  mutating func send(_ request: Request, to broker: Int = 0) -> Asked {
    correlation += 1
    let connection = lab.connect(to: broker)
    lab.send(request, correlation: correlation, on: connection)
    return Asked(connection: connection, correlation: correlation)
  }

  func response(_ asked: Asked) -> Response? { answer(asked)?.response }

  func answer(_ asked: Asked) -> BrokerLab.Answer? {
    lab.answers[asked.connection]?.first { $0.correlation == asked.correlation }
  }

  // MARK: - Members

  mutating func join(
    _ member: MemberID = .unknown, instance: String? = nil, client: String = "c",
    session: Int64 = 45_000, rebalance: Int64 = 300_000, protocols: [String] = ["range"],
    metadata: [UInt8] = [1], skips: Bool = true, to broker: Int = 0
  ) -> Asked {
    send(
      .joinGroup(
        JoinGroupRequest(
          group: Self.group, sessionTimeout: Milliseconds(session),
          rebalanceTimeout: Milliseconds(rebalance), member: member, groupInstanceID: instance,
          protocolType: "consumer",
          protocols: protocols.map { GroupProtocol(name: $0, metadata: metadata) },
          clientID: client, supportsSkippingAssignment: skips)),
      to: broker)
  }

  /// Asks for an id and joins with it; the answer to the second request is still to come.
  mutating func joinAnew(
    client: String = "c", session: Int64 = 45_000, rebalance: Int64 = 300_000,
    protocols: [String] = ["range"], to broker: Int = 0
  ) -> (id: MemberID, asked: Asked) {
    let first = join(
      client: client, session: session, rebalance: rebalance, protocols: protocols, to: broker)
    lab.run(for: 5)
    let id = joined(first)?.member ?? .unknown
    return (
      id,
      join(
        id, client: client, session: session, rebalance: rebalance, protocols: protocols,
        to: broker)
    )
  }

  func joined(_ asked: Asked) -> JoinGroupResponse? {
    if case .joinGroup(let answer) = response(asked) { return answer }
    return nil
  }

  mutating func sync(
    _ member: MemberID, generation: Int32, assignments: [(MemberID, [UInt8])] = [],
    instance: String? = nil, to broker: Int = 0
  ) -> Asked {
    send(
      .syncGroup(
        SyncGroupRequest(
          identity: identity(member, generation, instance), protocolType: "consumer",
          protocolName: "range",
          assignments: assignments.map {
            SyncGroupRequest.Assignment(member: $0.0, assignment: $0.1)
          })),
      to: broker)
  }

  func synced(_ asked: Asked) -> SyncGroupResponse? {
    if case .syncGroup(let answer) = response(asked) { return answer }
    return nil
  }

  mutating func heartbeat(
    _ member: MemberID, generation: Int32, instance: String? = nil, to broker: Int = 0
  ) -> ErrorCode? {
    let asked = send(.heartbeat(identity(member, generation, instance)), to: broker)
    lab.run(for: 5)
    if case .heartbeat(let error) = response(asked) { return error }
    return nil
  }

  mutating func leave(_ member: MemberID, instance: String? = nil, to broker: Int = 0) -> ErrorCode?
  {
    let asked = send(
      .leaveGroup(
        LeaveGroupRequest(group: Self.group, member: member, groupInstanceID: instance)),
      to: broker)
    lab.run(for: 5)
    if case .leaveGroup(let error) = response(asked) { return error }
    return nil
  }

  /// Commits an offset of partition 0 and waits a while.
  mutating func commit(
    _ offset: Int64, by member: MemberID = .unknown, generation: Int32 = -1, to broker: Int = 0,
    waiting: Int64 = 600
  ) -> ErrorCode? {
    let asked = send(
      .offsetCommit(
        OffsetCommitRequest(
          identity: identity(member, generation, nil),
          offsets: [
            PartitionOffset(
              Self.partition(0),
              OffsetAndEpoch(offset: Offset(offset), leaderEpoch: LeaderEpoch(0)))
          ])),
      to: broker)
    lab.run(for: waiting)
    if case .offsetCommit(let answers) = response(asked) { return answers.first?.error }
    return nil
  }

  mutating func fetchOffset(to broker: Int = 0) -> (error: ErrorCode, offset: Int64?)? {
    let asked = send(
      .offsetFetch(
        OffsetFetchRequest(group: Self.group, partitions: [Self.partition(0)])), to: broker)
    lab.run(for: 5)
    if case .offsetFetch(let answer) = response(asked) {
      return (answer.error, answer.offsets.first?.position.offset.raw)
    }
    return nil
  }

  /// A stable group of dynamic members; the first one leads.
  mutating func stableGroup(
    _ count: Int, session: Int64 = 45_000, rebalance: Int64 = 300_000
  ) -> (members: [MemberID], broker: Int) {
    let broker = findCoordinator() ?? 0
    var joins: [(id: MemberID, asked: Asked)] = []
    for _ in 0..<count {
      joins.append(joinAnew(session: session, rebalance: rebalance, to: broker))
    }
    lab.run(for: 7_000)
    let members = joins.map(\.id)
    let generation = joined(joins[0].asked)?.generation.raw ?? -1
    for member in members.reversed() {
      let assignments =
        member == members[0] ? members.enumerated().map { ($1, [UInt8($0)]) } : []
      _ = sync(member, generation: generation, assignments: assignments, to: broker)
    }
    lab.run(for: 600)
    return (members, broker)
  }

  // MARK: - Looking

  static func partition(_ index: Int32) -> TopicPartition {
    TopicPartition(TopicIndex(0), PartitionIndex(index))
  }

  func identity(
    _ member: MemberID, _ generation: Int32, _ instance: String?
  ) -> GroupMemberIdentity {
    GroupMemberIdentity(
      group: Self.group, generation: GenerationID(generation), member: member,
      groupInstanceID: instance)
  }

  func description(at broker: Int = 0) -> GroupDescription? {
    lab.brokers[broker].coordinatedGroup(Self.group)
  }

  /// What coordinators said about the group.
  var events: [(at: Int64, broker: Int, event: GroupEvent)] {
    lab.journal.compactMap { at, broker, event in
      if case .group(_, let event) = event { (at, broker, event) } else { nil }
    }
  }

  /// When generations were complete.
  var completions: [Int64] {
    events.compactMap { if case .generationCompleted = $0.event { $0.at } else { nil } }
  }
}
