import Findings
import Testing

/// Whom an outage's story names, and which remedies work when they are applied.
struct OutageCauseTests {
  private static let session =
    "with a shorter broker.session.timeout.ms than 9000 the controller gives up a silent broker sooner"

  private func gaps(_ report: Report) -> [Availability.Gap] { report.availability.flatMap(\.gaps) }

  @Test func `a controller that was away is told, and no session was waited for meanwhile`() throws
  {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "90s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 }, startsIn: "10s" } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        steps: [ { name: "noctl", at: "20s", do: "kill", target: "controller(c)", for: "30s" },
          { name: "nolead", at: "25s", do: "kill", target: "c/1" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains("step 'noctl' at 20.000 s"))
    #expect(gap.story.contains("the controller was killed at 20.000 s"))
    #expect(gap.story.contains("the controller started at 60.000 s"))
    #expect(gap.remark == nil)
  }

  @Test func `a controller that was back before is not told, nor one that nobody waited for`()
    throws
  {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s",
        clusters: { c: { brokers: 3, startsIn: "2s" } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        steps: [ { name: "noctl", at: "5s", do: "kill", target: "controller(c)", for: "5s" },
          { name: "nolead", at: "25s", do: "kill", target: "c/1" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains("broker 1 was killed at 25.000 s"))
    #expect(!gap.story.contains { $0.contains("controller") })
    #expect(gap.remark == Self.session)
  }

  @Test(arguments: [("[1]", false), ("[1, 2]", true)])
  func `no session keeps a partition from a leader that nobody else could be`(
    replicas: String, isAdvised: Bool
  ) throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s", clusters: { c: { brokers: 3, startsIn: "5s" } },
        topics: { "c/t": { assignment: [\(replicas)] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        steps: [ { name: "kill", at: "20s", do: "kill", target: "c/1", for: "10s" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect((gap.remark == Self.session) == isAdvised)
    #expect(isAdvised || gap.remark == nil)
  }

  @Test(arguments: [("kill", true), ("silence", false)])
  func `no session is blamed where the writer waits for its request to a silent host`(
    what: String, isAdvised: Bool
  ) throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s", clusters: { c: { brokers: 3, startsIn: "5s" } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s",
          config: { "request.timeout.ms": 10000 } } ],
        steps: [ { name: "dark", at: "20s", do: "\(what)", target: "c/1", for: "30s" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains { $0.contains("broker 2 was elected leader") })
    #expect(gap.remark == (isAdvised ? Self.session : nil))
  }

  @Test func `a lost answer between brokers is no silent leader`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s", clusters: { c: { brokers: 3, startsIn: "5s" } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        steps: [ { name: "lost", at: "5s", do: "dropResponse", api: "Fetch", client: "c/2",
          broker: "c/1" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains { $0.contains("a request of p to broker 1 timed out") })
    #expect(gap.remark == nil)
  }

  @Test func `a new leader without enough replicas in sync would have come sooner for nothing`()
    throws
  {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 }, startsIn: "5s" } },
        topics: { "c/t": { assignment: [[1, 2]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        steps: [ { name: "kill", at: "20s", do: "kill", target: "c/1", for: "10s" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains { $0.contains("below min.insync.replicas=2") })
    #expect(gap.remark != Self.session)
  }

  @Test func `what came after a gap does not belong to its story`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 } } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } }, hosts: { h1: {} },
        producers: [ { name: "a", to: "c/t", rate: "50/s" },
          { name: "b", to: "c/t", rate: "50/s", host: "h1" } ],
        steps: [ { name: "dark", at: "10s", do: "kill", target: "c/1" },
          { name: "b", at: "10s", do: "kill", target: "b", for: "30s" } ] }
      """
    ).report
    let gap = try #require(gaps(report).first)
    #expect(gap.story.contains("b was killed at 10.000 s"))
    #expect(!gap.story.contains("b started at 40.000 s"))
  }

  @Test func `a gap in which nothing changed says who was away when it began`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 } } },
        topics: { "c/t": { assignment: [[1, 2, 3], [2, 3, 1]] } },
        producers: [ { name: "all", to: "c/t", rate: "100/s", partition: "inTurn" },
          { name: "one", to: "c/t", schedule: { times: ["22s", "24.5s"] }, config: { acks: 1 },
            partition: 1 } ],
        steps: [ { name: "dark", at: "20s", do: "silence", target: "c/3", for: "30s" } ] }
      """
    ).report
    let gap = try #require(
      gaps(report).first { gap in
        !gap.story.contains { $0.contains("became") } && gap.gap.length > 2_200_000_000
      })
    #expect(
      gap.story == ["step 'dark' at 20.000 s", "the host of broker 3 fell silent at 20.000 s"])
  }

  @Test func `gaps at different times are told apart`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 } } },
        topics: { "c/t": { assignment: [[1, 2, 3], [2, 3, 1]] } },
        producers: [ { name: "one", to: "c/t", rate: "100/s", config: { acks: 1 } },
          { name: "all", to: "c/t", rate: "100/s" } ],
        steps: [ { name: "iso", at: "30s", do: "isolate", target: "c/1",
          from: ["brokers", "controller"], for: "45s" } ] }
      """
    ).report
    let text = report.text(.plain)
    let told = text.split(separator: "\n").filter { $0.contains(": no acknowledgement for") }
    #expect(told.contains { $0.hasPrefix("  - c/t/0: ") })
    #expect(told.contains { $0.hasPrefix("  - c/t/1: ") })
    #expect(!told.contains { $0.hasPrefix("  - c/t/0 and 1: ") })
  }
}
