import ClusterSimulation
import Findings
import Foundation
import KafkaModel
import Scenario
import Testing

struct ReportTests {
  private var scenario: Scenario {
    var scenario = Scenario(
      kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(TimeSpan(milliseconds: 30_000)))
    scenario.expectations = [
      Scenario.Expectation(
        figure: .acknowledgedLost, subject: .topic(RunFixture.topicName), bound: .equals(.count(0)),
        mark: .none),
      Scenario.Expectation(
        figure: .latencyMax, subject: .producer("shop"),
        bound: .between(
          .time(TimeSpan(milliseconds: 1)), .time(TimeSpan(milliseconds: 5))),
        mark: .none),
      Scenario.Expectation(
        figure: .leader, subject: .partition(RunFixture.partitionName),
        bound: .equals(.node(2)), mark: .none),
      Scenario.Expectation(
        figure: .unfencedAfter, subject: .node(Scenario.NodeName(cluster: "upstream", id: 1)),
        bound: .atMost(.time(TimeSpan(milliseconds: 5))), mark: .none),
    ]
    scenario.expectations[3].from = "kill"
    return scenario
  }

  private var report: Report {
    Report(
      RunFixture.lostTail().record, of: scenario, file: "drill.json5", variation: "acks=1",
      replay: "firedrill run drill.json5 --seed 7")
  }

  @Test func `expectations are judged in the file's order`() {
    #expect(report.judgements.map(\.holds) == [false, true, true, false])
    #expect(!report.holds)
    #expect(
      report.judgements.map { "\($0.got)" } == [
        "2", "5ms", "broker 2", "none (it never happened)",
      ])
    #expect(report.judgements.map(\.wanted) == ["0", "1ms .. 5ms", "broker 2", "at most 5ms"])
  }

  @Test func `no line of a report is wider than 100 columns`() {
    var record = RunFixture.lostTail().record
    record.plan.title = String(repeating: "a long title ", count: 20)
    record.plan.steps[0].name = String(repeating: "x", count: 150)
    record.notes = [String(repeating: "not covered ", count: 30)]
    let report = Report(
      record, of: scenario, file: "drill.json5", variation: "", replay: "firedrill run")
    for line in report.text(.plain).split(separator: "\n") {
      #expect(line.count <= 100, "\(line)")
    }
  }

  @Test func `a plain report has no control characters, a coloured one says the same`() {
    let plain = report.text(.plain)
    #expect(!plain.contains("\u{1B}"))
    let coloured = report.text(.coloured)
    #expect(coloured.contains("\u{1B}[31;1m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    #expect(plain.contains("fingerprint 000000000000feed\nreplay: firedrill run"))
    #expect(
      plain.contains("lost-write: 2 records in 1 run (acknowledged, and in no surviving log)"))
    #expect(plain.contains("2 of 4 expectations do not hold"))
  }

  @Test func `the JSON is valid and exact`() throws {
    var record = RunFixture.lostTail().record
    record.seed = .max
    record.plan.title = "quotes \" and \\ and \u{1} and \u{2028} and 한글"
    let report = Report(record, of: scenario, file: "d", variation: "", replay: "r")
    var writer = JSONWriter()
    report.write(to: &writer)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(writer.text.utf8)) as? [String: Any])
    #expect(object["title"] as? String == record.plan.title)
    #expect((object["seed"] as? NSNumber)?.uint64Value == UInt64.max)
    #expect(object["holds"] as? Bool == false)
    let expectations = try #require(object["expectations"] as? [[String: Any]])
    #expect(expectations.count == 4)
    #expect((expectations[0]["got"] as? NSNumber)?.intValue == 2)
    #expect(expectations[3]["got"] is NSNull)
    #expect(expectations[3]["why"] as? String == "it never happened")
    // Drill files are read by the same grammar, with places.
    #expect(try Reader.read(Array(writer.text.utf8), file: "report").members != nil)
  }

  @Test func `empty objects and lists are closed at once`() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("a")
      writer.object { _ in }
      writer.key("b")
      writer.list { _ in }
      writer.key("c", Int64.min)
    }
    #expect(writer.text == "{\n  \"a\": {},\n  \"b\": [],\n  \"c\": -9223372036854775808\n}\n")
  }

  @Test func `cells that are too long go on in the next line`() {
    var table = TextTable([.left, .right], header: ["what", "n"])
    table.add([String(repeating: "word ", count: 10) + "end", "12"])
    #expect(
      table.lines(indent: 2, width: 40) == [
        "  what                                 n", "  word word word word word word word  12",
        "  word word word end",
      ])
  }
}
