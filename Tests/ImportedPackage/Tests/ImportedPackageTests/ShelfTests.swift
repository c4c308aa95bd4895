import Firedrill
import Testing

/// The connector that the documentation shows: it takes a millisecond for a record.
struct Shelf: SinkConnector {
  func makeTask() -> ShelfTask { ShelfTask() }
}

struct ShelfTask: SinkTask {
  mutating func start(
    _ settings: Scenario.Settings, _ context: inout SinkContext
  ) throws(ConnectorFailure) {}

  mutating func put(
    _ records: [SinkRecord], _ context: inout SinkContext
  ) throws(ConnectorFailure) {
    context.takes(.milliseconds(records.count))
  }
}

@Suite("A shelf as a sink connector")
struct ShelfTests {
  @Test func `gets every record at least once when a worker crashes`() throws {
    var code = UserCode()
    code.addSinkConnector("Shelf", Shelf())
    var scenario = Scenario("Shelf", kafkaVersion: "3.9", runFor: .seconds(90))
    scenario.clusters = [.init("lab", brokers: 3)]
    scenario.topics = [.init("lab/orders", partitions: 4, replicationFactor: 3)]
    scenario.producers = [
      .init(
        "shop", to: "lab/orders", load: .constant(.perSecond(100)), count: 3000,
        keys: .cycle(20), config: ["acks": "all"])
    ]
    scenario.connect = [
      .init(
        "plain", on: "lab", workers: 2,
        settings: [
          "offset.flush.interval.ms": 5_000, "scheduled.rebalance.max.delay.ms": 0,
          "consumer.session.timeout.ms": 6_000, "consumer.heartbeat.interval.ms": 2_000,
        ],
        connectors: [.init("shelf", runs: "Shelf", config: ["topics": "orders", "tasks.max": 2])])
    ]
    scenario.steps = [.init("crash", at: .seconds(20), .kill(.task(0, of: "plain/shelf")))]
    let outcome = try Drill(scenario, code: code).run(seed: 1)
    let sink = try #require(outcome.sink("shelf", of: "plain"))
    #expect(sink.puts.count == 3000, "\(outcome.report)")
    #expect(sink.takenTwice > 0)
    #expect(sink.puts.count { $0.times > 1 } == sink.takenTwice)
    #expect(sink.skipped == 0)
  }
}
