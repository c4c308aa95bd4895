import KafkaModel
import Testing

@Suite struct ProducerTests {
  @Test func `The first send waits for metadata from a bootstrap server, then its record leaves`() {
    var lab = ProducerLab()
    #expect(lab.send(0) == .blocked)
    lab.run(to: 1)
    #expect(lab.returned.map(\.record) == [0])
    #expect(lab.returned.first?.outcome == .queued(PartitionIndex(0)))
    #expect(lab.metadataAsked.first == NodeID(-1))
    #expect(lab.produced.map(\.node) == [NodeID(1)])
    lab.answer(0, offset: 42)
    #expect(lab.done.first?.outcome == .acknowledged(baseOffset: Offset(42)))
  }

  @Test func `Without metadata send fails with a TimeoutException after max.block.ms`() {
    var lab = ProducerLab()
    lab.silent = [NodeID(-1)]
    #expect(lab.send(0) == .blocked)
    lab.run(to: 59_999)
    #expect(lab.returned.isEmpty)
    lab.run(to: 60_000)
    #expect(
      lab.returned.first?.outcome
        == .failed(.topicNotInMetadata(waited: Milliseconds(60_000))))
    #expect(ProducerException.topicNotInMetadata(waited: .zero).kafkaClass == "TimeoutException")
  }

  @Test func `A full buffer blocks send until a batch is done`() {
    var lab = ProducerLab { $0.bufferMemory = 16_384 }
    lab.send(0)
    lab.run(to: 1)
    #expect(lab.send(1) == .blocked)
    lab.answer(0)
    #expect(lab.returned.last?.record == 1)
    #expect(lab.returned.last?.outcome == .queued(PartitionIndex(0)))
  }

  @Test
  func `A buffer that stays full fails send with BufferExhaustedException after max.block.ms`() {
    var lab = ProducerLab {
      $0.bufferMemory = 16_384
      $0.maxBlock = Milliseconds(1_000)
    }
    lab.send(0)
    lab.run(to: 10)
    #expect(lab.send(1) == .blocked)
    lab.run(to: 1_009)
    #expect(lab.returned.count == 1)
    lab.run(to: 1_010)
    guard case .failed(let exception)? = lab.returned.last?.outcome else {
      Issue.record("send did not fail")
      return
    }
    #expect(exception.kafkaClass == "BufferExhaustedException")
  }

  @Test func `flush returns when the batches that existed at the call are done`() {
    var lab = ProducerLab { $0.linger = Milliseconds(1_000) }
    lab.send(0)
    lab.run(to: 1)
    #expect(lab.produced.isEmpty)
    lab.flush()
    #expect(lab.produced.count == 1)
    #expect(lab.flushedAt == nil)
    lab.run(to: 5)
    lab.answer(0)
    #expect(lab.flushedAt == Milliseconds(5))
  }

  @Test func `close waits for what is in flight, a close that runs out of time fails it`() {
    var graceful = ProducerLab()
    graceful.send(0)
    graceful.run(to: 1)
    var forced = graceful
    graceful.close(timeout: Milliseconds(500))
    #expect(graceful.closedAt == nil)
    graceful.answer(0)
    #expect(graceful.closedAt == Milliseconds(1))
    forced.close(timeout: Milliseconds(500))
    forced.run(to: 600)
    #expect(forced.closedAt == Milliseconds(501))
    #expect(
      forced.done.first?.outcome == .failed(.closedForcefully, possiblyPersisted: true))
  }

  @Test func `acks=0 reports success without an offset once the bytes are handed over`() {
    var lab = ProducerLab {
      $0.acks = .zero
      $0.idempotent = false
    }
    lab.send(0)
    lab.run(to: 1)
    #expect(lab.done.first?.outcome == .acknowledged(baseOffset: .none))
  }

  @Test func `A named new leader gets the retry at once, without metadata and without back-off`() {
    var lab = ProducerLab()
    lab.send(0)
    lab.run(to: 1)
    let asked = lab.metadataAsked.count
    lab.answer(
      0, error: .notLeaderOrFollower,
      leader: CurrentLeader(leader: NodeID(2), epoch: LeaderEpoch(1)))
    #expect(lab.produced.map(\.node) == [NodeID(1), NodeID(2)])
    #expect(lab.produced.last?.at == Milliseconds(1))
    #expect(lab.metadataAsked.count == asked)
  }

  @Test func `Before 3.7 the retry waits for fresh metadata and its back-off`() {
    var lab = ProducerLab(version: KafkaVersion(3, 5, 0))
    lab.send(0)
    lab.run(to: 1)
    lab.leaders = [NodeID(2)]
    lab.epoch = LeaderEpoch(1)
    lab.answer(
      0, error: .notLeaderOrFollower,
      leader: CurrentLeader(leader: NodeID(2), epoch: LeaderEpoch(1)))
    #expect(lab.produced.count == 1)
    lab.run(to: 300)
    #expect(lab.produced.map(\.node) == [NodeID(1), NodeID(2)])
    #expect(lab.produced.last?.at == Milliseconds(101))
  }

  @Test(arguments: [
    (KafkaVersion(3, 4, 0), "NetworkException"), (KafkaVersion(3, 5, 0), "TimeoutException"),
  ])
  func `A request time-out kills the connection; the error given changed with 3.5`(
    _ version: KafkaVersion, _ exception: String
  ) {
    var lab = ProducerLab(version: version) {
      $0.retries = 0
      $0.idempotent = false
    }
    lab.send(0)
    lab.run(to: 30_000)
    #expect(lab.closes.isEmpty)
    lab.run(to: 30_001)
    #expect(lab.closes == [NodeID(1)])
    guard case .failed(let error, possiblyPersisted: true)? = lab.done.first?.outcome else {
      Issue.record("the batch did not fail as possibly persisted")
      return
    }
    #expect(error.kafkaClass == exception)
  }

  @Test func `A connection attempt into silence is given up after its set-up time-out`() {
    var lab = ProducerLab()
    lab.silent = [NodeID(1)]
    lab.send(0)
    lab.run(to: 10_000)
    #expect(lab.closes.isEmpty)
    lab.run(to: 10_001)
    #expect(lab.closes == [NodeID(1)])
  }

  @Test func `Refused connections are tried again after a back-off that doubles up to a second`() {
    var lab = ProducerLab()
    lab.refusing = [NodeID(1)]
    lab.send(0)
    lab.run(to: 2_000)
    let times = lab.connects.filter { $0.node == NodeID(1) }.map(\.at.raw)
    #expect(times.prefix(5) == [0, 50, 150, 350, 750])
  }

  /// `Metadata.rebootstrap` raises the metadata's version and notifies nobody, so the caller's wait goes on.
  @Test
  func `A producer that returns to its bootstrap servers time and again keeps its caller waiting`()
  {
    var lab = ProducerLab(version: KafkaVersion(4, 1, 1)) { $0.maxBlock = Milliseconds(1_000) }
    lab.refusing = [NodeID(-1)]
    #expect(lab.send(0) == .blocked)
    lab.run(to: 999)
    #expect(lab.returned.isEmpty)
    #expect(2...10 ~= lab.connects.count)
    lab.run(to: 1_000)
    #expect(
      lab.returned.first?.outcome == .failed(.topicNotInMetadata(waited: Milliseconds(1_000))))
  }
}
