import Firedrill
import Testing

@Suite("A poisonous record")
struct PoisonTests {
  /// One key in twenty takes far longer than the members may stay away from poll, and one member gets everything.
  private var drill: Drill {
    get throws {
      var code = UserCode()
      code.addAssignor("first-takes-all") { question in
        question.members.indices.map { index in
          index > 0 ? [] : question.topics.filter { $0.name == "orders" }.flatMap(\.partitions)
        }
      }
      code.addHandler("poisoned-by-13") { record in
        record.key == "key-13" && record.number == 1213 ? .seconds(20) : .milliseconds(1)
      }
      var scenario = Scenario("Poison", kafkaVersion: "3.9", runFor: .seconds(50))
      scenario.clusters = [.init("lab", brokers: 3, config: ["min.insync.replicas": 2])]
      scenario.topics = [.init("lab/orders", partitions: 4, replicationFactor: 3)]
      scenario.producers = [
        .init(
          "shop", to: "lab/orders", load: .constant(.perSecond(100)), count: 3000,
          keys: .cycle(20), config: ["acks": "all"])
      ]
      scenario.groups = [
        .init(
          "billing", reads: "lab/orders", members: 2,
          config: [
            "auto.offset.reset": "earliest", "max.poll.interval.ms": 10_000,
            "session.timeout.ms": 6_000, "partition.assignment.strategy": "first-takes-all",
          ])
      ]
      scenario.groups[0].application = .init(handler: "poisoned-by-13", commit: .afterPoll)
      scenario.expectations = [.init(.acknowledgedLost, of: .producer("shop"), .equals(0))]
      return try Drill(scenario, code: code)
    }
  }

  @Test func `stalls the owner of all partitions until its group moves on`() throws {
    var run = try drill.start(seed: 1)
    run.run(until: .seconds(10))
    let calm = run.group("billing")
    #expect(calm?.phase == .stable)
    #expect(calm?.members.map(\.owned.count).sorted() == [0, 4])
    run.run(until: .seconds(20))
    let stalled = run.group("billing")
    #expect((stalled?.lag ?? 0) > (calm?.lag ?? 0) + 300)
    let outcome = run.finish()
    #expect(outcome.holds, "\(outcome.report)")
    let billing = try #require(outcome.group("billing"))
    #expect(billing.reRead > 0)
    #expect(billing.skipped == 0)
  }

  @Test func `has another future in which the leader dies as well`() throws {
    var run = try drill.start(seed: 1)
    run.run(until: .seconds(5))
    var other = run.fork()
    try other.inject(.kill(.leader(of: "lab/orders/0")), name: "crash")
    other.run(until: .seconds(20))
    #expect(other.isr(of: "lab/orders/0").count == 2)
    let (alone, both) = (run.finish(), other.finish())
    #expect(alone.fingerprint == (try drill).run(seed: 1).fingerprint)
    #expect(both.fingerprint != alone.fingerprint)
    #expect(both.lost == 0)
  }
}
