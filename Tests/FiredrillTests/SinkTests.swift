import Firedrill
import Testing

@Suite("Sink connectors of the test author's")
struct SinkTests {
  private func drill(
    workers: Int = 2, config: Scenario.Settings = [:], _ steps: [Scenario.Step] = []
  ) throws -> Drill {
    var code = UserCode()
    code.addSinkConnector("Warehouse", Warehouse())
    var connector: Scenario.Settings = ["tasks.max": 2, "topics": "orders"]
    for key in ["takes.ms", "fails.at", "retries.at", "commits.nothing", "tasks.max"] {
      if let value = config[key] { connector[key] = value }
    }
    var scenario = Scenario("Warehouse", kafkaVersion: "3.9", runFor: .seconds(90))
    scenario.clusters = [.init("lab", brokers: 3)]
    scenario.topics = [.init("lab/orders", partitions: 4, replicationFactor: 3)]
    scenario.producers = [
      .init(
        "shop", to: "lab/orders", load: .constant(.perSecond(100)), count: 3000,
        keys: .cycle(20), config: ["acks": "all"])
    ]
    scenario.connect = [
      .init(
        "plain", on: "lab", workers: workers,
        settings: [
          "offset.flush.interval.ms": 5_000, "scheduled.rebalance.max.delay.ms": 0,
          "consumer.session.timeout.ms": 6_000, "consumer.heartbeat.interval.ms": 2_000,
        ],
        connectors: [.init("warehouse", runs: "Warehouse", config: connector)])
    ]
    scenario.steps = steps
    return try Drill(scenario, code: code)
  }

  private func sink(of outcome: DrillOutcome) throws -> SinkOutcome {
    try #require(outcome.sink("warehouse", of: "plain"))
  }

  @Test func `take every record once while nothing happens`() throws {
    let outcome = try drill().run(seed: 1)
    let sink = try sink(of: outcome)
    #expect(sink.group == "connect-warehouse")
    #expect(sink.taken == 3000, "\(outcome.report)")
    #expect(sink.takenTwice == 0)
    #expect(sink.puts.count == 3000)
    #expect(sink.puts.allSatisfy { $0.times == 1 })
    #expect(sink.skipped == 0)
    #expect(sink.lag == 0)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `take what was put since the last commit again after a kill, and nothing less`(
    seed: UInt64
  ) throws {
    let kill = Scenario.Step(
      "kill", at: .seconds(22), .kill(.task(0, of: "plain/warehouse")))
    let outcome = try drill([kill]).run(seed: seed)
    let sink = try sink(of: outcome)
    #expect(sink.puts.count == 3000, "\(outcome.report)")
    // At most a flush interval of half of 100 records a second.
    #expect((1...300).contains(sink.takenTwice), "\(outcome.report)")
    #expect(sink.puts.count { $0.times > 1 } == sink.takenTwice)
    #expect(sink.taken == 3000 + sink.takenTwice)
    #expect(sink.skipped == 0)
    #expect(sink.lag == 0)
    #expect(outcome.report.contains("connect-warehouse/0"))
  }

  @Test func `repeat nothing when their workers are stopped in order`() throws {
    let stop = Scenario.Step("stop", at: .seconds(15), .stopMirror("plain"))
    let back = Scenario.Step("back", when: .after("stop", plus: .seconds(5)), .startMirror("plain"))
    let outcome = try drill([stop, back]).run(seed: 1)
    let sink = try sink(of: outcome)
    #expect(sink.puts.count == 3000, "\(outcome.report)")
    #expect(sink.takenTwice == 0)
  }

  @Test func `are given the same records again after a retriable failure`() throws {
    let outcome = try drill(config: ["retries.at": 1000]).run(seed: 1)
    let sink = try sink(of: outcome)
    #expect(sink.puts.count == 3000, "\(outcome.report)")
    #expect(sink.takenTwice == 0)
    #expect(sink.given > sink.taken)
    #expect(outcome.report.contains("threw RetriableException"))
  }

  @Test func `fail for good where put throws, and all before it is committed`() throws {
    var run = try drill(config: ["fails.at": 1000, "tasks.max": 1]).start(seed: 1)
    run.run(until: .seconds(90))
    let outcome = run.finish()
    let sink = try sink(of: outcome)
    #expect(sink.puts.count < 1100)
    #expect(sink.puts.count > 900)
    #expect(sink.takenTwice == 0)
    #expect(
      try outcome.value(.taskState, of: .task(0, of: "warehouse", of: "plain")) == .word("FAILED")
    )
  }

  @Test func `take all again that they did not let Connect commit`() throws {
    let kill = Scenario.Step(
      "kill", at: .seconds(22), .kill(.task(0, of: "plain/warehouse")))
    let outcome = try drill(config: ["commits.nothing": "true", "tasks.max": 1], [kill]).run(
      seed: 1)
    let sink = try sink(of: outcome)
    #expect(sink.puts.count == 3000)
    #expect(sink.takenTwice > 1500, "\(outcome.report)")
  }

  @Test func `need topics, and say so as Kafka does`() throws {
    var scenario = Scenario("Warehouse", kafkaVersion: "3.9", runFor: .seconds(10))
    scenario.clusters = [.init("lab", brokers: 1)]
    scenario.connect = [
      .init("plain", on: "lab", workers: 1, connectors: [.init("warehouse", runs: "Warehouse")])
    ]
    var code = UserCode()
    code.addSinkConnector("Warehouse", Warehouse())
    let error = #expect(throws: DrillError.self) { try Drill(scenario, code: code) }
    #expect(error?.reason.contains("one of topics or topics.regex") == true)
  }

  @Test func `give the same run again, as text and after a fork`() throws {
    let drill = try drill()
    var code = UserCode()
    code.addSinkConnector("Warehouse", Warehouse())
    let fingerprint = drill.run(seed: 3).fingerprint
    #expect(try Drill(drill.text, code: code).run(seed: 3).fingerprint == fingerprint)
    var run = drill.start(seed: 3)
    run.run(until: .seconds(12))
    let other = run.fork()
    #expect(run.finish().fingerprint == fingerprint)
    #expect(other.finish().fingerprint == fingerprint)
  }
}
