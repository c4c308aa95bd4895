import Firedrill
import Testing

/// The connector that the documentation shows: as many counters as there may be tasks.
struct Counters: SourceConnector {
  func taskSettings(
    for settings: Scenario.Settings, atMost limit: Int
  ) -> [Scenario.Settings] {
    (0..<limit).map { ["counter": .init(integerLiteral: Int64($0))] }
  }

  func makeTask() -> Counter { Counter() }
}

struct Counter: SourceTask {
  private var name = ""
  private var next = 0

  mutating func start(
    _ settings: Scenario.Settings, stored: [SourceOffset]
  ) throws(ConnectorFailure) {
    guard let name = settings["counter"]?.text else { throw .fatal("no counter") }
    self.name = name
    next = stored.first { $0.partition == name }.map { $0.offset + 1 } ?? 0
  }

  mutating func poll(at time: Duration) throws(ConnectorFailure) -> SourcePoll {
    guard next < Int(time / .milliseconds(10)) else { return .wait(.milliseconds(10)) }
    let source = SourceOffset(partition: name, offset: next)
    next += 1
    return .records([SourceRecord(from: source, to: "counts", key: name, valueBytes: 20)])
  }
}

@Suite("Counters as a source connector")
struct CounterTests {
  @Test func `go on after a crash of their worker and count nothing out`() throws {
    var code = UserCode()
    code.addSourceConnector("Counters", Counters())
    var scenario = Scenario("Counters", kafkaVersion: "3.9", runFor: .seconds(60))
    scenario.clusters = [.init("lab", brokers: 3)]
    scenario.topics = [.init("lab/counts", partitions: 3, replicationFactor: 3)]
    scenario.groups = [
      .init("readers", reads: "lab/counts", config: ["auto.offset.reset": "earliest"])
    ]
    scenario.connect = [
      .init(
        "plain", on: "lab", workers: 2,
        settings: ["scheduled.rebalance.max.delay.ms": 0],
        connectors: [.init("counters", runs: "Counters", config: ["tasks.max": 3])])
    ]
    scenario.steps = [.init("crash", at: .seconds(20), .kill(.task(0, of: "plain/counters")))]
    let outcome = try Drill(scenario, code: code).run(seed: 1)
    // Three counters, a hundred records a second each; what was sent since the last commit comes again.
    let delivered = try #require(outcome.group("readers")).delivered
    #expect(delivered > 3 * 6_000)
  }
}
