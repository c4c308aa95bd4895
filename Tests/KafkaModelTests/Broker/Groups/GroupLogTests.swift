import KafkaModel
import Testing

/// How long the records behind `__consumer_offsets` are kept.
struct GroupLogTests {
  private static let log = TopicPartition(TopicIndex(1), PartitionIndex(0))

  /// Records of the log's batches that their writer still has.
  private func kept(_ lab: CoordinatorLab, at broker: Int = 0) -> Int {
    let batches = lab.lab.brokers[broker].log(of: Self.log)?.batches ?? []
    return batches.reduce(0) { $0 + lab.lab.brokers[broker].groupLog($1.content.index).count }
  }

  /// One commit of 100 partitions every so often; the client does not wait.
  private func commit(_ lab: inout CoordinatorLab, times: Int, every step: Int64) {
    let connection = lab.lab.connect(to: 0)
    for time in 0..<times {
      let position = OffsetAndEpoch(offset: Offset(Int64(time)), leaderEpoch: LeaderEpoch(0))
      lab.lab.send(
        .offsetCommit(
          OffsetCommitRequest(
            identity: lab.identity(.unknown, -1, nil),
            offsets: (0..<100).map { PartitionOffset(CoordinatorLab.partition($0), position) })),
        on: connection)
      lab.lab.run(for: step)
    }
  }

  @Test func `Superseded records are forgotten but for one a minute`() {
    var lab = CoordinatorLab(partitions: 100)
    _ = lab.findCoordinator()
    commit(&lab, times: 600, every: 1_000)
    #expect(lab.lab.brokers[0].log(of: Self.log)?.logEnd == Offset(60_000))
    // Ten minutes of them, and what has come since the last look.
    #expect((1_100...9_000).contains(kept(lab)))
    lab.lab.kill(0)
    lab.lab.run(for: 100)
    lab.lab.start(0)
    lab.lab.run(for: 15_000)
    #expect(lab.fetchOffset()?.offset == 599)
  }

  @Test func `Nothing is forgotten that a replica does not have`() {
    var lab = CoordinatorLab(brokers: 2, partitions: 100)
    let broker = lab.findCoordinator() ?? 0
    #expect(broker == 0)
    lab.lab.run(for: 2_000)
    // A follower that is away keeps the coordinator from forgetting, though it has left the ISR.
    lab.lab.kill(1)
    lab.lab.run(for: 12_000)
    commit(&lab, times: 100, every: 100)
    #expect(lab.lab.brokers[0].log(of: Self.log)?.highWatermark == Offset(10_000))
    #expect(kept(lab) == 10_000)
  }
}
