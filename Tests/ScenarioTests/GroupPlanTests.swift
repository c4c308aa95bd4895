import ClusterSimulation
import KafkaModel
import Scenario
import Testing

@Suite struct `A group of a drill` {
  private func plan(
    _ groups: String, steps: String = "", files: [PlanCompiler.DrillFile] = []
  ) throws -> Plan {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m",
        sites: { seoul: {}, busan: {} }, hosts: { "big-1": { site: "busan" } },
        clusters: { upstream: { site: "seoul", brokers: 3 } },
        topics: { "upstream/orders": { partitions: 3, replicationFactor: 3 }, "upstream/late": {} },
        producers: [ { name: "shop", to: ["upstream/orders", "upstream/late"], rate: "30/s", partition: "inTurn" } ],
        groups: [ \(groups) ], steps: [ \(steps) ] }
      """
    var compiler = PlanCompiler(
      try Scenario.read(Array(file.utf8), file: "x"), file: "x", files: files)
    return try compiler.compile()
  }

  @Test func `needs no more than its name and what it reads`() throws {
    let plan = try plan(#"{ name: "billing", reads: "upstream/orders", members: 28 }"#)
    let group = try #require(plan.groups.first)
    #expect(group.id == GroupID(index: 0, name: "billing"))
    #expect(group.members.count == 28)
    #expect(group.members.map(\.name).suffix(3) == ["z", "aa", "ab"])
    let member = group.members[1]
    #expect(plan.hosts[Int(member.host.raw)].name == "billing/b")
    #expect(plan.sites[plan.hosts[Int(member.host.raw)].site].name == "seoul")
    #expect(member.subscription == .topics(["orders"]))
    #expect(member.settings.groupName == "billing")
    #expect(member.settings.group == group.id)
    #expect(member.settings.clientID == "consumer-billing-1")
    #expect(member.settings.autoCommit)
    #expect(member.settings.sessionTimeout == Milliseconds(45_000))
    #expect(member.loop.commit == .automatic)
    #expect(member.loop.pollTimeout == 100_000_000)
    #expect(member.loop.afterError == 0)
    guard case .at(let start) = member.start else {
      Issue.record("a member starts with the load")
      return
    }
    #expect(start == DrawnSpan(nanoseconds: 0))
  }

  @Test(arguments: [
    (#""auto""#, true), (#""handOff""#, true), (#""none""#, false), (#""afterPoll""#, false),
    (#""afterPollAsync""#, false), (#""beforeProcessing""#, false), (#""external""#, false),
    ("{ every: 10 }", false),
  ])
  func `sets enable.auto.commit as its way of committing needs it`(
    _ style: String, _ isOn: Bool
  ) throws {
    let plan = try plan(#"{ name: "billing", reads: "upstream/orders", commit: \#(style) }"#)
    #expect(plan.groups[0].members[0].settings.autoCommit == isOn)
    #expect(throws: ScenarioError.self) {
      try self.plan(
        #"{ name: "billing", reads: "upstream/orders", commit: \#(style), "#
          + #"config: { "enable.auto.commit": \#(!isOn) } }"#)
    }
  }

  @Test func `takes a member's own word before the group's`() throws {
    let plan = try plan(
      """
      { name: "billing", reads: "upstream/orders", static: true, processing: "2ms", start: "5s",
        config: { "max.poll.records": 50, "session.timeout.ms": 10000 },
        members: [
          {},
          { name: "slow", host: "big-1", clientVersion: "2.8.2", start: "byStep", commit: { every: 7 },
            processing: { perRecord: "1s..2s" }, config: { "max.poll.records": 5 } },
        ] }
      """)
    let members = plan.groups[0].members
    #expect(members.map(\.settings.maxPollRecords) == [50, 5])
    #expect(members.map(\.settings.sessionTimeout.raw) == [10_000, 10_000])
    #expect(members.map(\.settings.groupInstanceID) == ["a", "slow"])
    #expect(members.map(\.loop.perRecord.high) == [2_000_000, 2_000_000_000])
    #expect(members.map(\.loop.commit) == [.automatic, .every(7)])
    #expect(members.map(\.start).map { $0 == nil } == [false, true])
    #expect(members[1].version == KafkaVersion(2, 8, 2))
    #expect(plan.hosts[Int(members[1].host.raw)].name == "big-1")
  }

  @Test func `is called in Kafka as its properties say`() throws {
    let properties = PlanCompiler.DrillFile(
      name: "c.properties", bytes: Array("group.id=prod-billing\nmax.poll.records=7\n".utf8))
    let plan = try plan(
      #"{ name: "billing", reads: "upstream/orders", properties: "c.properties" }, "#
        + #"{ name: "again", reads: "upstream/orders", config: { "group.id": "prod-billing" } }, "#
        + #"{ name: "other", reads: "upstream/orders" }"#, files: [properties])
    #expect(plan.groups.map(\.name) == ["billing", "again", "other"])
    #expect(plan.groups[0].id == GroupID(index: 0, name: "prod-billing"))
    #expect(plan.groups[1].id == plan.groups[0].id)
    #expect(plan.groups[2].id == GroupID(index: 1, name: "other"))
    #expect(plan.groups[0].members[0].settings.maxPollRecords == 7)
  }

  @Test func `may be readers who share nothing out`() throws {
    let plan = try plan(
      #"{ name: "tail", assign: ["upstream/orders", "upstream/late/0"], from: { time: "1500us" }, members: 2 }"#
    )
    #expect(plan.groups[0].id == nil)
    let member = plan.groups[0].members[1]
    #expect(member.settings.group == nil)
    #expect(!member.settings.autoCommit)
    let partitions = (0..<3).map { NamedPartition(topic: "orders", partition: PartitionIndex($0)) }
    #expect(
      member.subscription
        == .assigned(
          partitions + [NamedPartition(topic: "late", partition: PartitionIndex(0))],
          from: .spec(.timestamp(Milliseconds(2)))))
  }

  @Test func `is acted on by its steps, its members starting at once`() throws {
    let plan = try plan(
      #"{ name: "billing", reads: "upstream/orders", members: 2 }"#,
      steps: """
        { name: "kill", at: "1s", do: "kill", target: "billing/b" },
        { name: "start", after: "kill", do: "start", target: "hitBy(kill)" },
        { name: "both", at: "2s", do: "restart", targets: ["billing/a", "upstream/1"] },
        { name: "grow", at: "3s", do: "addPartitions", topic: "upstream/orders", to: 5 },
        { name: "back", at: "4s", do: "setOffsets", group: "billing", to: "-100" },
        { name: "cut", at: "5s", do: "deleteRecords", of: "upstream/orders/0", before: "committed(billing)+50" },
        """)
    guard case .start(_, let takes) = plan.steps[1].action,
      case .restart(_, let longer) = plan.steps[2].action
    else {
      Issue.record("steps become actions of the same name")
      return
    }
    #expect(takes == DrawnSpan(nanoseconds: 0))
    #expect(longer.low > 0)
    guard case .setOffsets(0, let partitions, .shift(-100)) = plan.steps[4].action else {
      Issue.record("offsets are set back by a hundred")
      return
    }
    // The two that the step before adds are meant too.
    #expect(partitions.map(\.partition.raw) == [0, 1, 2, 3, 4])
    guard case .deleteRecords(_, before: .committed(group: 0, plus: 50)) = plan.steps[5].action
    else {
      Issue.record("records are deleted from what is committed on")
      return
    }
  }

  @Test func `reads what a producer writes to one partition after the other`() throws {
    let plan = try plan(#"{ name: "billing", reads: "upstream/orders" }"#)
    guard case .inTurn(let partitions) = plan.producers[0].workload.partition else {
      Issue.record("the producer names partitions in turn")
      return
    }
    #expect(partitions == [3, 1])
  }

  @Test(arguments: [
    ("orders.*", nil), ("orders-(a|b)+", nil), ("[a-z_]+\\.v1?", nil), ("a\\.b", nil),
    ("orders(a|b", "a '(' is not closed"), ("a)", "a ')' closes nothing"),
    ("[]", "a '[' is not closed"), ("*a", "a '*' repeats nothing"),
    ("a**", "a '*' repeats nothing"), ("a{2}", "'{' is not read"), ("^a", "'^' is not read"),
    ("\\d+", "'\\d' is no literal"), ("a\\", "'\\' stands at its end"),
    ("(?i)a", "'(?' is not read"),
  ])
  func `reads by patterns that mean the same in Java`(_ pattern: String, _ problem: String?) {
    #expect(TopicPattern(pattern).problem == problem)
  }
}
