import KafkaModel
import Testing

/// How a group comes by its generations (KIP-394, the initial delay, the join barrier).
struct GroupJoinTests {
  /// When members join an empty group, and when its first generation is complete, from the first one's join.
  struct Arrivals: Sendable {
    var at: [Int64]
    var complete: Int64
  }

  @Test func `The first who looks for a coordinator has the topic created`() {
    var lab = CoordinatorLab(brokers: 3) { $0.offsetsTopicPartitions = 5 }
    let first = lab.send(
      .findCoordinator(FindCoordinatorRequest(group: CoordinatorLab.group)), to: 1)
    lab.lab.run(for: 5)
    #expect(
      lab.response(first)
        == .findCoordinator(FindCoordinatorResponse(error: .coordinatorNotAvailable)))
    let coordinator = lab.findCoordinator(asking: 2)
    let topic = lab.lab.controller.image.topics.firstIndex { $0?.name == "__consumer_offsets" }
    #expect(topic == 1)
    #expect(lab.lab.controller.image.partitions.topics[1].count == 5)
    let partition = TopicPartition(TopicIndex(1), PartitionIndex(0))
    #expect(coordinator == lab.lab.leader(partition))
    #expect(lab.lab.controller.image.partitions[partition]?.replicas.count == 3)
  }

  @Test func `A broker that does not lead the partition is no coordinator`() {
    var lab = CoordinatorLab(brokers: 3)
    let coordinator = lab.findCoordinator() ?? 0
    let other = (coordinator + 1) % 3
    let asked = lab.join(to: other)
    lab.lab.run(for: 5)
    #expect(lab.joined(asked)?.error == .notCoordinator)
  }

  @Test func `A new member gets its id first and joins with it`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let first = lab.join(client: "reader")
    lab.lab.run(for: 5)
    #expect(lab.joined(first)?.error == .memberIDRequired)
    let id = lab.joined(first)?.member ?? .unknown
    #expect(id.text.hasPrefix("reader-"))
    #expect(lab.description()?.members == [])
    let second = lab.join(id, client: "reader")
    lab.lab.run(for: 3_100)
    #expect(lab.joined(second)?.error == ErrorCode.none)
    #expect(lab.joined(second)?.leader == id)
    #expect(lab.joined(second)?.members.map(\.id) == [id])
    #expect(lab.joined(second)?.generation == GenerationID(1))
  }

  @Test(arguments: [
    Arrivals(at: [0], complete: 3_000), Arrivals(at: [0, 1_000, 2_000], complete: 6_000),
    Arrivals(at: [0, 1_000, 4_000], complete: 9_000), Arrivals(at: [0, 2_999], complete: 6_000),
  ])
  func `An empty group waits its initial delay, and again while members come`(
    _ arrivals: Arrivals
  ) {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let ids = arrivals.at.map { _ in
      let asked = lab.join()
      lab.lab.run(for: 5)
      return lab.joined(asked)?.member ?? .unknown
    }
    let start = lab.lab.now
    for (arrival, id) in zip(arrivals.at, ids) {
      lab.lab.run(until: start + arrival)
      _ = lab.join(id)
    }
    lab.lab.run(until: start + 20_000)
    #expect(lab.completions == [start + 1 + arrivals.complete])
    #expect(lab.description()?.generation == GenerationID(1))
    #expect(lab.description()?.members.count == arrivals.at.count)
  }

  @Test func `The initial delays together are no longer than the first member's rebalance timeout`()
  {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let start = lab.lab.now
    for _ in 0..<10 {
      _ = lab.joinAnew(rebalance: 8_000)
      lab.lab.run(for: 1_000)
    }
    lab.lab.run(until: start + 20_000)
    // 3 s, then the rest of 5 s in steps of at most 3 s, the last one counted by the step before it.
    #expect(lab.completions.first.map { $0 - start < 10_000 } == true)
  }

  @Test func `Without a delay the first member's generation is complete at once`() {
    var lab = CoordinatorLab(initialDelay: 0)
    _ = lab.findCoordinator()
    let (_, first) = lab.joinAnew()
    lab.lab.run(for: 5)
    #expect(lab.joined(first)?.generation == GenerationID(1))
    let (_, second) = lab.joinAnew()
    lab.lab.run(for: 5)
    // The first member has not joined again.
    #expect(lab.joined(second) == nil)
    #expect(lab.description()?.state == .preparingRebalance)
  }

  @Test func `A later join phase ends the moment the last known member joins`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(2)
    #expect(lab.description()?.state == .stable)
    let (third, asked) = lab.joinAnew()
    lab.lab.run(for: 1_000)
    #expect(lab.heartbeat(members[0], generation: 1) == .rebalanceInProgress)
    _ = lab.join(members[0])
    lab.lab.run(for: 500)
    #expect(lab.joined(asked) == nil)
    let before = lab.lab.now
    let last = lab.join(members[1])
    lab.lab.run(for: 5)
    #expect(lab.answer(last)?.at == before + 2)
    #expect(lab.answer(asked)?.at == before + 2)
    #expect(lab.joined(asked)?.generation == GenerationID(2))
    #expect(lab.joined(asked)?.leader == members[0])
    #expect(lab.joined(asked)?.member == third)
    #expect(lab.joined(asked)?.members == [])
  }

  @Test func `An id that was given out holds the barrier until its session ends`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(1)
    let idle = lab.join(session: 6_000)
    lab.lab.run(for: 5)
    #expect(lab.joined(idle)?.error == .memberIDRequired)
    let began = lab.lab.now
    let again = lab.join(members[0])
    lab.lab.run(for: 10_000)
    #expect(lab.answer(again).map { (5_900...6_100).contains($0.at - began) } == true)
    #expect(lab.joined(again)?.generation == GenerationID(2))
  }

  @Test func `Who has not joined within the rebalance timeout is out, and another leads`() {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(2, rebalance: 10_000)
    let began = lab.lab.now
    _ = lab.joinAnew(rebalance: 10_000)
    let again = lab.join(members[1], rebalance: 10_000)
    for _ in 0..<5 {
      lab.lab.run(for: 2_000)
      _ = lab.heartbeat(members[0], generation: 1)
    }
    lab.lab.run(for: 1_000)
    #expect(lab.answer(again).map { (10_000...10_020).contains($0.at - began) } == true)
    #expect(lab.joined(again)?.leader != members[0])
    #expect(lab.heartbeat(members[0], generation: 1) == .unknownMemberID)
    // Its heartbeats came all the time: not its session has ended.
    #expect(lab.events.contains { $0.event == .memberExpired(members[0], .join) })
  }

  @Test func `All vote for the first of their protocols that everybody supports`() {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let joins = [
      lab.joinAnew(protocols: ["sticky", "range"]),
      lab.joinAnew(protocols: ["range", "roundrobin"]),
      lab.joinAnew(protocols: ["roundrobin", "sticky", "range"]),
    ]
    lab.lab.run(for: 7_000)
    #expect(joins.map { lab.joined($0.asked)?.protocolName } == ["range", "range", "range"])
    let (_, stranger) = lab.joinAnew(protocols: ["sticky"])
    lab.lab.run(for: 5)
    #expect(lab.joined(stranger)?.error == .inconsistentGroupProtocol)
  }

  @Test(arguments: [5_999, 6_000, 1_800_000, 1_800_001])
  func `Session timeouts must lie within the broker's bounds`(session: Int64) {
    var lab = CoordinatorLab()
    _ = lab.findCoordinator()
    let asked = lab.join(session: session)
    lab.lab.run(for: 5)
    let isLegal = (6_000...1_800_000).contains(session)
    #expect(lab.joined(asked)?.error == (isLegal ? .memberIDRequired : .invalidSessionTimeout))
  }

  @Test func `A group takes no more members than group.max.size`() {
    var lab = CoordinatorLab { $0.groupMaxSize = 2 }
    _ = lab.stableGroup(2)
    let third = lab.join()
    lab.lab.run(for: 5)
    #expect(lab.joined(third)?.error == .groupMaxSizeReached)
  }

  @Test func `A follower that joins again unchanged gets its generation, a leader begins another`()
  {
    var lab = CoordinatorLab()
    let (members, _) = lab.stableGroup(2)
    let follower = lab.join(members[1])
    lab.lab.run(for: 5)
    #expect(lab.joined(follower)?.generation == GenerationID(1))
    #expect(lab.description()?.state == .stable)
    let leader = lab.join(members[0])
    lab.lab.run(for: 5)
    #expect(lab.joined(leader) == nil)
    #expect(lab.description()?.state == .preparingRebalance)
  }
}
