import KafkaModel
import Testing

private let p0 = TopicPartition(TopicIndex(0), PartitionIndex(0))

/// What brokers answer to consumers: fetches, ListOffsets and OffsetForLeaderEpoch.
@Suite struct ConsumerRequestTests {
  // MARK: Offsets

  @Test func `latest is the high watermark, not the log end; earliest is the log start`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    trio.append(3)
    trio.fetch(1)
    trio.fetch(1)
    trio.append(2)
    #expect(Self.list(.latest, of: trio.partitions[0]).offset == Offset(3))
    #expect(Self.list(.earliest, of: trio.partitions[0]).offset == .zero)
    #expect(trio.partitions[0].log.logEnd == Offset(5))
  }

  @Test func `A new leader whose high watermark is behind its epoch cannot tell the end yet`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    trio.append(3)
    trio.fetch(1)
    trio.elect(1, isr: [1, 2])
    #expect(Self.list(.latest, of: trio.partitions[1]).error == .offsetNotAvailable)
    #expect(Self.list(.earliest, of: trio.partitions[1]).error == .none)
  }

  @Test func `A follower refuses ListOffsets and OffsetForLeaderEpoch`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    #expect(Self.list(.latest, of: trio.partitions[1]).error == .notLeaderOrFollower)
    #expect(Self.end(of: 0, at: trio.partitions[1]).error == .notLeaderOrFollower)
  }

  @Test func `The end of an older epoch is where the next one began`() {
    var trio = PartitionTrio()
    trio.elect(0, isr: [0, 1])
    let first = trio.partitions[0].leaderEpoch.raw
    trio.append(3)
    trio.fetch(1)
    trio.elect(1, isr: [1, 2])
    trio.append(2, on: 1)
    #expect(Self.end(of: first, at: trio.partitions[1]).end.endOffset == Offset(3))
    #expect(Self.end(of: first + 1, at: trio.partitions[1]).end.endOffset == Offset(5))
  }

  private static func list(
    _ spec: OffsetSpec, of partition: Partition
  ) -> ListOffsetsResponse.Partition {
    partition.listOffset(.init(p0, currentLeaderEpoch: .none, timestamp: spec))
  }

  private static func end(
    of epoch: Int32, at partition: Partition
  ) -> OffsetForLeaderEpochResponse.Partition {
    partition.endOfEpoch(
      .init(p0, currentLeaderEpoch: .none, leaderEpoch: LeaderEpoch(epoch)))
  }

  // MARK: Fetches

  private static func lab(_ selector: ReplicaSelectorChoice = .rackAware) -> BrokerLab {
    var settings = BrokerSettings()
    settings.replicaSelector = selector
    var lab = BrokerLab(brokers: 2, settings: settings, racks: ["east", "west"])
    lab.createTopic(assignment: [[0, 1]])
    let producer = lab.connect(to: 0)
    lab.produce([p0], acks: .all, records: 3, on: producer)
    lab.run(for: 600)
    return lab
  }

  /// What a consumer's fetch gets.
  private static func fetch(
    _ lab: inout BrokerLab, at broker: Int, from offset: Int64 = 0, rack: String? = nil,
    maxWait: Int64 = 0, epoch: Int32 = -1
  ) -> (after: Int64, answer: FetchPartitionResponse)? {
    let client = lab.connect(to: broker)
    let sent = lab.now
    lab.send(
      .fetch(
        FetchRequest(
          replica: nil, maxWait: Milliseconds(maxWait), minBytes: 1, maxBytes: 1_000_000,
          partitions: [
            FetchPartition(
              p0, fetchOffset: Offset(offset), logStart: .none,
              currentLeaderEpoch: LeaderEpoch(epoch), lastFetchedEpoch: .none,
              maxBytes: 1_000_000)
          ], rack: rack)), on: client)
    lab.run(for: maxWait + 10)
    guard let answer = lab.answers[client]?.first, case .fetch(let response) = answer.response,
      let part = response.partitions.first
    else { return nil }
    return (answer.at - sent, part)
  }

  @Test func `A consumer in another rack is sent to the replica there, without data`() throws {
    var lab = Self.lab()
    let sent = try #require(Self.fetch(&lab, at: 0, rack: "west", maxWait: 500))
    #expect(sent.answer.preferredReadReplica == NodeID(1))
    #expect(sent.answer.batches.isEmpty)
    #expect(sent.after < 10)
    let read = try #require(Self.fetch(&lab, at: 1, rack: "west"))
    #expect(read.answer.error == .none)
    #expect(read.answer.batches.map(\.recordCount) == [3])
    #expect(read.answer.preferredReadReplica == nil)
  }

  @Test(arguments: ["east", "north"])
  func `The leader serves its own rack and racks without a replica`(rack: String) throws {
    var lab = Self.lab()
    let read = try #require(Self.fetch(&lab, at: 0, rack: rack))
    #expect(read.answer.preferredReadReplica == nil)
    #expect(read.answer.batches.map(\.recordCount) == [3])
  }

  @Test func `Without a selector everybody reads from the leader`() throws {
    var lab = Self.lab(.leader)
    let read = try #require(Self.fetch(&lab, at: 0, rack: "west"))
    #expect(read.answer.preferredReadReplica == nil)
  }

  @Test func `A follower serves consumers up to its own high watermark, which comes later`() throws
  {
    var lab = Self.lab()
    let producer = lab.connect(to: 0)
    lab.produce([p0], acks: .all, records: 2, on: producer)
    lab.run(for: 20)
    #expect(lab.log(0, p0)?.highWatermark == Offset(5))
    #expect(lab.log(1, p0)?.highWatermark == Offset(3))
    let early = try #require(Self.fetch(&lab, at: 1, from: 3, rack: "west"))
    #expect(early.answer.batches.isEmpty)
    let waited = try #require(Self.fetch(&lab, at: 1, from: 3, rack: "west", maxWait: 900))
    #expect(waited.answer.batches.map(\.recordCount) == [2])
    #expect(waited.after < 520)
  }

  @Test func `A fetch beyond the log end is out of range; between the marks it finds nothing`()
    throws
  {
    var lab = Self.lab()
    let beyond = try #require(Self.fetch(&lab, at: 0, from: 4))
    #expect(beyond.answer.error == .offsetOutOfRange)
    let end = try #require(Self.fetch(&lab, at: 0, from: 3))
    #expect(end.answer.error == .none)
    #expect(end.answer.batches.isEmpty)
  }

  @Test func `KIP-951: a fetch with an older epoch is told the leader`() throws {
    var lab = Self.lab()
    lab.kill(0)
    lab.run(for: 12_000)
    #expect(lab.leader(p0) == 1)
    let fenced = try #require(Self.fetch(&lab, at: 1, from: 3, epoch: 0))
    #expect(fenced.answer.error == .fencedLeaderEpoch)
    #expect(fenced.answer.currentLeader?.leader == NodeID(1))
  }
}
