import KafkaModel
import Testing

/// Topics over the network, as an administrator's client sees them.
@Suite struct AdminTopicTests {
  private let orders = AdminCall.NewTopic(name: "orders", partitions: 2, replicationFactor: 3)

  private func names(_ answer: AdminAnswer?) -> [String] {
    guard case .topics(let topics) = answer else { return [] }
    return topics.map(\.name)
  }

  @Test func `a created topic is listed with its partitions`() throws {
    var lab = AdminLab()
    #expect(lab.answer(.createTopics([orders])) == .topicOutcomes([.none]))
    lab.run(for: 20)
    guard case .topics(let topics) = lab.answer(.listTopics) else {
      Issue.record("no list")
      return
    }
    #expect(topics.map(\.name) == ["orders"])
    #expect(topics[0].partitions.count == 2)
    #expect(topics[0].partitions.allSatisfy { $0.leader != nil && $0.isr.count == 3 })
  }

  /// `ControllerNodeProvider`: in KRaft the controller that Metadata names is some broker, which forwards (KIP-590).
  @Test func `a broker forwards what only the controller can do`() {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    let asked = lab.sent.filter { $0.request.kind == .createTopics }
    #expect(asked.count == 1)
    #expect(asked[0].node.raw >= 0)
    #expect(lab.cluster.controller.image.topic(named: "orders") != nil)
  }

  @Test func `every topic of a request succeeds or fails for itself`() {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    let tooWide = AdminCall.NewTopic(name: "wide", partitions: 1, replicationFactor: 4)
    let byDefault = AdminCall.NewTopic(name: "plain", partitions: -1, replicationFactor: -1)
    #expect(
      lab.answer(.createTopics([orders, tooWide, byDefault]))
        == .topicOutcomes([.topicAlreadyExists, .invalidReplicationFactor, .none]))
  }

  @Test func `partitions are raised to a total, never lowered`() {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    #expect(
      lab.answer(.createPartitions([.init(name: "orders", total: 5)])) == .topicOutcomes([.none]))
    #expect(
      lab.answer(
        .createPartitions([.init(name: "orders", total: 5), .init(name: "none", total: 2)]))
        == .topicOutcomes([.invalidPartitions, .unknownTopicOrPartition]))
    lab.run(for: 20)
    guard case .topicDescriptions(let topics) = lab.answer(.describeTopics(["orders", "none"]))
    else {
      Issue.record("no description")
      return
    }
    #expect(topics.map(\.partitions.count) == [5, 0])
    #expect(topics.map(\.error) == [.none, .unknownTopicOrPartition])
  }

  @Test func `single settings change and fall back to the cluster's`() throws {
    var lab = AdminLab()
    var topic = orders
    topic.configs = [TopicConfigChange(.minInsyncReplicas, .set(2))]
    _ = lab.answer(.createTopics([topic]))
    let change = TopicConfigAlteration(
      name: "orders",
      changes: [
        TopicConfigChange(.maxMessageBytes, .set(5_000)),
        TopicConfigChange(.minInsyncReplicas, .delete),
      ])
    let missing = TopicConfigAlteration(name: "none", changes: [])
    #expect(
      lab.answer(.incrementalAlterConfigs([change, missing]))
        == .topicOutcomes([.none, .unknownTopicOrPartition]))
    lab.run(for: 20)
    guard case .topicConfigs(let described) = lab.answer(.describeTopicConfigs(["orders", "none"]))
    else {
      Issue.record("no description")
      return
    }
    #expect(described.map(\.error) == [.none, .unknownTopicOrPartition])
    let own = described[0].entries.filter { !$0.isDefault }
    #expect(own == [TopicConfigEntry(.maxMessageBytes, value: 5_000, isDefault: false)])
  }

  /// A topic of the same name is another topic: it has another id.
  @Test func `a deleted topic is gone from brokers, and comes again as another`() throws {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    lab.run(for: 50)
    let first = try #require(lab.cluster.controller.image.topic(named: "orders"))
    #expect(lab.cluster.brokers.allSatisfy { $0.replicas.count == 2 })
    #expect(
      lab.answer(.deleteTopics(["orders", "none"]))
        == .topicOutcomes([.none, .unknownTopicOrPartition]))
    lab.run(for: 50)
    #expect(lab.cluster.brokers.allSatisfy { $0.replicas.isEmpty })
    #expect(names(lab.answer(.listTopics)).isEmpty)
    #expect(lab.answer(.createTopics([orders])) == .topicOutcomes([.none]))
    lab.run(for: 50)
    let second = try #require(lab.cluster.controller.image.topic(named: "orders"))
    #expect(second != first)
    #expect(lab.cluster.brokers.allSatisfy { $0.replicas.count == 2 })
  }

  @Test func `who reads a deleted topic is told that its id is unknown`() throws {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    lab.run(for: 2_500)
    let key = TopicPartition(TopicIndex(0), PartitionIndex(0))
    let leader = try #require(lab.cluster.leader(key))
    _ = lab.answer(.deleteTopics(["orders"]))
    lab.run(for: 50)
    let reader = lab.cluster.connect(to: leader)
    let asked = FetchPartition(
      key, fetchOffset: .zero, logStart: .none, currentLeaderEpoch: .none,
      lastFetchedEpoch: .none, maxBytes: 1_000)
    lab.cluster.send(
      .fetch(
        FetchRequest(
          replica: nil, maxWait: Milliseconds(500), minBytes: 1, maxBytes: 1_000,
          partitions: [asked])), on: reader)
    lab.cluster.produce([key], acks: .all, correlation: 2, on: reader)
    lab.run(for: 10)
    guard case .fetch(let fetched) = lab.cluster.answers[reader]?.first?.response else {
      Issue.record("no answer")
      return
    }
    #expect(fetched.partitions.map(\.error) == [.unknownTopicID])
    #expect(lab.cluster.produceAnswers(reader).map(\.error) == [.unknownTopicOrPartition])
  }

  @Test func `offsets are asked of the leaders`() throws {
    var lab = AdminLab()
    _ = lab.answer(.createTopics([orders]))
    lab.run(for: 2_500)
    let key = TopicPartition(TopicIndex(0), PartitionIndex(1))
    let writer = lab.cluster.connect(to: try #require(lab.cluster.leader(key)))
    lab.cluster.produce([key], acks: .all, records: 7, on: writer)
    lab.run(for: 1_000)
    let partitions = (0..<2).map { NamedPartition(topic: "orders", partition: PartitionIndex($0)) }
    #expect(
      lab.answer(.listOffsets(partitions, .latest))
        == .offsets([
          AdminOffset(partitions[0], offset: .zero), AdminOffset(partitions[1], offset: Offset(7)),
        ]))
  }

  @Test func `a lookup of a topic that is not there goes on until the time is over`() {
    var lab = AdminLab()
    let partition = NamedPartition(topic: "none", partition: PartitionIndex(0))
    lab.run(for: 100)
    let began = lab.cluster.now
    let call = lab.call(.listOffsets([partition], .latest), timeout: 3_000)
    lab.run(for: 3_500)
    let done = lab.returned.first { $0.call == call }
    #expect(
      done?.answer == .offsets([AdminOffset(partition, offset: .none, failure: .timedOut)]))
    #expect((3_000...3_040).contains((done?.at ?? 0) - began))
  }

  /// `default.api.timeout.ms` of a minute is over when no broker answers.
  @Test func `a call to a dead cluster fails after its minute`() {
    var lab = AdminLab(brokers: 1)
    lab.kill(0)
    let began = lab.cluster.now
    let call = lab.call(.listTopics)
    lab.run(for: 61_000)
    let done = lab.returned.first { $0.call == call }
    #expect(done?.answer == .failed(.timedOut))
    #expect((60_000...60_200).contains((done?.at ?? 0) - began))
  }

  @Test func `a call that loses its broker is made again at another`() {
    var lab = AdminLab()
    lab.run(for: 100)
    #expect(names(lab.answer(.listTopics)).isEmpty)
    let node = lab.sent.last?.node.raw ?? 0
    lab.cluster.silent = [Int(node < 0 ? -1 - node : node)]
    let call = lab.call(.listTopics)
    lab.run(for: 2)
    lab.kill(Int(node < 0 ? -1 - node : node))
    lab.run(for: 2_000)
    #expect(lab.returned.contains { $0.call == call && $0.answer == .topics([]) })
  }

  @Test func `a closed client fails what is open and takes no more`() {
    var lab = AdminLab(brokers: 1)
    lab.kill(0)
    let open = lab.call(.listTopics)
    lab.run(for: 10)
    lab.client.close(timeout: Milliseconds(1_000), now: Milliseconds(lab.cluster.now))
    lab.run(for: 1_100)
    let late = lab.call(.listTopics)
    #expect(lab.returned.first { $0.call == open }?.answer == .failed(.timedOut))
    #expect(lab.returned.first { $0.call == late }?.answer == .failed(.closed))
  }

  @Test func `brokers have no access rules to tell of`() {
    var lab = AdminLab()
    #expect(lab.answer(.describeACLs) == .acls)
  }
}
