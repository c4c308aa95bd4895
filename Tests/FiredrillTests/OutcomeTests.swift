import Firedrill
import Testing

@Suite("An outcome")
struct OutcomeTests {
  @Test func `has the facts that tests assert on`() throws {
    var scenario = Billing.scenario
    scenario.steps = [.init("crash", at: .seconds(8), .kill(.member("billing/a")))]
    let outcome = try Drill(scenario).run(seed: 1)
    #expect(outcome.sent == 2000)
    #expect(outcome.acknowledged == 2000)
    #expect(outcome.failed == 0 && outcome.unresolved == 0)
    #expect(outcome.lost == 0 && outcome.duplicated == 0 && outcome.outOfOrder == 0)
    let billing = try #require(outcome.group("billing"))
    #expect(billing.delivered == 2000 + billing.reRead)
    #expect(billing.skipped == 0 && billing.neverDelivered == 0)
    #expect(billing.lag == 0)
    #expect(billing.rebalances >= 1)
    #expect(outcome.group("nobody") == nil)
  }

  @Test func `answers every figure, and says what cannot be asked`() throws {
    var scenario = Billing.scenario
    scenario.steps = [.init("crash", at: .seconds(8), .kill(.leader(of: "lab/orders/0")))]
    let outcome = try Drill(scenario).run(seed: 1)
    #expect(try outcome.value(.sent, of: .producer("shop")) == .count(2000))
    guard case .time(let gap) = try outcome.value(.gapEnds, of: .producer("shop"), from: "crash")
    else {
      Issue.record("a time")
      return
    }
    #expect(gap > .zero && gap < .seconds(15))
    #expect(try outcome.value(.jumpedTo, of: .group("billing")) == nil)
    let unknown = #expect(throws: DrillError.self) {
      try outcome.value(.sent, of: .producer("shoop"))
    }
    #expect(unknown?.reason.contains("shoop") == true)
    #expect(throws: DrillError.self) { try outcome.value(.gapEnds, of: .producer("shop")) }
    #expect(throws: DrillError.self) { try outcome.value(.leader, of: .producer("shop")) }
    #expect(throws: DrillError.self) { try outcome.value(.deliveryPauses, of: .group("billing")) }
    let pauses = try outcome.value(.deliveryPauses, of: .group("billing"), over: .seconds(20))
    #expect(pauses == .count(0))
    for outage in outcome.outages { #expect(outage.length > .seconds(1)) }
  }

  @Test func `says which setting would have made an outage shorter`() throws {
    var scenario = Billing.scenario
    scenario.steps = [.init("crash", at: .seconds(8), .kill(.leader(of: "lab/orders/0")))]
    let outage = try #require(try Drill(scenario).run(seed: 1).outages.first)
    #expect(outage.causes.contains { $0.contains("was fenced") })
    #expect(outage.remedy?.contains("broker.session.timeout.ms than 9000") == true)
  }

  @Test func `counts what a filter and a span of time leave`() throws {
    var scenario = Billing.scenario
    scenario.steps = [
      .init("crash", at: .seconds(8), .kill(.member("billing/a"))),
      .init("gone", at: .seconds(9), .kill(.producer("shop")), undoneAfter: .seconds(1)),
    ]
    let outcome = try Drill(scenario).run(seed: 1)
    func delivered(_ filter: Scenario.Filter) throws -> Int {
      guard case .count(let count) = try outcome.value(.delivered, where: filter) else { return -1 }
      return count
    }
    let all = try delivered(.all)
    let (first, others) = try (
      delivered(.init(member: "billing/a")), delivered(.init(notMember: "billing/a"))
    )
    #expect(first > 0 && others > 0 && first + others == all)
    #expect(
      try outcome.value(.sent, notBefore: .seconds(9), within: .milliseconds(9_900)) == .count(0))
    #expect(try outcome.value(.failed, where: .init(exception: .timeout)) == .count(0))
    #expect(Scenario.ExceptionName("TimeoutException") == .timeout)
    #expect(Scenario.ExceptionName("NoException") == nil)
    #expect(throws: DrillError.self) { try outcome.value(.sent, where: .init(member: "billing/a")) }

    let absence = try #require(outcome.producerAbsences.first)
    #expect(absence.producer == "shop" && outcome.producerAbsences.count == 1)
    #expect(absence.begins == .seconds(9) && absence.ends == .seconds(10))
    #expect(absence.causes.count == 3)

    let billing = try #require(outcome.group("billing"))
    let stall = try #require(billing.stalls.first)
    #expect(
      stall.length > .seconds(1) && stall.length <= stall.time.upperBound - stall.time.lowerBound)
    #expect(!stall.partitions.isEmpty)
    #expect(stall.causes.contains("billing/a was killed at 8.000 s"))
    #expect(billing.move == nil)
  }

  @Test func `tells anomalies with their causes`() throws {
    var scenario = Billing.scenario
    scenario.producers[0].config["acks"] = 1
    scenario.steps = [
      .init(at: .seconds(4), .pause(.followers(of: "lab/orders/0")), undoneAfter: .seconds(4)),
      .init(at: .milliseconds(7_900), .kill(.leader(of: "lab/orders/0"))),
    ]
    let outcome = try Drill(scenario).run(seed: 1)
    #expect(outcome.lost > 0)
    let losses = outcome.anomalies.filter { $0.kind == .lostWrite }
    #expect(losses.reduce(0) { $0 + $1.count } == outcome.lost)
    #expect(losses.allSatisfy { $0.producer == "shop" && !$0.causes.isEmpty })
    #expect(losses.contains { $0.remedy != nil })
  }

  @Test func `tells failures by every exception that was met`() throws {
    let drill = try Drill(
      """
      { title: "A follower is gone, and nobody retries", kafkaVersion: "3.9.1",
        clusters: { lab: { brokers: 3 } },
        topics: { "lab/orders": { assignment: [[1, 2, 3]], config: { "min.insync.replicas": 3 } } },
        producers: [ { name: "shop", to: "lab/orders", rate: "20/s", partition: 0,
                       config: { acks: "all", "enable.idempotence": false, retries: 0 } } ],
        steps: [ { name: "dark", at: "3s", do: "kill", target: "lab/3" } ],
        runFor: "45s" }
      """)
    let outcome = drill.run(seed: 1)
    let expired = try #require(outcome.anomalies.first { $0.kind == .expired })
    for exception in ["TimeoutException", "NotEnoughReplicasException"] {
      #expect(expired.causes.contains { $0.hasPrefix("\(exception) for ") })
    }
  }

  @Test func `does not tell how the estate started`() throws {
    let drill = try Drill(
      """
      { title: "A leader without its followers", kafkaVersion: "3.9.1",
        clusters: { lab: { brokers: 3 } },
        topics: { "lab/orders": { assignment: [[1, 2, 3]], config: { "min.insync.replicas": 2 } } },
        producers: [ { name: "shop", to: "lab/orders", rate: "50/s", partition: 0, config: { acks: "all" } } ],
        steps: [ { name: "isolate", at: "3s", do: "isolate", target: "lab/1", from: ["brokers"], for: "45s" } ],
        runFor: "52s" }
      """)
    let outage = try #require(drill.run(seed: 1).outages.first)
    #expect(outage.causes.contains("step 'isolate' at 3.000 s"))
    #expect(!outage.causes.contains { $0.contains(" at -") })
  }
}
