import Findings
import Testing

/// How a report tells when partitions were silent.
struct SilenceTests {
  /// Two of three brokers are killed for twenty seconds; broker 3 is left with less than `min.insync.replicas`.
  private func report() throws -> Report {
    try Report.running(
      """
      { kafkaVersion: "3.9.1", runFor: "60s",
        clusters: { up: { brokers: 3, config: { "min.insync.replicas": 2 } } },
        topics: { "up/t": { partitions: 3, replicationFactor: 3 } },
        producers: [ { name: "p", to: "up/t", rate: "50/s", partition: "inTurn" } ],
        steps: [
          { name: "two", at: "5s", do: "kill", target: ["up/1", "up/2"] },
          { name: "back", at: "35s", do: "start", target: ["up/1", "up/2"] } ] }
      """
    ).report
  }

  @Test func `partitions that the same befell are told once, with what would have changed it`()
    throws
  {
    let report = try report()
    #expect(report.availability.map(\.gaps.count) == [1, 1, 1])
    let lines = report.text(.plain).split(separator: "\n")
    let told = lines.filter { $0.contains("no acknowledgement for") }
    #expect(told.count == 1)
    #expect(
      try #require(told.first).hasPrefix("  - up/t/0, 1, and 2: no acknowledgement for up to "))
    #expect(
      lines.count { $0.contains("up/1 was killed") || $0.contains("broker 1 was killed") } == 1)
    #expect(
      lines.count {
        $0.contains(
          "What would change it: min.insync.replicas=1 instead of 2 would have gone on with")
      } == 1)
  }
}
