import KafkaModel
import Testing

private let p0 = TopicPartition(TopicIndex(0), PartitionIndex(0))
private let p1 = TopicPartition(TopicIndex(0), PartitionIndex(1))

/// What a broker does with the requests of one connection and with acks.
struct BrokerRequestTests {
  @Test func `Brokers register, catch up, are unfenced and only then listen`() {
    let lab = BrokerLab(brokers: 3)
    #expect(lab.listening == [0, 1, 2])
    #expect(lab.brokers.allSatisfy { $0.state == .running })
  }

  @Test func `acks=all is answered one round trip of the followers after the append`() throws {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]], minIsr: 2)
    let client = lab.connect(to: 0)
    let sent = lab.now
    lab.produce([p0], acks: .all, records: 3, on: client)
    lab.run(for: 100)
    let answer = try #require(lab.answers[client]?.first)
    // To the broker, data to the followers, their next fetches, the answer: 1 ms each.
    #expect(answer.at - sent == 4)
    #expect(lab.produceAnswers(client).map(\.error) == [.none])
    for broker in 0..<3 { #expect(lab.log(broker, p0)?.logEnd == Offset(3)) }
    #expect(lab.log(0, p0)?.highWatermark == Offset(3))
  }

  @Test func `A follower learns the high watermark 500 ms later on an idle partition`() {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1]])
    let client = lab.connect(to: 0)
    lab.produce([p0], acks: .all, on: client)
    lab.run(for: 400)
    #expect(lab.log(1, p0)?.highWatermark == .zero)
    lab.run(for: 110)
    #expect(lab.log(1, p0)?.highWatermark == Offset(1))
  }

  @Test func `A connection's next request is read when the last one is answered`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]])
    lab.silent = [1]
    let client = lab.connect(to: 0)
    lab.produce([p0], acks: .all, timeout: 1_000, correlation: 1, on: client)
    lab.produce([p0], acks: .leader, correlation: 2, on: client)
    lab.run(for: 900)
    #expect(lab.answers[client] == nil)
    #expect(lab.log(0, p0)?.logEnd == Offset(1))
    lab.run(for: 200)
    #expect(lab.answers[client]?.map(\.correlation) == [1, 2])
    #expect(lab.produceAnswers(client).map(\.error) == [.requestTimedOut, .none])
    #expect(lab.log(0, p0)?.logEnd == Offset(2))
  }

  @Test func `Of what waits behind a parked request one more is read when its client is gone`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1, 2]])
    lab.silent = [1]
    let client = lab.connect(to: 0)
    lab.produce([p0], acks: .all, timeout: 1_000, correlation: 1, on: client)
    lab.produce([p0], acks: .leader, correlation: 2, on: client)
    lab.produce([p0], acks: .leader, correlation: 3, on: client)
    lab.run(for: 100)
    lab.disconnect(client)
    lab.run(for: 2_000)
    #expect(lab.answers[client] == nil)
    #expect(lab.log(0, p0)?.logEnd == Offset(2))
  }

  @Test func `acks=0 is not answered, and an error closes the connection`() {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1]])
    let good = lab.connect(to: 0)
    let bad = lab.connect(to: 1)
    lab.produce([p0], acks: .zero, correlation: 1, on: good)
    lab.produce([p0], acks: .leader, correlation: 2, on: good)
    lab.produce([p0], acks: .zero, on: bad)
    lab.run(for: 100)
    #expect(lab.answers[good]?.map(\.correlation) == [2])
    #expect(lab.log(0, p0)?.logEnd == Offset(2))
    #expect(lab.closedClients == [bad])
  }

  @Test func `A follower refuses produce and names the leader (KIP-951)`() {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1]])
    let follower = lab.connect(to: 1)
    let stranger = lab.connect(to: 2)
    lab.produce([p0], acks: .all, on: follower)
    lab.produce([p0], acks: .all, on: stranger)
    lab.produce([p1], acks: .all, correlation: 2, on: stranger)
    lab.run(for: 100)
    let leader = CurrentLeader(leader: NodeID(0), epoch: LeaderEpoch(0))
    #expect(lab.produceAnswers(follower).map(\.error) == [.notLeaderOrFollower])
    #expect(lab.produceAnswers(follower).map(\.currentLeader) == [leader])
    #expect(
      lab.produceAnswers(stranger).map(\.error)
        == [.notLeaderOrFollower, .unknownTopicOrPartition])
    #expect(lab.produceAnswers(stranger).first?.currentLeader == leader)
  }

  @Test func `A request for several partitions is answered when all are decided`() throws {
    var lab = BrokerLab(brokers: 3)
    lab.createTopic(assignment: [[0, 1], [0, 2]])
    lab.silent = [2]
    let client = lab.connect(to: 0)
    lab.produce([p0, p1], acks: .all, timeout: 2_000, on: client)
    lab.run(for: 1_900)
    #expect(lab.answers[client] == nil)
    lab.run(for: 200)
    #expect(lab.produceAnswers(client).map(\.error) == [.none, .requestTimedOut])
  }

  @Test func `acks=all below min ISR is refused and not appended`() {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1]], minIsr: 2)
    lab.kill(1)
    lab.run(for: 12_000)
    #expect(lab.isr(p0) == [NodeID(0)])
    let client = lab.connect(to: 0)
    lab.produce([p0], acks: .all, on: client)
    lab.produce([p0], acks: .leader, correlation: 2, on: client)
    lab.run(for: 100)
    #expect(lab.produceAnswers(client).map(\.error) == [.notEnoughReplicas, .none])
    #expect(lab.log(0, p0)?.highWatermark == .zero)
  }

  @Test func `Metadata name unfenced brokers only and LEADER_NOT_AVAILABLE without a leader`()
    throws
  {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[1]])
    lab.kill(1)
    lab.run(for: 12_000)
    let client = lab.connect(to: 0)
    lab.send(.metadata(MetadataRequest(topics: nil)), on: client)
    lab.run(for: 10)
    guard case .metadata(let answer) = try #require(lab.answers[client]?.first).response else {
      Issue.record("no metadata")
      return
    }
    #expect(answer.brokers == [NodeID(0)])
    #expect(answer.topics.first?.partitions.first?.error == .leaderNotAvailable)
    #expect(answer.topics.first?.partitions.first?.leader == nil)
  }

  @Test func `A consumer's fetch waits for the high watermark, not for the log end`() throws {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1]])
    let (reader, writer) = (lab.connect(to: 0), lab.connect(to: 0))
    let asked = FetchPartition(
      p0, fetchOffset: .zero, logStart: .none, currentLeaderEpoch: .none, lastFetchedEpoch: .none,
      maxBytes: 1_048_576)
    lab.send(
      .fetch(
        FetchRequest(
          replica: nil, maxWait: Milliseconds(5_000), minBytes: 1, maxBytes: 52_428_800,
          partitions: [asked])),
      on: reader)
    lab.silent = [1]
    lab.produce([p0], acks: .leader, on: writer)
    lab.run(for: 1_000)
    #expect(lab.answers[writer]?.count == 1)
    #expect(lab.answers[reader] == nil)
    lab.silent = []
    lab.run(for: 3_900)
    #expect(lab.log(0, p0)?.highWatermark == .zero)
    lab.run(for: 200)
    guard case .fetch(let answer) = try #require(lab.answers[reader]?.first).response else {
      Issue.record("no fetch answer")
      return
    }
    #expect(answer.partitions.map(\.batches.count) == [0])
  }

  @Test func `In a session a broker answers only what is new`() throws {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1], [0, 1], [0, 1]])
    let (reader, writer) = (lab.connect(to: 0), lab.connect(to: 0))
    func asked(_ partition: Int32, from offset: Int64) -> FetchPartition {
      FetchPartition(
        TopicPartition(TopicIndex(0), PartitionIndex(partition)), fetchOffset: Offset(offset),
        logStart: .none, currentLeaderEpoch: LeaderEpoch(0), lastFetchedEpoch: .none,
        maxBytes: 1_048_576)
    }
    func fetch(
      _ partitions: [FetchPartition], _ session: FetchSessionMetadata, wait: Int64 = 0
    ) throws -> FetchResponse {
      lab.send(
        .fetch(
          FetchRequest(
            replica: nil, maxWait: Milliseconds(wait), minBytes: 1, maxBytes: 52_428_800,
            partitions: Few(partitions), session: session)), on: reader)
      lab.run(for: 1_010)
      guard case .fetch(let answer) = try #require(lab.answers[reader]?.last).response else {
        preconditionFailure("not an answer to a fetch")
      }
      return answer
    }
    let first = try fetch((0..<3).map { asked($0, from: 0) }, .initial)
    #expect(first.partitions.count == 3)
    let session = first.session
    #expect(session != .none)
    #expect(try fetch([], FetchSessionMetadata(session, epoch: 1)).partitions.isEmpty)
    lab.produce([p1], acks: .all, on: writer)
    lab.run(for: 1_000)
    let second = try fetch([], FetchSessionMetadata(session, epoch: 2), wait: 500)
    #expect(second.partitions.map(\.partition) == [p1])
    #expect(second.partitions.map(\.batches.count) == [1])
    #expect(second.session == session)
    let third = try fetch([asked(1, from: 1)], FetchSessionMetadata(session, epoch: 3))
    #expect(third.partitions.isEmpty)
    let again = try fetch([], FetchSessionMetadata(session, epoch: 3))
    #expect(again == FetchResponse(partitions: [], error: .invalidFetchSessionEpoch))
  }

  @Test func `A fetch that waits is answered although its session is closed meanwhile`() throws {
    var lab = BrokerLab(brokers: 2)
    lab.createTopic(assignment: [[0, 1], [0, 1]])
    let (reader, other, writer) = (lab.connect(to: 0), lab.connect(to: 0), lab.connect(to: 0))
    func fetch(_ session: FetchSessionMetadata, wait: Int64, on connection: Int) {
      lab.send(
        .fetch(
          FetchRequest(
            replica: nil, maxWait: Milliseconds(wait), minBytes: 1, maxBytes: 52_428_800,
            partitions: session.isFull
              ? [p0, p1].reduce(into: .none) {
                $0.append(
                  FetchPartition(
                    $1, fetchOffset: .zero, logStart: .none, currentLeaderEpoch: LeaderEpoch(0),
                    lastFetchedEpoch: .none, maxBytes: 1_048_576))
              } : .none, session: session)), on: connection)
      lab.run(for: 10)
    }
    func answers(_ connection: Int) -> [FetchResponse] {
      (lab.answers[connection] ?? []).compactMap {
        if case .fetch(let answer) = $0.response { answer } else { nil }
      }
    }
    fetch(.initial, wait: 0, on: reader)
    let session = try #require(answers(reader).first).session
    fetch(FetchSessionMetadata(session, epoch: 1), wait: 5_000, on: reader)
    fetch(FetchSessionMetadata(session, epoch: 0), wait: 0, on: other)
    #expect(answers(reader).count == 1)
    lab.produce([p1], acks: .all, on: writer)
    lab.run(for: 1_000)
    let late = try #require(answers(reader).last)
    #expect(answers(reader).count == 2)
    #expect(late.session == session)
    #expect(late.partitions.map(\.partition) == [p0, p1])
    #expect(late.partitions.map(\.batches.count) == [0, 1])
    #expect(answers(other).first?.session != session)
  }

  @Test
  func `An ISR shrink is asked between one and one and a half lag times, and acks=all goes on`() {
    var settings = BrokerSettings()
    settings.replicaLagTimeMax = Milliseconds(4_000)
    var lab = BrokerLab(brokers: 3, settings: settings)
    lab.createTopic(assignment: [[0, 1, 2]], minIsr: 2)
    let client = lab.connect(to: 0)
    lab.silent = [1]
    let before = lab.now
    lab.produce([p0], acks: .all, on: client)
    lab.run(for: 7_000)
    let asked = lab.times(of: 0) {
      if case .isrShrinkAsked(p0, [NodeID(0), NodeID(2)]) = $0 { true } else { false }
    }
    #expect(asked.count == 1)
    #expect((3_400...6_100).contains((asked.first ?? 0) - before))
    #expect(lab.produceAnswers(client).map(\.error) == [.none])
    #expect(lab.isr(p0) == [NodeID(0), NodeID(2)])
  }

  @Test(arguments: [(true, 1), (false, 0)])
  func `A topic that clients name and nobody has is asked for once`(allowed: Bool, count: Int) {
    var lab = BrokerLab(brokers: 3)
    let clients = [lab.connect(to: 0), lab.connect(to: 0)]
    let request = Request.metadata(
      MetadataRequest(topics: [], names: ["late"], createsTopics: allowed))
    for client in clients { lab.send(request, on: client) }
    lab.run(for: 100)
    #expect(lab.namings.map(\.topic) == Array(repeating: "late", count: count))
    #expect(lab.controller.image.topics.count { $0?.name == "late" } == count)
    // Both are told that there is none: the answer does not wait.
    for client in clients {
      guard case .metadata(let answer) = lab.answers[client]?.first?.response else {
        Issue.record("an answer of metadata")
        return
      }
      #expect(answer.topics.map(\.error) == [.unknownTopicOrPartition])
    }
    lab.send(request, on: clients[0])
    lab.run(for: 100)
    guard case .metadata(let later) = lab.answers[clients[0]]?.last?.response else { return }
    #expect(later.topics.map(\.partitions.count) == [count])
  }
}
