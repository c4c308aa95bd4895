import Firedrill
import Testing

@Suite("Source connectors of the test author's")
struct ConnectorTests {
  private func drill(
    workers: Int = 2, config: Scenario.Settings = [:], _ steps: [Scenario.Step] = []
  ) throws -> Drill {
    var code = UserCode()
    code.addSourceConnector("LedgerFiles", LedgerFiles())
    var connector: Scenario.Settings = ["tasks.max": 2, "files": "a,b,c"]
    for key in ["files", "fails.at", "tasks.max"] {
      if let value = config[key] { connector[key] = value }
    }
    var scenario = Scenario("Ledgers", kafkaVersion: "3.9", runFor: .seconds(40))
    scenario.clusters = [.init("lab", brokers: 3)]
    scenario.topics = [.init("lab/lines", partitions: 4, replicationFactor: 3)]
    scenario.connect = [
      .init(
        "plain", on: "lab", workers: workers,
        settings: ["offset.flush.interval.ms": 2_000],
        connectors: [.init("ledgers", runs: "LedgerFiles", config: connector)])
    ]
    scenario.groups = [
      .init("readers", reads: "lab/lines", config: ["auto.offset.reset": "earliest"])
    ]
    scenario.groups[0].application = .init(commit: .afterPoll)
    scenario.steps = steps
    return try Drill(scenario, code: code)
  }

  private func lines(of run: borrowing Run) -> Int {
    var lines = 0
    for number in 0..<4 { lines += run.partition(.init("lab/lines", number))?.logEnd ?? 0 }
    return lines
  }

  @Test func `bring every record once while nothing happens`() throws {
    var run = try drill().start(seed: 1)
    run.run(until: .seconds(40))
    #expect(lines(of: run) == 13_500)
    #expect(run.finish().group("readers")?.processed == 13_500)
  }

  @Test func `tell how old their records are when they are read`() throws {
    let outcome = try drill().run(seed: 1)
    guard case .time(let median) = try outcome.value(.deliveryAgeP50, of: .group("readers")) else {
      Issue.record("readers of a connector's records have no age")
      return
    }
    // Lines come for 45 s from the estate's start on; the group has its partitions 27.4 s after that. So half of them are
    // older than those of the 22.5th second.
    #expect(median > .seconds(4.8) && median < .seconds(5))
    #expect(outcome.report.contains("age p50"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `go on from the stored offsets after a kill, which repeats what was not stored`(
    seed: UInt64
  ) throws {
    let kill = Scenario.Step("kill", at: .seconds(15), .kill(.worker("a", of: "plain")))
    let back = Scenario.Step(
      "back", when: .after("kill", plus: .seconds(1)), .start(.hit(by: "kill")))
    var run = try drill(workers: 1, [kill, back]).start(seed: seed)
    run.run(until: .seconds(40))
    // Up to 2 s of three files with 100 lines a second each, and nothing is missing.
    let repeated = lines(of: run) - 13_500
    #expect((1...700).contains(repeated))
    var calm = try drill(workers: 1).start(seed: seed)
    calm.run(until: .seconds(40))
    #expect(lines(of: calm) == 13_500)
  }

  @Test func `repeat nothing when their worker is stopped in order`() throws {
    let stop = Scenario.Step("stop", at: .seconds(15), .stopMirror("plain"))
    let back = Scenario.Step("back", when: .after("stop", plus: .seconds(5)), .startMirror("plain"))
    var run = try drill([stop, back]).start(seed: 1)
    run.run(until: .seconds(40))
    #expect(lines(of: run) == 13_500)
  }

  @Test func `fail for good where they throw, and all before it is there`() throws {
    var run = try drill(config: ["files": "a", "tasks.max": 1, "fails.at": 3000]).start(seed: 1)
    run.run(until: .seconds(40))
    // All before the poll that threw; a poll is never longer than 100 ms.
    #expect((2900...3000).contains(lines(of: run)))
    var all = try drill(config: ["files": "a", "tasks.max": 1]).start(seed: 1)
    all.run(until: .seconds(40))
    #expect(lines(of: all) == 4500)
  }

  @Test func `are refused by name where they are not registered`() throws {
    let text = try drill().text
    #expect(text.contains("class: \"LedgerFiles\""))
    let error = #expect(throws: DrillError.self) { try Drill(text, name: "ledgers.json5") }
    #expect(error?.reason.contains("'LedgerFiles' is not a class of connectors") == true)
    #expect(error?.path == "connect[plain].connectors[ledgers].class")
  }

  @Test func `give the same run again, as text and after a fork`() throws {
    let drill = try drill()
    var code = UserCode()
    code.addSourceConnector("LedgerFiles", LedgerFiles())
    let fingerprint = drill.run(seed: 3).fingerprint
    #expect(try Drill(drill.text, code: code).run(seed: 3).fingerprint == fingerprint)
    var run = drill.start(seed: 3)
    run.run(until: .seconds(12))
    let other = run.fork()
    #expect(run.finish().fingerprint == fingerprint)
    #expect(other.finish().fingerprint == fingerprint)
  }
}
