import ClusterSimulation
import Findings
import Foundation
import KafkaModel
import Scenario
import Testing

struct GroupReportTests {
  private var report: Report {
    var run = GroupFixture.killed
    for half in 0..<40 {
      let time = Int64(half) * 500
      let written = (time / 1_000 + 1) * 10
      let isDown = time >= 1_000 && time < 10_000
      run.sample(
        time, committed: isDown ? 5 : max(written - 10, 0), end: written,
        owner: isDown ? -1 : (time < 1_000 ? 0 : 1), lag: isDown ? -1 : 0, lead: written, lagMax: 0)
    }
    let scenario = Scenario(
      kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(TimeSpan(milliseconds: 20_000)))
    return Report(
      run.record, of: scenario, file: "drill.json5", variation: "", replay: "firedrill run x")
  }

  private var lines: [String] {
    report.text(.plain).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `a group's section fits into 100 columns and names its members and partitions`() {
    #expect(lines.allSatisfy { $0.count <= 100 })
    let text = report.text(.plain)
    if ProcessInfo.processInfo.environment["FIREDRILL_SHOW"] != nil { print(text) }
    #expect(text.contains("a billing/a"))
    #expect(text.contains("upstream/orders/0"))
    #expect(text.contains("re-read: 5 records in 1 run (handed to the group again)"))
  }

  @Test func `a line for each partition shows its owners over time`() throws {
    let start = try #require(lines.firstIndex { $0.hasPrefix("    owners") })
    // 60 columns of a third of a second: a for a second, nobody for nine, then b.
    #expect(
      lines[start + 1] == "    upstream/orders/0 |" + "aaaa" + String(repeating: ".", count: 26)
        + String(repeating: "b", count: 30) + "|")
    #expect(
      lines[start + 2] == "    upstream/orders/1 |" + String(repeating: "b", count: 60) + "|")
    #expect(lines[start + 3] == "    step" + String(repeating: " ", count: 18) + "1")
  }

  @Test func `the views of lag say what they do not see`() {
    let text = report.text(.plain)
    #expect(text.contains("in 18 of 40 samples no client reported"))
    #expect(text.contains("while clients reported 0 the group's lag was up to 10"))
    #expect(report.groups[0].lag.points.compactMap(\.group).max() == 95)
  }

  @Test func `the JSON has groups with figures, owners and lag`() throws {
    var writer = JSONWriter()
    report.write(to: &writer)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(writer.text.utf8)) as? [String: Any])
    let groups = try #require(object["groups"] as? [[String: Any]])
    #expect(groups.count == 1)
    #expect(groups[0]["name"] as? String == "billing")
    #expect(groups[0]["delivered"] as? Int == 405)
    #expect((groups[0]["members"] as? [Any])?.count == 3)
    #expect((groups[0]["lag"] as? [Any])?.count == 40)
    let partitions = try #require(groups[0]["partitions"] as? [[String: Any]])
    let owners = try #require(partitions[0]["owners"] as? [[String: Any]])
    #expect(owners.map { $0["member"] as? String } == ["billing/a", "billing/b"])
    #expect(owners[0]["end"] as? String == "died")
    #expect(owners[0]["untilNs"] as? Int == 1_000_000_000)
    #expect(owners[1]["untilNs"] is NSNull)
    let stalls = try #require(groups[0]["stalls"] as? [[String: Any]])
    #expect(stalls.map { $0["lengthNs"] as? Int } == [9_005_000_000, 1_005_000_000])
    #expect(stalls[0]["partitions"] as? [String] == ["upstream/orders/0"])
    let readings = try #require(object["readings"] as? [[String: Any]])
    #expect(readings.map { $0["kind"] as? String } == ["re-read"])
    #expect(readings[0]["firstOffset"] as? Int == 5)
  }

  @Test func `spreads and comparisons count what readers suffered`() {
    var other = SeedResult(report)
    other.seed = 8
    other.readings[0] = 7
    let spread = Spread(
      [SeedResult(report), other], of: [], file: "drill.json5", variation: "")
    #expect(spread.text(.plain).contains("re-read: in 2 of 2 seeds, at most 7 records"))
    let compared = SeedResult(report, isCompared: true)
    let variant = Comparison.Variant(
      name: "one", spread: Spread([compared], of: [], file: "drill.json5", variation: "one"))
    let comparison = Comparison(files: ["drill.json5"], variants: [variant])
    #expect(comparison.text(.plain).contains("re-read"))
    var writer = JSONWriter()
    spread.write(to: &writer)
    #expect(writer.text.contains("\"re-read\": 7"))
  }

  @Test func `a run without groups says nothing of them`() {
    let scenario = Scenario(
      kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(TimeSpan(milliseconds: 30_000)))
    let report = Report(
      RunFixture.lostTail().record, of: scenario, file: "d", variation: "", replay: "r")
    #expect(!report.text(.plain).contains("Groups"))
    var writer = JSONWriter()
    report.write(to: &writer)
    #expect(!writer.text.contains("\"groups\""))
  }
}
