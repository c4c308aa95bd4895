import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

/// A group that goes on with the work of one on another cluster, behind a mirror.
struct GroupMoveTests {
  /// 200 records; the reader of the source dies at 20 s, and the reader of the copies begins at 25 s where `reset` says.
  private func report(reset: String, starts: String = "25s") throws -> Report {
    let scenario = try Scenario.read(
      Array(
        """
        { kafkaVersion: "3.9.1", runFor: "45s",
          clusters: { up: { brokers: 3 }, down: { brokers: 3 } },
          topics: { "up/t": {} },
          producers: [ { name: "p", to: "up/t", rate: "20/s", count: 200 } ],
          groups: [
            { name: "here", reads: "up/t", config: { "group.id": "work", "auto.offset.reset": "earliest" } },
            { name: "there", reads: "down/up.t", start: "\(starts)",
              config: { "group.id": "work", "auto.offset.reset": "\(reset)" } } ],
          mirrors: [ { name: "m", source: "up", target: "down", mode: "connect",
            settings: { topics: "t" } } ],
          steps: [ { name: "lost", at: "20s", do: "kill", target: "here/a" } ] }
        """.utf8), file: "d.json5")
    var compiler = PlanCompiler(scenario, file: "d.json5")
    var simulation = Simulation(try compiler.compile(), seed: 1)
    simulation.run()
    return Report(
      simulation.record(), of: scenario, file: "d.json5", variation: "", replay: "firedrill run")
  }

  @Test func `is told what it was handed a second time`() throws {
    let report = try report(reset: "earliest")
    #expect(report.groups.map(\.move) == [nil, GroupMove(from: [0], again: 200, missed: 0)])
    let text = report.text(.plain)
    #expect(
      text.contains(
        "goes on for here on up, the same group.id: 200 records handed out a second time"))
  }

  @Test func `is told that what it skips was handed out there`() throws {
    let report = try report(reset: "latest")
    #expect(report.groups[1].move == nil)
    let skip = try #require(report.readings.first { $0.kind == .skipped })
    #expect(
      skip.story.contains(
        "the same group.id on another cluster was handed 200 of them, as originals or copies"))
  }

  @Test func `is none where both read side by side`() throws {
    let report = try report(reset: "earliest", starts: "0s")
    #expect(report.groups.map(\.move) == [nil, nil])
    let handedOut = report.evidence.readings.map(\.handed.count)
    #expect(handedOut.allSatisfy { $0 > 0 })
  }
}
