import KafkaModel
import Testing

/// Groups and their offsets, as an administrator's client sees them.
@Suite struct AdminGroupTests {
  private let group = GroupID(index: 0, name: "readers")
  private let other = GroupID(index: 1, name: "others")

  private func partition(_ topic: String, _ index: Int32) -> NamedPartition {
    NamedPartition(topic: topic, partition: PartitionIndex(index))
  }

  private func offset(_ topic: String, _ index: Int32, _ offset: Int64) -> NamedOffset {
    NamedOffset(
      partition(topic, index),
      OffsetAndEpoch(offset: Offset(offset), leaderEpoch: LeaderEpoch(0)))
  }

  private func lab() -> AdminLab {
    var lab = AdminLab()
    _ = lab.answer(
      .createTopics([
        .init(name: "orders", partitions: 2, replicationFactor: 3),
        .init(name: "bills", partitions: 1, replicationFactor: 3),
      ]))
    lab.run(for: 2_500)
    return lab
  }

  /// Joins the group at its coordinator, from outside of the lab's client.
  private func join(_ group: GroupID, _ lab: inout AdminLab) throws {
    let topic = try #require(lab.cluster.controller.image.topic(named: "__consumer_offsets"))
    let key = TopicPartition(topic, group.offsetsPartition(of: 3))
    let member = lab.cluster.connect(to: try #require(lab.cluster.leader(key)))
    func request(_ id: MemberID) -> Request {
      .joinGroup(
        JoinGroupRequest(
          group: group, sessionTimeout: Milliseconds(45_000),
          rebalanceTimeout: Milliseconds(300_000), member: id, groupInstanceID: nil,
          protocolType: "consumer", protocols: [GroupProtocol(name: "range", metadata: [])],
          clientID: "client", supportsSkippingAssignment: true))
    }
    lab.cluster.send(request(.unknown), on: member)
    lab.run(for: 10)
    guard case .joinGroup(let refusal) = lab.cluster.answers[member]?.last?.response else {
      Issue.record("no answer")
      return
    }
    lab.cluster.send(request(refusal.member), correlation: 2, on: member)
    lab.run(for: 4_000)
  }

  @Test func `offsets of a group without members are set and listed`() {
    var lab = lab()
    let offsets = [offset("orders", 0, 5), offset("orders", 1, 6), offset("bills", 0, 7)]
    #expect(
      lab.answer(.alterConsumerGroupOffsets(group, offsets))
        == .offsetOutcomes([.none, .none, .none]))
    guard case .committedOffsets(let listed) = lab.answer(.listConsumerGroupOffsets(group)) else {
      Issue.record("no offsets")
      return
    }
    #expect(listed.count == 3)
    for one in offsets { #expect(listed.contains(one)) }
    #expect(lab.answer(.listConsumerGroupOffsets(other)) == .committedOffsets([]))
  }

  @Test func `an offset of an unknown topic is refused for itself`() {
    var lab = lab()
    #expect(
      lab.answer(
        .alterConsumerGroupOffsets(group, [offset("none", 0, 1), offset("bills", 0, 2)]))
        == .offsetOutcomes([.unknownTopicOrPartition, .none]))
  }

  /// Only members may commit while there are any (`validateOffsetCommit`).
  @Test func `offsets of a group with members are refused`() throws {
    var lab = lab()
    _ = lab.answer(.alterConsumerGroupOffsets(group, [offset("bills", 0, 1)]))
    try join(group, &lab)
    #expect(
      lab.answer(.alterConsumerGroupOffsets(group, [offset("bills", 0, 2)]))
        == .offsetOutcomes([.unknownMemberID]))
  }

  @Test func `groups of all brokers are listed and described`() throws {
    var lab = lab()
    _ = lab.answer(.alterConsumerGroupOffsets(other, [offset("bills", 0, 1)]))
    _ = lab.answer(.alterConsumerGroupOffsets(group, [offset("bills", 0, 1)]))
    try join(group, &lab)
    guard case .groups(let listed, let errors) = lab.answer(.listGroups) else {
      Issue.record("no list")
      return
    }
    #expect(listed.map(\.id) == [group, other])
    #expect(listed.map(\.protocolType) == ["consumer", ""])
    #expect(errors.isEmpty)
    let unknown = GroupID(index: 2, name: "unknown")
    guard
      case .groupDescriptions(let described) = lab.answer(.describeGroups([group, other, unknown]))
    else {
      Issue.record("no description")
      return
    }
    #expect(described.map(\.state) == [.completingRebalance, .empty, nil])
    #expect(described.map(\.members.count) == [1, 0, 0])
  }

  /// `GroupMetadataManager.cleanupGroupMetadata` for deleted partitions.
  @Test func `offsets go with their topic`() {
    var lab = lab()
    _ = lab.answer(
      .alterConsumerGroupOffsets(group, [offset("orders", 0, 5), offset("bills", 0, 7)]))
    _ = lab.answer(.deleteTopics(["orders"]))
    lab.run(for: 50)
    #expect(
      lab.answer(.listConsumerGroupOffsets(group)) == .committedOffsets([offset("bills", 0, 7)]))
    _ = lab.answer(.createTopics([.init(name: "orders", partitions: 2, replicationFactor: 3)]))
    lab.run(for: 50)
    #expect(
      lab.answer(.listConsumerGroupOffsets(group)) == .committedOffsets([offset("bills", 0, 7)]))
  }

  /// A node that Metadata or FindCoordinator named and that never becomes ready is waited for: Kafka's "Timed out
  /// waiting for a node assignment"; the next call finds the group's new coordinator.
  @Test
  func `a call that was sent to a dead coordinator fails, and the next one finds the new one`()
    throws
  {
    var lab = lab()
    _ = lab.answer(.alterConsumerGroupOffsets(group, [offset("bills", 0, 7)]))
    let topic = try #require(lab.cluster.controller.image.topic(named: "__consumer_offsets"))
    let key = TopicPartition(topic, group.offsetsPartition(of: 3))
    lab.kill(try #require(lab.cluster.leader(key)))
    #expect(lab.answer(.listConsumerGroupOffsets(group)) == .failed(.timedOut))
    #expect(
      lab.answer(.listConsumerGroupOffsets(group)) == .committedOffsets([offset("bills", 0, 7)]))
  }
}
