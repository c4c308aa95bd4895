import KafkaModel
import Testing

@Suite struct ControllerLogTests {
  private func fetch(_ offset: Offset, maxWait: Int64 = 500) -> Request {
    .metadataLogFetch(
      MetadataLogFetchRequest(
        replica: NodeID(1), fetchOffset: offset, maxWait: Milliseconds(maxWait)))
  }

  private func records(
    of fetch: RequestToken, _ bench: ControllerBench
  ) throws -> [MetadataRecord] {
    let response = try #require(bench.answer(fetch)).response
    guard case .metadataLogFetch(let answer) = response else {
      Issue.record("no fetch answer")
      return []
    }
    return answer.records
  }

  @Test func `a write is committed when it has lingered 25 ms, answers and long polls with it`() {
    var bench = ControllerBench()
    bench.activate()
    let poll = bench.send(fetch(bench.controller.highWatermark), at: 90)
    let registration = bench.register(4, incarnation: 4, at: 100)
    let reading = bench.heartbeat(1, at: 110)
    bench.run(until: 124)
    #expect(bench.answer(registration) == nil)
    bench.run(until: 125)
    for token in [poll, registration, reading] {
      #expect(bench.answer(token)?.at == Milliseconds(125))
    }
    guard case .metadataLogFetch(let response)? = bench.answer(poll)?.response else {
      Issue.record("no fetch answer")
      return
    }
    #expect(response.records.count == 1)
    #expect(response.highWatermark == bench.controller.highWatermark)
  }

  @Test func `a request that writes nothing is answered at once when nothing is pending`() {
    var bench = ControllerBench()
    bench.activate()
    let token = bench.heartbeat(1, at: 100)
    #expect(bench.answer(token)?.at == Milliseconds(100))
  }

  @Test func `no-ops answer an idle observer every 500 ms`() {
    var bench = ControllerBench()
    bench.activate()
    let first = bench.send(fetch(bench.controller.highWatermark), at: 100)
    bench.run(until: 525)
    #expect(bench.answer(first)?.at == Milliseconds(525))
    let second = bench.send(fetch(bench.controller.highWatermark), at: 526)
    bench.run(until: 1_025)
    #expect(bench.answer(second)?.at == Milliseconds(1_025))
  }

  @Test func `a poll that waited its time is answered empty`() {
    var bench = ControllerBench()
    bench.activate()
    let token = bench.send(fetch(bench.controller.highWatermark, maxWait: 300), at: 100)
    bench.run(until: 400)
    #expect(bench.answer(token)?.at == Milliseconds(400))
  }

  @Test func `the flush delays later fetches and writes, not the answers of its own write`() {
    var bench = ControllerBench()
    bench.activate()
    bench.isDiskHeld = true
    let registration = bench.register(4, incarnation: 4, at: 100)
    bench.run(until: 130)
    #expect(bench.answer(registration)?.at == Milliseconds(125))
    let poll = bench.send(fetch(.zero), at: 140)
    let next = bench.register(5, incarnation: 5, at: 150)
    bench.run(until: 200)
    #expect(bench.answer(poll) == nil)
    #expect(bench.answer(next) == nil)
    bench.releaseDisk()
    #expect(bench.answer(poll)?.at == Milliseconds(200))
    #expect(bench.answer(next)?.at == Milliseconds(200))
  }

  @Test(arguments: [(ControllerCrash.process, true), (.powerLoss, false)])
  func `a killed controller keeps what it wrote, a powerless one what it synced`(
    crash: ControllerCrash, keeps: Bool
  ) {
    var bench = ControllerBench()
    bench.activate()
    bench.isDiskHeld = true
    let written = bench.register(4, incarnation: 4, at: 100)
    bench.run(until: 130)
    let lingering = bench.register(5, incarnation: 5, at: 140)
    bench.restart(crash)
    #expect(bench.answer(written) != nil)
    #expect(bench.answer(lingering) == nil)
    #expect((bench.controller.image.broker(NodeID(4)) != nil) == keeps)
    #expect(bench.controller.image.broker(NodeID(5)) == nil)
  }

  @Test func `applying the log gives a broker the controller's view and its own changes`() throws {
    var bench = ControllerBench()
    bench.activate()
    var image = MetadataImage()
    let all = bench.send(fetch(.zero), at: 90)
    bench.run(until: 100)
    _ = image.apply(try records(of: all, bench)[...])
    _ = bench.heartbeat(1, at: 1_000, wantFence: true)
    bench.run(until: 1_100)
    let news = bench.send(fetch(Offset(image.lastOffset.raw + 1)), at: 1_100)
    bench.run(until: 1_200)
    let delta = image.apply(try records(of: news, bench)[...])
    let key = TopicPartition(TopicIndex(0), PartitionIndex(0))
    #expect(image.partitions[key] == bench.partition())
    #expect(delta.localChanges(for: NodeID(2), image: image).leaders == [key])
    #expect(delta.localChanges(for: NodeID(1), image: image).followers == [key])
    #expect(delta.localChanges(for: NodeID(4), image: image) == LocalReplicaChanges())
    #expect(delta.brokers == [NodeID(1)])
  }

  @Test func `topics are placed, named and refused as Kafka does`() {
    var bench = ControllerBench()
    bench.activate()
    func topic(
      _ name: String, _ partitions: Int32 = 3, _ factor: Int16 = 3, _ lists: [[Int32]]? = nil
    ) -> CreatableTopic {
      CreatableTopic(
        name: name, partitions: partitions, replicationFactor: factor,
        assignment: lists?.map { $0.map { NodeID($0) } }, configs: TopicSettings())
    }
    let token = bench.send(
      .createTopics([
        topic("orders"), topic("a.b"), topic("a_b"), topic("é"), topic("wide", 1, 4),
        topic("none", 0, 1), topic("own", -1, -1, [[3, 1], [1, 2]]),
        topic("bad", -1, -1, [[3, 3]]), topic("uneven", -1, -1, [[3, 1], [1]]),
      ]))
    bench.run(until: 100)
    #expect(
      bench.answer(token)?.response
        == .createTopics([
          .topicAlreadyExists, .none, .invalidTopicException, .invalidTopicException,
          .invalidReplicationFactor, .invalidPartitions, .none, .invalidReplicaAssignment,
          .invalidReplicaAssignment,
        ]))
    #expect(bench.controller.image.topic(TopicIndex(2))?.name == "own")
    let placed = (0..<3).map { partition in
      bench.controller.image.partitions[
        TopicPartition(TopicIndex(1), PartitionIndex(Int32(partition)))]?.replicas.map(\.raw)
    }
    #expect(placed == [[1, 2, 3], [2, 3, 1], [3, 1, 2]])
  }
}
