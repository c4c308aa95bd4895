import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

/// A group that goes on with the work of one on another cluster, behind a mirror.
struct GroupMoveTests {
  /// 200 records; the reader of the source dies at 20 s, and the reader of the copies begins at 25 s where `reset` says.
  private func report(
    reset: String, starts: String = "25s", killed: String = "20s", first: String = "earliest",
    settings: String = "",
    connectors: String = ""
  ) throws -> Report {
    let scenario = try Scenario.read(
      Array(
        """
        { kafkaVersion: "3.9.1", runFor: "45s",
          clusters: { up: { brokers: 3 }, down: { brokers: 3 } },
          topics: { "up/t": {} },
          producers: [ { name: "p", to: "up/t", rate: "20/s", count: 200 } ],
          groups: [
            { name: "here", reads: "up/t", config: { "group.id": "work", "auto.offset.reset": "\(first)" } },
            { name: "there", reads: "down/up.t", start: "\(starts)",
              config: { "group.id": "work", "auto.offset.reset": "\(reset)" } } ],
          mirrors: [ { name: "m", source: "up", target: "down", mode: "connect", \(connectors)
            settings: { topics: "t", \(settings) } } ],
          steps: [ { name: "lost", at: "\(killed)", do: "kill", target: "here/a" } ] }
        """.utf8), file: "d.json5")
    var compiler = PlanCompiler(scenario, file: "d.json5")
    var simulation = Simulation(try compiler.compile(), seed: 1)
    simulation.run()
    return Report(
      simulation.record(), of: scenario, file: "d.json5", variation: "", replay: "firedrill run")
  }

  @Test func `is told what it was handed a second time`() throws {
    let report = try report(reset: "earliest")
    #expect(report.groups[0].move == nil)
    let move = try #require(report.groups[1].move)
    #expect((move.from, move.again, move.missed) == ([0], 200, 0))
    let text = report.text(.plain)
    #expect(
      text.contains(
        "goes on for here on up, the same group.id: 200 records handed out a second time"))
  }

  @Test func `is told of the way home as well`() throws {
    let text = """
      { kafkaVersion: "3.9.1", runFor: "100s",
        clusters: { up: { brokers: 3 }, down: { brokers: 3 } },
        topics: { "down/t": {} },
        producers: [ { name: "p", to: "down/t", rate: "10/s", count: 700 } ],
        groups: [
          { name: "home", reads: "up/down.t",
            config: { "group.id": "work", "auto.offset.reset": "earliest" } },
          { name: "away", reads: "down/t", start: { after: "leave", plus: "5s" },
            config: { "group.id": "work", "auto.offset.reset": "earliest" } } ],
        mirrors: [ { name: "m", source: "down", target: "up", mode: "connect",
          settings: { topics: "t" } } ],
        steps: [ { name: "leave", at: "40s", do: "stop", target: "home/a" },
          { name: "return", at: "80s", do: "stop", target: "away/a" },
          { name: "start", at: "85s", do: "start", target: "home/a" } ] }
      """
    let report = try Report.running(text).report
    let away = try #require(report.groups[1].move)
    #expect((away.from, away.missed) == ([0], 0))
    let home = try #require(report.groups[0].move)
    #expect((home.from, home.missed) == ([1], 0))
    // What was written while it was away; all that before it left was its own.
    #expect((250...310).contains(home.again))
    #expect(home.story.contains { $0.contains("at offsets that were stored on up at") })
  }

  @Test func `a reader of copies waits from when their originals were sent`() throws {
    let report = try report(reset: "earliest", starts: "1ms")
    let stall = report.evidence.answer(to: Question(.deliveryStall, of: .group("there")))
    guard case .time(let waited) = stall else {
      Issue.record("\(stall)")
      return
    }
    #expect(waited < 1_000_000_000)
  }

  @Test func `has its own rebalances, whatever its namesake does`() throws {
    let report = try report(reset: "latest")
    for (group, name) in ["here", "there"].enumerated() {
      #expect(report.evidence.answer(to: Question(.rebalances, of: .group(name))) == .count(1))
      #expect(report.evidence.joinPhases(of: group).count == 1)
    }
    let entries = report.record.journal.entries.indices.filter {
      guard case .machine(.group(_, .rebalanceBegan)) = report.record.journal.entries[$0].happening
      else { return false }
      return true
    }
    let told = report.evidence.story(entries.map { JournalIndex(Int32($0)) }, about: nil)
    #expect(told.contains { $0.hasPrefix("a rebalance of here began") })
    #expect(told.contains { $0.hasPrefix("a rebalance of there began") })
  }

  @Test func `does not miss what was handed out there`() throws {
    let report = try report(reset: "latest")
    #expect(report.groups[1].move.map { [$0.again, $0.missed] } == [0, 0])
    #expect(!report.readings.contains { $0.kind == .skipped })
    #expect(report.evidence.answer(to: Question(.skipped, of: .group("there"))) == .count(200))
    let row = report.text(.plain).split(separator: "\n").first { $0.contains("down/up.t/0 ") }
    #expect(try #require(row).split(separator: " ")[1...3] == ["0", "0", "0"])
  }

  @Test func `is told how much of what it skips was handed out there`() throws {
    // The reader of the source is gone before the load ends.
    let report = try report(reset: "latest", killed: "5s")
    let skip = try #require(report.readings.first { $0.kind == .skipped })
    let move = try #require(report.groups[1].move)
    #expect(skip.offsets.count == 200)
    #expect(move.missed > 0)
    #expect(
      skip.story.contains(
        "the same group.id on another cluster was handed \(200 - move.missed) of them, as originals or "
          + "copies"))
  }

  @Test func `does not answer for what the other one had gone past`() throws {
    let report = try report(reset: "latest", first: "latest")
    let move = try #require(report.groups[1].move)
    let skips = report.readings.filter { $0.kind == .skipped }
    #expect(skips.map(\.group) == [0])
    #expect((move.again, move.missed) == (0, 0))
    #expect(
      report.evidence.answer(to: Question(.failoverSkipped, of: .group("there")))
        == .count(Int64(skips[0].offsets.count)))
  }

  @Test func `is told that the mirror has not looked for groups since it was new`() throws {
    let move = try #require(try report(reset: "earliest").groups[1].move)
    #expect(
      move.story.first
        == "it found no offset for 1 partition on down and began there where auto.offset.reset says"
    )
    let last = try #require(move.story.last)
    #expect(last.hasPrefix("m's m-checkpoint looked for groups at -"))
    #expect(last.contains("did not find work, which committed first at "))
    #expect(
      move.remark == "a shorter refresh.groups.interval.seconds than 600 finds a new group sooner")
  }

  @Test func `is not told of looks that came too late for it`() throws {
    let report = try report(
      reset: "earliest", settings: #""refresh.groups.interval.seconds": 45"#)
    let later = report.record.journal.entries.contains { entry in
      guard case .machine(.worker(.groupsFound(_, _, let groups))) = entry.happening else {
        return false
      }
      return !groups.isEmpty
    }
    #expect(later)
    let move = try #require(report.groups[1].move)
    #expect(try #require(move.story.last).contains("did not find work"))
    #expect(
      move.remark == "a shorter refresh.groups.interval.seconds than 45 finds a new group sooner")
  }

  @Test(arguments: [
    (
      #""groups": "other""#, "",
      "a list of groups (groups, groups.exclude) of m's m-checkpoint that has work"
    ),
    (
      #""emit.checkpoints.enabled": false"#, "",
      "emit.checkpoints.enabled=true has m's m-checkpoint translate offsets"
    ),
    (
      #""refresh.groups.interval.seconds": 5, "emit.checkpoints.interval.seconds": 2"#, "",
      "sync.group.offsets.enabled=true stores translated offsets at the target; without it they stand "
        + "in the checkpoints topic, and the application has to fetch them (RemoteClusterUtils)"
    ),
    ("", #"connectors: ["source"],"#, nil as String?),
  ])
  func `is told what would have had its offsets stored`(
    settings: String, connectors: String, remark: String?
  ) throws {
    let report = try report(reset: "earliest", settings: settings, connectors: connectors)
    let move = try #require(report.groups[1].move)
    #expect(move.remark == remark)
    #expect(move.again == 200)
    guard remark == nil else { return }
    #expect(
      move.story.last
        == "no MirrorCheckpointConnector runs from up to down: nothing translates offsets")
  }

  @Test func `is told when the offsets that it found were stored`() throws {
    let report = try report(
      reset: "earliest", starts: "40s",
      settings: """
        "refresh.groups.interval.seconds": 5, "emit.checkpoints.interval.seconds": 1,
        "sync.group.offsets.enabled": true, "sync.group.offsets.interval.seconds": 1
        """)
    let move = try #require(report.groups[1].move)
    #expect(move.again < 200)
    #expect(move.story.count == 1)
    #expect(
      try #require(move.story.first).hasPrefix(
        "it began 1 partition at offsets that were stored on down at "))
    #expect(move.remark == nil)
  }

  @Test func `is none where both read side by side`() throws {
    let report = try report(reset: "earliest", starts: "0s")
    #expect(report.groups.map(\.move) == [nil, nil])
    let handedOut = report.evidence.readings.map(\.handed.count)
    #expect(handedOut.allSatisfy { $0 > 0 })
  }
}
