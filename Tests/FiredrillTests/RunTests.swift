import Firedrill
import Testing

@Suite("A run that a test drives")
struct RunTests {
  @Test func `comes to the same end as one that runs by itself`() throws {
    let drill = try Drill(Billing.scenario)
    var run = drill.start(seed: 4)
    for second in 1...20 { run.run(until: .seconds(second)) }
    #expect(run.now == .seconds(20))
    let outcome = run.finish()
    #expect(outcome.json == drill.run(seed: 4).json)
  }

  @Test func `shows partitions of topics that Kafka makes itself, once they are there`() throws {
    var run = try Drill(Billing.scenario).start(seed: 1)
    let early = run.partition("lab/__consumer_offsets/0")
    #expect(early == nil)
    run.run(until: .seconds(12))
    let later = run.partition("lab/__consumer_offsets/49")
    #expect(later?.replicas.count == 3)
    let none = run.partition("lab/__consumer_offsets/50")
    #expect(none == nil)
  }

  @Test func `shows leaders, replicas in sync, offsets and groups`() throws {
    var run = try Drill(Billing.scenario).start(seed: 1)
    run.run(until: .seconds(12))
    let leaderNow = run.leader(of: "lab/orders/0")
    let leader = try #require(leaderNow)
    #expect((1...3).contains(leader))
    #expect(run.isr(of: "lab/orders/0").count == 3)
    let partitionNow = run.partition("lab/orders/0")
    let partition = try #require(partitionNow)
    #expect(partition.replicas.contains(leader))
    #expect(try #require(partition.logEnd) > 0)
    #expect(try #require(partition.highWatermark) <= partition.logEnd ?? 0)
    let groupNow = run.group("billing")
    let group = try #require(groupNow)
    #expect(group.phase == .stable)
    #expect(group.coordinator != nil)
    #expect(group.members.map(\.name) == ["a", "b"])
    #expect(group.members.flatMap(\.owned).count == 4)
    #expect(group.partitions.count == 4)
    #expect(group.partitions.allSatisfy { $0.owner != nil && $0.position != nil })
    #expect(try #require(group.lag) >= 0)
    let nobody = run.group("nobody")
    #expect(nobody == nil)
    let none = run.partition("lab/orders/9")
    #expect(none == nil)
    let numberless = run.leader(of: "lab/orders")
    #expect(numberless == nil)
  }

  @Test func `takes faults that its scenario does not name, and repeats them to the byte`() throws {
    let drill = try Drill(Billing.scenario)
    func outcome(_ second: Int) throws -> DrillOutcome {
      var run = drill.start(seed: 2)
      run.run(until: .seconds(second))
      let beforeNow = run.leader(of: "lab/orders/0")
      let before = try #require(beforeNow)
      try run.inject(.kill(.leader(of: "lab/orders/0")), name: "crash")
      run.run(until: .seconds(second + 12))
      let afterNow = run.leader(of: "lab/orders/0")
      let after = try #require(afterNow)
      #expect(after != before)
      #expect(!run.isr(of: "lab/orders/0").contains(before))
      try run.inject(.start(.hit(by: "crash")))
      #expect(run.scenario.steps.map(\.name) == ["crash", "step 2"])
      return run.finish()
    }
    let (first, second, later) = (try outcome(5), try outcome(5), try outcome(6))
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.json == second.json)
    #expect(first.fingerprint != later.fingerprint)
    #expect(first.report.contains("crash"))
    #expect(first.lost == 0)
    #expect(first.brokenInvariant == nil)
    #expect(try Scenario(text: first.scenario.text) == first.scenario)
  }

  @Test func `is unchanged by a fault that cannot be`() throws {
    var run = try Drill(Billing.scenario).start(seed: 2)
    run.run(until: .seconds(3))
    let before = run.fingerprint
    do {
      try run.inject(.kill(.leader(of: "lab/order/0")))
      Issue.record("there is no such topic")
    } catch {
      #expect(error.path.hasPrefix("steps[step 1].target"))
    }
    #expect(run.fingerprint == before)
    #expect(run.scenario.steps.isEmpty)
  }

  @Test func `can create topics and degrade links while it runs`() throws {
    var run = try Drill(Billing.scenario).start(seed: 2)
    run.run(until: .seconds(3))
    try run.inject(.createTopic(.init("lab/new", partitions: 2, replicationFactor: 3)))
    try run.inject(
      .degradeLink(.host("shop"), .host("lab/1"), to: .init(latency: .milliseconds(40))),
      undoneAfter: .seconds(2))
    run.run(until: .seconds(6))
    #expect(run.partition("lab/new/1")?.isr.count == 3)
    let outcome = run.finish()
    #expect(outcome.lost == 0)
  }

  /// The plan grows by lives of topics while it runs, and by what injected steps make; mirrors follow what is new.
  @Test func `takes steps about topics that came back, and new ones beside a mirror`() throws {
    var run = try Drill(
      """
      { kafkaVersion: "3.9.1", runFor: "50s", sites: { a: {}, b: {} },
        links: [ { between: ["a", "b"], rtt: "10ms" } ],
        clusters: { A: { site: "a", brokers: 3, config: { "num.partitions": 2 } },
          B: { site: "b", brokers: 3 } },
        topics: { "A/orders": { partitions: 3, replicationFactor: 3 } },
        producers: [ { name: "p", to: "A/orders", rate: "50/s" } ],
        mirrors: [ { name: "m", source: "A", target: "B", mode: "dedicated", startsIn: "2s",
          settings: { topics: "orders|new", "refresh.topics.interval.seconds": 5 } } ] }
      """
    ).start(seed: 1)
    run.run(until: .seconds(20))
    try run.inject(.deleteTopic("A/orders"), name: "delete")
    run.run(until: .seconds(21))
    #expect(run.partition("A/orders/1") != nil)
    #expect(run.partition("A/orders/2") == nil)
    try run.inject(.createTopic(.init("A/new", partitions: 2, replicationFactor: 3)), name: "make")
    try run.inject(.addPartitions(to: "A/orders", total: 4), name: "grow")
    run.run(until: .seconds(35))
    #expect(run.partition("A/new/1")?.isr.count == 3)
    #expect(run.partition("A/orders/3") != nil)
    #expect(run.partition("B/A.new/1") != nil)
    try run.inject(.deleteTopic("B/A.new"), name: "lose")
    run.run(until: .seconds(36))
    let outcome = run.finish()
    #expect(outcome.brokenInvariant == nil)
    #expect(outcome.notes.contains { $0.contains("named A/orders to broker") })
  }

  @Test func `has as many futures as it is forked into`() throws {
    var run = try Drill(Billing.scenario).start(seed: 1)
    run.run(until: .seconds(10))
    var other = run.fork()
    try other.inject(.kill(.member("billing/a")))
    other.run(until: .seconds(12))
    #expect(other.group("billing")?.members[0].isRunning == false)
    #expect(run.group("billing")?.members[0].isRunning == true)
    let (calm, crashed) = (run.finish(), other.finish())
    #expect(calm.fingerprint == (try Drill(Billing.scenario).run(seed: 1)).fingerprint)
    #expect(crashed.fingerprint != calm.fingerprint)
    #expect(crashed.group("billing")?.skipped == 0)
  }

  @Test func `takes no step after its end, and names those without a name by the next free number`()
    throws
  {
    var scenario = Billing.scenario
    scenario.steps.append(.init("step \(scenario.steps.count + 2)", at: .seconds(1), .heal()))
    var run = try Drill(scenario).start(seed: 1)
    run.run(until: .seconds(2))
    try run.inject(.heal())
    try run.inject(.heal())
    run.run(until: .seconds(1_000_000))
    let hasEnded = run.hasEnded
    #expect(hasEnded)
    do throws(DrillError) {
      try run.inject(.kill(.node("lab/1")))
      Issue.record("a step after the end")
    } catch {
      #expect(error.reason.hasPrefix("the run has ended"))
    }
  }
}
