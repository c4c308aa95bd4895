import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Topics that clients and administrators name before they are there, where brokers make none for clients.
@Suite struct LateTopicTests {
  private func run(_ producer: String, creates time: String) throws -> RunRecord {
    var run = Simulation(
      try Drills.plan(
        """
        { kafkaVersion: "3.9.1", runFor: "20s", clusters: { c: { brokers: 3, config: { "auto.create.topics.enable": false } } },
          topics: { "c/there": {} },
          producers: [ { name: "p", to: "c/late", rate: "50/s", \(producer) } ],
          steps: [ { at: "\(time)", do: "createTopic", topic: "c/late", partitions: 2 } ] }
        """), seed: 1)
    run.run()
    return run.record()
  }

  @Test(arguments: [
    "", "keys: { zipf: { keys: 20, exponent: 1 } },", "partition: 1,",
    #"config: { "max.in.flight.requests.per.connection": 1 },"#,
  ])
  func `send() blocks until its topic is there`(producer: String) throws {
    let record = try run(producer, creates: "5s")
    let producer = record.producers[0]
    let entries = (0..<producer.ledger.count).map { producer.ledger[$0] }
    #expect(entries.count > 990)
    #expect(entries.allSatisfy { $0.outcome == .acknowledged })
    // One send() stands still; retries of its metadata request are up to a second apart.
    #expect(producer.blocks.count == 1)
    let waited = producer.blocks[0].ended.nanoseconds - producer.blocks[0].began.nanoseconds
    #expect((5_000_000_000...6_300_000_000).contains(waited))
    let ends = record.logs.filter { $0.topic == 1 }.map(\.logEnd.raw)
    #expect(ends.reduce(0, +) == Int64(entries.count))
  }

  @Test func `where it does not come each send() fails after max.block.ms`() throws {
    let producer = try run(#"config: { "max.block.ms": 3000 },"#, creates: "15s").producers[0]
    #expect(
      (0..<5).allSatisfy {
        producer.ledger[$0].outcome == .failed(.topicNotInMetadata(waited: Milliseconds(3_000)))
      })
  }

  @Test func `an election of its partitions is refused`() throws {
    let plan = try Drills.plan(
      """
      { kafkaVersion: "3.9.1", runFor: "10s", clusters: { c: { brokers: 3 } },
        topics: { "c/there": {} },
        producers: [ { name: "p", to: "c/there", rate: "50/s" } ],
        steps: [
          { name: "early", at: "2s", do: "electLeader", of: "c/late/0", kind: "preferred" },
          { at: "5s", do: "createTopic", topic: "c/late" } ] }
      """)
    var run = Simulation(plan, seed: 1)
    run.run()
    #expect(run.record().steps[0].refusals == [.answered(.unknownTopicOrPartition)])
  }
}
