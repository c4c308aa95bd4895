import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Topics that brokers have made because a client named them (`auto.create.topics.enable`).
@Suite struct AutomaticTopicTests {
  private func run(
    topics: String = #""c/orders": { partitions: 3, replicationFactor: 3 }"#, config: String = "",
    _ rest: String, for time: String = "30s"
  ) throws -> RunRecord {
    var run = Simulation(
      try Drills.plan(
        """
        { kafkaVersion: "3.9.1", runFor: "\(time)",
          clusters: { c: { brokers: 3, config: { \(config) } } },
          topics: { \(topics) }, \(rest) }
        """), seed: 1)
    run.run()
    return run.record()
  }

  private static let deletion =
    #"steps: [ { name: "delete", at: "10s", do: "deleteTopic", topic: "c/orders" } ]"#

  @Test func `a producer has its deleted topic made again, with the broker's numbers`() throws {
    let record = try run(
      config: #""num.partitions": 2, "default.replication.factor": 3"#,
      #"producers: [ { name: "p", to: "c/orders", rate: "50/s" } ], \#(Self.deletion)"#)
    #expect(record.deletedLogs.map(\.log.topic) == [0, 0, 0])
    #expect(record.logs.map(\.topic) == [1, 1])
    #expect(record.logs.map(\.isr.count) == [3, 3])
    let made = try #require(record.automaticTopics.first)
    #expect(record.automaticTopics.count == 1)
    // An acknowledgement fails or a send() misses it, a metadata request, the controller's write.
    let seconds = Double(made.at.nanoseconds - record.origin.nanoseconds) / 1e9
    #expect((10.0...10.5).contains(seconds))
    let ledger = record.producers[0].ledger
    #expect((0..<ledger.count).allSatisfy { ledger[$0].outcome == .acknowledged })
  }

  @Test func `brokers that make none leave it away`() throws {
    let record = try run(
      config: #""auto.create.topics.enable": false"#,
      #"producers: [ { name: "p", to: "c/orders", rate: "50/s" } ], \#(Self.deletion)"#)
    #expect(record.logs.isEmpty)
    #expect(record.automaticTopics.isEmpty)
  }

  @Test(arguments: [
    (#"reads: "c/orders""#, 1), (#"assign: [ "c/orders" ]"#, 1),
    (#"reads: { pattern: "c/ord.*" }"#, 0),
    (#"reads: "c/orders", config: { "allow.auto.create.topics": false }"#, 0),
  ])
  func `of consumers those that name topics do, unless they must not`(
    reads: String, count: Int
  ) throws {
    let record = try run(#"groups: [ { name: "g", \#(reads) } ], \#(Self.deletion)"#)
    // assign() asks for its topic when its metadata are stale, or a fetch is refused.
    #expect(record.automaticTopics.count == count)
    #expect(record.logs.count == count)
  }

  @Test func `a step that comes later finds it there`() throws {
    let record = try run(
      topics: #""c/other": {}"#,
      """
      producers: [ { name: "p", to: "c/late", rate: "50/s" } ],
      steps: [ { name: "make", at: "5s", do: "createTopic", topic: "c/late", partitions: 6 } ]
      """)
    #expect(record.steps[0].refusals == [.answered(.topicAlreadyExists)])
    // The file's own topic, that of the step, which never came up, and the broker's.
    #expect(record.logs.map(\.topic) == [0, 2])
    #expect(record.topicNumbers[1].raw == -1)
  }

  @Test func `more replicas than brokers are never made, however often it is asked for`() throws {
    let record = try run(
      topics: #""c/auto": { automatic: true }"#, config: #""default.replication.factor": 4"#,
      #"producers: [ { name: "p", to: "c/auto", rate: "50/s", config: { "max.block.ms": 2000 } } ]"#
    )
    #expect(record.logs.isEmpty)
    let ledger = record.producers[0].ledger
    #expect(
      (0..<ledger.count).allSatisfy {
        ledger[$0].outcome == .failed(.topicNotInMetadata(waited: Milliseconds(2_000)))
      })
  }

  @Test(arguments: [false, true])
  func `an automatic topic is made once, whoever names it first`(isRead: Bool) throws {
    let record = try run(
      topics: #""c/auto": { automatic: true }"#, config: #""num.partitions": 2"#,
      #"producers: [ { name: "p", to: "c/auto", rate: "50/s", start: "2s" } ]"#
        + (isRead ? #", groups: [ { name: "g", reads: "c/auto" } ]"# : ""))
    #expect(record.logs.map(\.topic) == [0, 0])
    #expect(record.automaticTopics.count == 1)
    #expect((record.automaticTopics[0].at < record.producers[0].ledger.firstSend) == isRead)
  }

  /// A member commits its positions before it joins again, and UNKNOWN_TOPIC_OR_PARTITION is retriable (KAFKA-13310).
  @Test(arguments: [(1, 20.0...24.0), (3, 10.0...14.0)])
  func `a smaller next life keeps a member committing until max.poll.interval.ms`(
    partitions: Int, again: ClosedRange<Double>
  ) throws {
    let record = try run(
      config: #""num.partitions": \#(partitions)"#,
      """
      producers: [ { name: "p", to: "c/orders", rate: "50/s" } ],
      groups: [ { name: "g", reads: "c/orders", config: { "max.poll.interval.ms": 10000 } } ],
      \(Self.deletion)
      """, for: "40s")
    let generation = try #require(
      record.groups[0].generations.first {
        $0.at.nanoseconds - record.origin.nanoseconds > 10_000_000_000 && $0.members > 0
      })
    let seconds = Double(generation.at.nanoseconds - record.origin.nanoseconds) / 1e9
    #expect(again.contains(seconds))
  }

  @Test func `a mirror goes on with the next life of its copy, and adds partitions when it looks`()
    throws
  {
    var run = Simulation(
      try Drills.plan(
        """
        { kafkaVersion: "3.9.1", runFor: "60s", sites: { a: {}, b: {} },
          links: [ { between: ["a", "b"], rtt: "10ms" } ],
          clusters: { A: { site: "a", brokers: 3 }, B: { site: "b", brokers: 3 } },
          topics: { "A/orders": { partitions: 3, replicationFactor: 3 } },
          producers: [ { name: "p", to: "A/orders", rate: "50/s" } ],
          mirrors: [ { name: "m", source: "A", target: "B", mode: "dedicated", startsIn: "2s",
            settings: { topics: "orders", "refresh.topics.interval.seconds": 10 } } ],
          steps: [ { at: "30s", do: "deleteTopic", topic: "B/A.orders" } ] }
        """), seed: 1)
    run.run()
    let record = run.record()
    let made = try #require(record.automaticTopics.first)
    #expect(made.naming.topic == "A.orders")
    let copies = record.logs.filter { record.plan.topics[$0.topic].name == "A.orders" }
    #expect(copies.count == 3)
    #expect(copies.allSatisfy { $0.logEnd.raw > 100 })
  }
}

extension RecordLedger {
  fileprivate var firstSend: Instant { Instant(nanoseconds: self[0].sentAt) }
}
