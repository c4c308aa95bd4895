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
    var scenario = Scenario("Warehouse", kafkaVersion: "3.9", runFor: .seconds(60))
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

  @Test(arguments: [1, 2] as [UInt64])
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
    #expect(!outcome.report.contains("only by sink connectors"))
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
    #expect(!outcome.report.contains("nonmonotonic"))
  }

  @Test func `fail for good where put throws, and all before it is committed`() throws {
    var run = try drill(config: ["fails.at": 1000, "tasks.max": 1]).start(seed: 1)
    run.run(until: .seconds(60))
    let outcome = run.finish()
    let sink = try sink(of: outcome)
    #expect(sink.puts.count < 1100)
    #expect(sink.puts.count > 900)
    #expect(sink.takenTwice == 0)
    #expect(outcome.report.contains("threw ConnectException"))
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

  @Test func `tell by figures and views what they were given`() throws {
    let kill = Scenario.Step("kill", at: .seconds(22), .kill(.task(0, of: "plain/warehouse")))
    let drill = try drill([kill])
    var run = drill.start(seed: 1)
    run.run(until: .seconds(15))
    let group = run.group("connect-warehouse")
    #expect(group?.phase == .stable)
    #expect(group?.members.map(\.owned.count).sorted() == [2, 2])
    #expect(group?.partitions.compactMap(\.owner).count == 4)
    let outcome = run.finish()
    let sink = try sink(of: outcome)
    let connector = Scenario.Subject.connector("warehouse", of: "plain")
    #expect(try outcome.value(.processed, of: connector) == .count(sink.taken))
    #expect(try outcome.value(.processedTwice, of: connector) == .count(sink.takenTwice))
    var tasks = 0
    for number in 0..<2 {
      let task = Scenario.Subject.task(number, of: "warehouse", of: "plain")
      guard case .count(let count)? = try outcome.value(.delivered, of: task) else { continue }
      tasks += count
    }
    #expect(tasks == sink.given)
    #expect(outcome.json.contains("\"sink\": \"plain/warehouse\""))
    #expect(outcome.report.contains("the group of sink plain/warehouse, 2 members"))
    // The story of what was put again names the step.
    #expect(outcome.report.contains("step 'kill'"))
    #expect(outcome.report.contains("a shorter offset.flush.interval.ms than 5000"))
  }

  @Test func `are paused, resumed and restarted by REST`() throws {
    let steps = [
      Scenario.Step("pause", at: .seconds(5), .pauseConnector("plain/warehouse")),
      Scenario.Step("resume", at: .seconds(12), .resumeConnector("plain/warehouse")),
      Scenario.Step("restart", at: .seconds(20), .restartTask(0, of: "plain/warehouse")),
    ]
    let outcome = try drill(steps).run(seed: 1)
    let sink = try sink(of: outcome)
    #expect(sink.puts.count == 3000, "\(outcome.report)")
    #expect(sink.takenTwice == 0)
    let connector = Scenario.Subject.connector("warehouse", of: "plain")
    guard case .time(let gap)? = try outcome.value(.deliveryGap, of: connector) else {
      Issue.record("nothing was put")
      return
    }
    #expect(gap > .seconds(6))
  }

  @Test func `are refused with the place of what is wrong`() throws {
    var code = UserCode()
    code.addSinkConnector("Warehouse", Warehouse())
    func reason(_ config: String, _ more: String = "") -> String? {
      let text = """
        { title: "Broken", kafkaVersion: "3.9", runFor: "10s",
          clusters: { lab: { brokers: 1 } },
          topics: { "lab/orders": { partitions: 1, replicationFactor: 1 } },
          connect: [ { name: "plain", cluster: "lab", connectors: [
            { name: "warehouse", class: "Warehouse", config: { \(config) } } ] } ],
          \(more)
        }
        """
      let error = #expect(throws: DrillError.self) {
        try Drill(text, name: "broken.json5", code: code)
      }
      return error.map { "\($0)" }
    }
    let both = reason("topics: \"orders\", \"topics.regex\": \"o.*\"")
    #expect(both?.hasPrefix("broken.json5:5:") == true, "\(both ?? "")")
    #expect(both?.contains("mutually exclusive") == true)
    let pattern = reason("\"topics.regex\": \"o(\"")
    #expect(pattern?.hasPrefix("broken.json5:5:") == true, "\(pattern ?? "")")
    let slip = reason("topics: \"orders\", \"consumer.override.max.poll.recrods\": 5")
    #expect(slip?.contains("max.poll.records") == true, "\(slip ?? "")")
    let shared = reason(
      "topics: \"orders\"", "groups: [ { name: \"connect-warehouse\", reads: \"lab/orders\" } ],")
    #expect(shared?.contains("reads in group 'connect-warehouse'") == true, "\(shared ?? "")")
  }
}
