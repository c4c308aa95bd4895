import Foundation
import KafkaModel
import Scenario
import Testing

@Suite struct `A drill file` {
  @Test func `reads, prints and reads again as the same scenario`() throws {
    let names = try DrillFiles.names(in: "Drills")
    #expect(names.count >= 11)
    for name in names {
      let root = try Reader.read(DrillFiles.bytes(name, in: "Drills"), file: name)
      let scenario = try Scenario.read(root, file: name)
      #expect(try Scenario.read(Array(scenario.text.utf8), file: "printed " + name) == scenario)
      for drill in try Scenario.drills(root, file: name) {
        let text = drill.scenario.text
        let again = try Scenario.read(Array(text.utf8), file: "\(name) \(drill.name)")
        #expect(again == drill.scenario)
        #expect(again.text == text)
      }
    }
  }

  @Test func `uses every verb, figure, role and predicate in at least one of the test drills`()
    throws
  {
    let all = try DrillFiles.names(in: "Drills").map { try DrillFiles.text($0, in: "Drills") }
      .joined()
    for verb in Verb.allCases { #expect(all.contains("\"\(verb.rawValue)\""), "\(verb)") }
    for figure in Scenario.Figure.allCases {
      #expect(all.contains(figure.rawValue), "\(figure)")
    }
    for role in Role.allCases { #expect(all.contains("\(role.rawValue)("), "\(role)") }
    for predicate in PredicateName.allCases {
      #expect(all.contains("\(predicate.rawValue)("), "\(predicate)")
    }
  }

  private func drill(_ name: String) throws -> Scenario {
    try Scenario.read(DrillFiles.bytes(name, in: "Drills"), file: name)
  }

  @Test func `writes a repeated group out, each turn waiting for the one before`() throws {
    let scenario = try drill("three-kills.json5")
    #expect(
      scenario.steps.map(\.name) == [
        "kill #1", "start #1", "kill #2", "start #2", "kill #3", "start #3", "end",
      ])
    let partition = Scenario.PartitionName(
      topic: Scenario.TopicName(cluster: "upstream", topic: "orders"), partition: 0)
    #expect(scenario.steps[0].trigger == .at(TimeRange(TimeSpan(milliseconds: 3000))))
    #expect(
      scenario.steps[2].trigger
        == .when(
          .isrFull(.partition(partition)), after: "start #1",
          plus: TimeRange(TimeSpan(milliseconds: 1000)), orAfter: nil))
    #expect(scenario.steps[3].action == .start([.hitBy(step: "kill #2")], startsIn: nil))
    #expect(
      scenario.steps[3].trigger
        == .when(
          .leaderChanged(.partition(partition), since: "kill #2"), after: "kill #2",
          plus: TimeRange(TimeSpan(milliseconds: 1500)), orAfter: nil))
  }

  @Test func `makes a grid of drills, the last axis fastest`() throws {
    let root = try Reader.read(DrillFiles.bytes("three-kills.json5", in: "Drills"), file: "x")
    let drills = try Scenario.drills(root, file: "x")
    let idempotence = "producers[shop].config.enable.idempotence"
    let inFlight = "producers[shop].config.max.in.flight.requests.per.connection"
    #expect(
      drills.map(\.name) == [
        "\(idempotence)=true, \(inFlight)=1", "\(idempotence)=true, \(inFlight)=5",
        "\(idempotence)=false, \(inFlight)=1", "\(idempotence)=false, \(inFlight)=5",
      ])
    #expect(
      drills[2].scenario.producers[0].config == [
        Scenario.Setting("acks", "all"), Scenario.Setting("enable.idempotence", "false"),
        Scenario.Setting("max.in.flight.requests.per.connection", "1"),
      ])
    #expect(drills.allSatisfy { $0.scenario.variations == .none })
  }

  @Test func `knows every host, also those it does not name`() throws {
    let hosts = try drill("everything.json5").allHosts
    #expect(
      hosts.map(\.name) == [
        "big-1", "upstream/2", "upstream/5", "downstream/1", "downstream/2", "downstream/3",
        "downstream/100", "shop", "replay", "burst", "even",
      ])
    #expect(
      hosts.map(\.site) == [
        "seoul", "seoul", "busan", "busan", "busan", "busan", "busan", "busan", "seoul", "seoul",
        "seoul",
      ])
    #expect(hosts[0].machine.sync == TimeRange(TimeSpan(milliseconds: 1)))
    #expect(hosts[1].machine.sync?.measured == [2, 5, 374].map { TimeSpan(milliseconds: $0) })
  }

  @Test func `takes 3.9 for 3.9.1`() throws {
    let scenario = try drill("leader-kill.json5")
    #expect(scenario.kafkaVersion == KafkaVersion(3, 9, 1))
  }

  @Test(arguments: [
    ("90s", 90_000), ("4m30s", 270_000), ("2m05s", 125_000), ("1m0.5s", 60_500),
    ("1h 5m", 3_900_000), ("1.5m", 90_000), ("250ms", 250),
  ])
  func `a time typed on a command line may have several parts`(_ text: String, _ time: Int64) {
    #expect(TimeSpan(typed: text) == TimeSpan(milliseconds: time))
  }

  @Test func `so may one in a file, and it is written in one`() throws {
    let file = #"{ kafkaVersion: "3.9", runFor: "2m05s", clusters: { a: { brokers: 1 } } }"#
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    #expect(scenario.runFor == .time(TimeSpan(milliseconds: 125_000)))
    #expect(try Scenario.read(Array(scenario.text.utf8), file: "x") == scenario)
  }

  @Test(arguments: [0, 7, UInt64(Int64.max), UInt64.max])
  func `a seed may have all 64 bits, as on a command line`(_ seed: UInt64) throws {
    let file = """
      { kafkaVersion: "3.9", seed: \(seed), runFor: "1m", clusters: { a: { brokers: 1 } } }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    #expect(scenario.seed == seed)
    #expect(try Scenario.read(Array(scenario.text.utf8), file: "x").seed == seed)
  }

  @Test(arguments: ["", "5", "s", "4m30", "-5s", "4x", "1..2s", "1m00", "05s", "100000d100000d"])
  func `what is no time is none`(_ text: String) {
    #expect(TimeSpan(typed: text) == nil)
  }

  @Test(arguments: [
    ("1.5s", "1500ms"), ("90s", "90s"), ("120s", "2m"), ("0ms", "0s"), ("0.25ms", "250us"),
    ("3ms..1s", "3ms..1s"), ("1000us..1ms", "1ms"), ("2h", "2h"), ("10min", "10m"),
  ])
  func `writes times in their largest whole unit`(_ text: String, _ printed: String) throws {
    let file = """
      { kafkaVersion: 3.9, runFor: "1m", clusters: { a: { brokers: 1, startsIn: "\(text)" } } }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    #expect(scenario.clusters[0].startsIn?.description == printed)
  }

  @Test(arguments: [
    ("200/s", Rate(count: 200, per: TimeSpan(milliseconds: 1000))),
    ("2.5/s", Rate(count: 25, per: TimeSpan(milliseconds: 10_000))),
    ("30/min", Rate(count: 30, per: TimeSpan(milliseconds: 60_000))),
    ("3/250ms", Rate(count: 3, per: TimeSpan(milliseconds: 250))),
  ])
  func `keeps rates exact`(_ text: String, _ rate: Rate) throws {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m", clusters: { a: { brokers: 1 } }, topics: { "a/t": {} },
        producers: [ { name: "p", to: "a/t", rate: "\(text)" } ] }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    #expect(scenario.producers[0].load == .constant(rate))
  }
}
