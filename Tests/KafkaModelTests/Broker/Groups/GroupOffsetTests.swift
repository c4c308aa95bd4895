import KafkaModel
import Testing

/// Committed offsets: who may commit, what is read, what expires.
struct GroupOffsetTests {
  @Test func `Members commit, and everybody reads what they committed last`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(1)
    #expect(lab.fetchOffset()?.offset == -1)
    #expect(lab.commit(10, by: members[0], generation: 1) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 10)
    // Nobody compares: offsets may go back.
    #expect(lab.commit(3, by: members[0], generation: 1) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 3)
  }

  @Test func `Commits are checked by member, generation and state`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    #expect(lab.commit(1, by: MemberID("c-1"), generation: 4) == .illegalGeneration)
    // A group that nobody knows is created by somebody outside of any membership.
    #expect(lab.commit(1) == ErrorCode.none)
    #expect(lab.description()?.state == .empty)
    let (member, _) = lab.joinAnew()
    lab.lab.run(for: 3_100)
    #expect(lab.description()?.state == .completingRebalance)
    #expect(lab.commit(2, by: member, generation: 1) == .rebalanceInProgress)
    _ = lab.sync(member, generation: 1, assignments: [(member, [])])
    lab.lab.run(for: 600)
    #expect(lab.commit(2, by: member, generation: 0) == .illegalGeneration)
    #expect(lab.commit(2, by: MemberID("c-77"), generation: 1) == .unknownMemberID)
    #expect(lab.commit(2) == .unknownMemberID)
    #expect(lab.commit(5, by: member, generation: 1) == ErrorCode.none)
    _ = lab.join(client: "other")
    _ = lab.joinAnew()
    lab.lab.run(for: 10)
    #expect(lab.description()?.state == .preparingRebalance)
    #expect(lab.commit(6, by: member, generation: 1) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 6)
  }

  @Test func `A commit counts when all in-sync replicas have it, and is unstable before`() throws {
    var lab = CoordinatorLab(brokers: 3)
    let broker = lab.findCoordinator() ?? 0
    // A follower that asked before the leader was ready waits a second.
    #expect(lab.commit(1, to: broker, waiting: 2_000) == ErrorCode.none)
    let frozen = (broker + 1) % 3
    lab.lab.silent = [frozen]
    lab.lab.run(for: 600)
    #expect(lab.commit(2, to: broker, waiting: 100) == nil)
    #expect(lab.fetchOffset(to: broker)?.error == .unstableOffsetCommit)
    let began = lab.lab.now
    #expect(lab.commit(3, to: broker, waiting: 5_200) == .requestTimedOut)
    // The first value is what is known to be replicated.
    #expect(lab.fetchOffset(to: broker)?.offset == 1)
    #expect(lab.lab.now - began < 5_300)
  }

  @Test func `Partitions of unknown topics are refused one by one`() throws {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let position = OffsetAndEpoch(offset: Offset(4), leaderEpoch: LeaderEpoch(0))
    let unknown = TopicPartition(TopicIndex(9), PartitionIndex(0))
    let asked = lab.send(
      .offsetCommit(
        OffsetCommitRequest(
          identity: lab.identity(.unknown, -1, nil),
          offsets: [
            PartitionOffset(unknown, position),
            PartitionOffset(CoordinatorLab.partition(1), position),
          ])))
    lab.lab.run(for: 600)
    #expect(
      lab.response(asked)
        == .offsetCommit([
          PartitionError(unknown, .unknownTopicOrPartition),
          PartitionError(CoordinatorLab.partition(1), .none),
        ]))
    #expect(lab.description()?.offsets.map(\.partition) == [CoordinatorLab.partition(1)])
  }

  @Test func `Offsets of a group vanish a retention after it became empty, at the next check`() {
    var lab = CoordinatorLab {
      $0.offsetsRetention = Milliseconds(60_000)
      $0.offsetsRetentionCheckInterval = Milliseconds(5_000)
    }
    let (members, _) = lab.stableGroup(1, session: 1_000_000)
    #expect(lab.commit(60, by: members[0], generation: 1) == ErrorCode.none)
    lab.lab.run(for: 100_000)
    // Never while a member lives, even an idle one.
    #expect(lab.fetchOffset()?.offset == 60)
    let left = lab.lab.now
    #expect(lab.leave(members[0]) == ErrorCode.none)
    lab.lab.run(for: 59_900)
    #expect(lab.fetchOffset()?.offset == 60)
    lab.lab.run(for: 5_200)
    #expect(lab.fetchOffset()?.offset == -1)
    let expiry = lab.events.first {
      $0.event == .offsetsExpired(CoordinatorLab.partition(0), Offset(60))
    }
    #expect(expiry.map { (60_000...65_000).contains($0.at - left) } == true)
    // The group is gone with them, and its records say so.
    #expect(lab.description() == nil)
    let log = lab.lab.brokers[0].log(
      of: TopicPartition(TopicIndex(1), PartitionIndex(0)))
    let last = log?.batches.last?.content.index ?? -1
    #expect(
      Array(lab.lab.brokers[0].groupLog(last))
        == [
          .offsetTombstone(CoordinatorLab.group, CoordinatorLab.partition(0)),
          .groupTombstone(CoordinatorLab.group),
        ])
  }

  @Test func `Offsets of somebody without a group count from their commit`() {
    var lab = CoordinatorLab {
      $0.offsetsRetention = Milliseconds(60_000)
      $0.offsetsRetentionCheckInterval = Milliseconds(5_000)
    }
    _ = lab.findCoordinator()
    #expect(lab.commit(1, waiting: 30_000) == ErrorCode.none)
    #expect(lab.commit(2, waiting: 55_000) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 2)
    lab.lab.run(for: 11_000)
    #expect(lab.fetchOffset()?.offset == -1)
  }

  @Test func `A stable group loses offsets of topics that it does not subscribe to`() {
    var lab = CoordinatorLab {
      $0.offsetsRetention = Milliseconds(60_000)
      $0.offsetsRetentionCheckInterval = Milliseconds(5_000)
    }
    _ = lab.findCoordinator()
    func subscription(_ topic: String) -> [UInt8] {
      [0, 3, 0, 0, 0, 1, 0, UInt8(topic.utf8.count)] + Array(topic.utf8) + [0, 0, 0, 0]
    }
    let first = lab.join(session: 1_000_000, metadata: subscription("orders"))
    lab.lab.run(for: 5)
    let id = lab.joined(first)?.member ?? .unknown
    _ = lab.join(id, session: 1_000_000, metadata: subscription("orders"))
    lab.lab.run(for: 3_100)
    _ = lab.sync(id, generation: 1, assignments: [(id, [])])
    lab.lab.run(for: 100)
    #expect(lab.commit(5, by: id, generation: 1, waiting: 80_000) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 5)
    _ = lab.join(id, session: 1_000_000, metadata: subscription("orders2"))
    lab.lab.run(for: 5)
    _ = lab.sync(id, generation: 2, assignments: [(id, [])])
    lab.lab.run(for: 6_000)
    #expect(lab.description()?.state == .stable)
    #expect(lab.fetchOffset()?.offset == -1)
  }
}

/// What a coordinator's successor knows (agreements of the log).
struct GroupFailoverTests {
  private static let log = TopicPartition(TopicIndex(1), PartitionIndex(0))

  @Test func `The next leader knows members and offsets and gives everybody a full session`() throws
  {
    var lab = CoordinatorLab(brokers: 3)
    let (members, broker) = lab.stableGroup(2, session: 10_000)
    #expect(lab.commit(42, by: members[1], generation: 1, to: broker) == ErrorCode.none)
    lab.lab.kill(broker)
    lab.lab.run(for: 12_000)
    let next = try #require(lab.lab.leader(Self.log))
    #expect(next != broker)
    let loaded = lab.events.first { $0.broker == next }
    #expect(loaded?.event == .loaded(generation: GenerationID(1), members: 2))
    #expect(lab.description(at: next)?.state == .stable)
    #expect(lab.description(at: next)?.members.map(\.id) == members.sorted())
    #expect(
      lab.description(at: next)?.members.map(\.assignment).sorted { $0[0] < $1[0] } == [[0], [1]])
    #expect(lab.fetchOffset(to: next)?.offset == 42)
    #expect(lab.heartbeat(members[0], generation: 1, to: next) == ErrorCode.none)
    lab.lab.run(until: (loaded?.at ?? 0) + 9_990)
    #expect(lab.description(at: next)?.state == .stable)
    lab.lab.run(for: 20)
    #expect(lab.description(at: next)?.state == .preparingRebalance)
    #expect(lab.heartbeat(members[1], generation: 1, to: next) == .unknownMemberID)
  }

  @Test func `Members that were never written are unknown to the next leader`() throws {
    var lab = CoordinatorLab(brokers: 3)
    let (members, broker) = lab.stableGroup(1)
    let (newcomer, asked) = lab.joinAnew(to: broker)
    lab.lab.run(for: 10)
    #expect(lab.joined(asked) == nil)
    lab.lab.kill(broker)
    lab.lab.run(for: 12_000)
    let next = try #require(lab.lab.leader(Self.log))
    #expect(lab.heartbeat(newcomer, generation: 1, to: next) == .unknownMemberID)
    #expect(lab.heartbeat(members[0], generation: 1, to: next) == ErrorCode.none)
  }

  @Test func `A coordinator that resigns sends away who waits, and knows nothing any more`() throws
  {
    var lab = CoordinatorLab(brokers: 3)
    let (members, broker) = lab.stableGroup(2)
    let waiting = lab.join(members[0], to: broker)
    lab.lab.run(for: 100)
    lab.lab.stop(broker)
    lab.lab.run(for: 1_000)
    #expect(lab.joined(waiting)?.error == .notCoordinator)
    let next = try #require(lab.lab.leader(Self.log))
    #expect(lab.description(at: next)?.state == .stable)
    #expect(lab.heartbeat(members[1], generation: 1, to: next) == ErrorCode.none)
    lab.lab.run(for: 6_000)
    lab.lab.start(broker)
    lab.lab.run(for: 10_000)
    #expect(lab.description(at: broker) == nil)
    #expect(lab.heartbeat(members[1], generation: 1, to: broker) == .notCoordinator)
  }

  @Test func `A single replica's coordinator has everything back when its process is`() {
    var lab = CoordinatorLab()
    let (members, broker) = lab.stableGroup(2)
    #expect(lab.commit(9, by: members[0], generation: 1) == ErrorCode.none)
    lab.lab.kill(broker)
    lab.lab.run(for: 1_000)
    #expect(lab.description() == nil)
    lab.lab.start(broker)
    // Its registration is a duplicate until the old one is fenced.
    lab.lab.run(for: 15_000)
    #expect(lab.fetchOffset()?.offset == 9)
    #expect(lab.heartbeat(members[0], generation: 1) == ErrorCode.none)
    #expect(lab.commit(10, by: members[0], generation: 1) == ErrorCode.none)
    #expect(lab.fetchOffset()?.offset == 10)
  }

  @Test func `An emptied group comes back empty`() throws {
    var lab = CoordinatorLab(brokers: 3)
    let (members, broker) = lab.stableGroup(1)
    #expect(lab.leave(members[0], to: broker) == ErrorCode.none)
    lab.lab.run(for: 600)
    lab.lab.stop(broker)
    lab.lab.run(for: 2_000)
    let next = try #require(lab.lab.leader(Self.log))
    #expect(lab.description(at: next)?.state == .empty)
    #expect(lab.description(at: next)?.generation == GenerationID(2))
  }
}
