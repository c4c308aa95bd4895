import KafkaModel
import Testing

@Suite struct ControllerElectionTests {
  @Test(arguments: [
    (false, true, "-1 [2] 2 2"), (true, true, "3 [3] 2 2"), (true, false, "-1 [2] 2 2"),
  ])
  func `an unclean election takes a live replica outside the ISR where the topic allows it`(
    allowed: Bool, isHonoured: Bool, state: String
  ) throws {
    var bench = ControllerBench(unclean: allowed, uncleanInKRaft: isHonoured)
    bench.activate()
    for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: 0) }
    // 3 falls out of the ISR, then 1 and 2 go silent.
    _ = bench.send(
      .alterPartition(
        AlterPartitionRequest(
          broker: NodeID(1), brokerEpoch: BrokerEpoch(0),
          partitions: [
            AlterPartitionRequest.Partition(
              TopicPartition(TopicIndex(0), PartitionIndex(0)), leaderEpoch: LeaderEpoch(0),
              partitionEpoch: PartitionEpoch(0),
              isr: [1, 2].map { IsrMember(id: NodeID($0), epoch: .none) })
          ])), at: 100)
    #expect(bench.state() == "1 [1, 2] 0 1")
    for beat in stride(from: Int64(2_000), through: 12_000, by: 2_000) {
      _ = bench.heartbeat(3, at: beat)
    }
    let expected = state.split(separator: " ").dropLast().joined(separator: " ")
    #expect(bench.state() == expected + " 3")
    #expect(try #require(bench.partition()).recovering == (state.first == "3"))
  }

  @Test func `allowing unclean elections on a leaderless topic works at the next sweep`() {
    var bench = ControllerBench(replicas: [[1, 2]])
    bench.activate()
    _ = bench.heartbeat(1, at: 0)
    _ = bench.heartbeat(2, at: 0, wantFence: true)
    #expect(bench.state() == "1 [1] 0 1")
    for beat in stride(from: Int64(1_000), through: 11_000, by: 2_000) {
      _ = bench.heartbeat(2, at: beat)
    }
    #expect(bench.state() == "-1 [1] 1 2")
    let fencedAt = Int64(9_001)
    var settings = TopicSettings()
    settings.uncleanLeaderElection = true
    bench.send(.alterConfigs([AlterConfig(topic: TopicIndex(0), configs: settings)]), at: 12_000)
    for beat in stride(from: Int64(13_000), through: fencedAt + 299_999, by: 2_000) {
      _ = bench.heartbeat(2, at: beat)
    }
    bench.run(until: fencedAt + 299_999)
    #expect(bench.partition()?.leader == nil)
    bench.run(until: fencedAt + 300_000)
    #expect(bench.state() == "2 [2] 2 3")
    #expect(bench.partition()?.recovering == true)
  }

  @Test func `the preferred leader takes over 300 s after the imbalance began`() {
    var bench = ControllerBench()
    bench.activate()
    _ = bench.heartbeat(1, at: 1_000, wantFence: true)
    #expect(bench.state() == "2 [2, 3] 1 1")
    _ = bench.heartbeat(1, at: 1_100)
    #expect(bench.state() == "2 [2, 3] 1 1")
    bench.send(
      .alterPartition(
        AlterPartitionRequest(
          broker: NodeID(2), brokerEpoch: BrokerEpoch(1),
          partitions: [
            AlterPartitionRequest.Partition(
              TopicPartition(TopicIndex(0), PartitionIndex(0)), leaderEpoch: LeaderEpoch(1),
              partitionEpoch: PartitionEpoch(1),
              isr: [2, 3, 1].map { IsrMember(id: NodeID($0), epoch: .none) })
          ])), at: 2_000)
    #expect(bench.state() == "2 [2, 3, 1] 1 2")
    for beat in stride(from: Int64(3_000), through: 299_000, by: 2_000) {
      for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: beat) }
    }
    bench.run(until: 300_999)
    #expect(bench.partition()?.leader == NodeID(2))
    bench.run(until: 301_000)
    #expect(bench.state() == "1 [2, 3, 1] 2 3")
  }

  private struct Proposal: Sendable {
    var why: String
    var sender: Int32 = 1
    var leaderEpoch: Int32 = 3
    var partitionEpoch: Int32 = 5
    var isr: [Int32] = [1, 2]
    var memberEpoch: Int64 = -1
    var recovering = false
    var partition: Int32 = 0
    var error: ErrorCode
  }

  private static let proposals = [
    Proposal(why: "unknown", partition: 9, error: .unknownTopicOrPartition),
    Proposal(why: "newer leader epoch", leaderEpoch: 4, error: .notController),
    Proposal(
      why: "newer partition epoch first", leaderEpoch: 2, partitionEpoch: 6, error: .notController),
    Proposal(
      why: "older leader epoch", sender: 2, leaderEpoch: 2, partitionEpoch: 4,
      error: .fencedLeaderEpoch),
    Proposal(why: "not the leader", sender: 2, partitionEpoch: 4, error: .invalidRequest),
    Proposal(
      why: "older partition epoch", partitionEpoch: 4, isr: [9], error: .invalidUpdateVersion),
    Proposal(why: "not a replica", isr: [1, 5], error: .invalidRequest),
    Proposal(why: "without leader", isr: [2, 3], error: .invalidRequest),
    Proposal(why: "twice", isr: [1, 1], error: .invalidRequest),
    Proposal(why: "recovering with two", isr: [1, 4], recovering: true, error: .invalidRequest),
    Proposal(why: "recovered before", isr: [1], recovering: true, error: .invalidRequest),
    Proposal(why: "fenced member", isr: [1, 4], error: .ineligibleReplica),
    Proposal(why: "old incarnation", isr: [1, 2], memberEpoch: 40, error: .ineligibleReplica),
    Proposal(why: "accepted", isr: [1, 2, 3], error: .none),
  ]

  @Test(arguments: 0..<14)
  func `AlterPartition is validated in Kafka's order`(_ index: Int) {
    let proposal = Self.proposals[index]
    var records: [MetadataRecord] = (1...5).map {
      .registerBroker(
        id: NodeID($0), epoch: BrokerEpoch(Int64($0 - 1)), incarnation: $0, fenced: $0 == 4,
        rack: nil)
    }
    records.append(.topic(TopicIndex(0), name: "orders", settings: TopicSettings()))
    records.append(
      .partition(
        TopicPartition(TopicIndex(0), PartitionIndex(0)),
        PartitionRegistration(
          replicas: [1, 2, 3, 4].map { NodeID($0) }, isr: [NodeID(1)], leader: NodeID(1),
          leaderEpoch: LeaderEpoch(3), partitionEpoch: PartitionEpoch(5))))
    var bench = ControllerBench()
    bench.controller = Controller(
      id: NodeID(100), settings: BrokerSettings(),
      behaviour: BrokerBehaviour(
        strictMinIsr: true, minIsrCappedByReplicas: true, truncatesByLeaderEpoch: true,
        uncleanElectionInKRaft: true, leaderDiscoveryInResponses: true,
        eligibleLeaderReplicas: false),
      placement: .still, bootstrap: records)
    bench.activate()
    let key = TopicPartition(TopicIndex(0), PartitionIndex(proposal.partition))
    var change = AlterPartitionRequest.Partition(
      key, leaderEpoch: LeaderEpoch(proposal.leaderEpoch),
      partitionEpoch: PartitionEpoch(proposal.partitionEpoch),
      isr: proposal.isr.map {
        IsrMember(id: NodeID($0), epoch: BrokerEpoch(proposal.memberEpoch))
      })
    change.recovering = proposal.recovering
    let token = bench.send(
      .alterPartition(
        AlterPartitionRequest(
          broker: NodeID(proposal.sender), brokerEpoch: BrokerEpoch(Int64(proposal.sender - 1)),
          partitions: [change])))
    bench.run(until: 100)
    guard case .alterPartition(let response)? = bench.answer(token)?.response else {
      Issue.record("no answer: \(proposal.why)")
      return
    }
    #expect(response.error == ErrorCode.none)
    #expect(response.partitions.map(\.error) == [proposal.error], "\(proposal.why)")
    if proposal.error == ErrorCode.none {
      #expect(response.partitions[0].partitionEpoch == PartitionEpoch(6))
      #expect(response.partitions[0].leaderEpoch == LeaderEpoch(3))
    }
  }
}
