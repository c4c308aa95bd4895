import ClusterSimulation
import Findings
import SimulationKernel
import Testing

/// What reports say of steps: which verb, on what, and what followed from it.
struct StepReportTests {
  private func report(_ steps: String, groups: String = "") throws -> Report {
    try Report.running(
      """
      { title: "t", kafkaVersion: "3.9.1", seed: 1, runFor: "40s",
        sites: { n: {}, s: {} }, links: [ { between: ["n", "s"], rtt: "2ms" } ],
        clusters: { c: { site: "n", brokers: 3 } },
        topics: { "c/t": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "20/s", site: "s" } ],
        groups: [ \(groups) ],
        steps: [ \(steps) ] }
      """
    ).report
  }

  @Test func `a step without a name tells what it did`() throws {
    let report = try report(
      """
      { at: "1s", do: "pause", target: "leader(c/t/0)", for: "1s" },
      { name: "kill it", at: "5s", do: "kill", target: "hitBy(step 1)" },
      { name: "cut", at: "6s", do: "partition", groups: [["n"], ["s"]], for: "1s" },
      { name: "slower", at: "8s", do: "degradeLink", between: ["n", "s"], latency: "5ms" },
      { at: "9s", do: "dropResponse", api: "Produce", client: "p", broker: "c/2" },
      { at: "10s", do: "setConfig", of: "c/t", config: { "min.insync.replicas": 2 } },
      { name: "grow", at: "11s", do: "addPartitions", topic: "c/t", to: 3 },
      { name: "wide", after: "never", do: "heal" },
      { name: "never", when: "isrSize(c/t/0) < 1", do: "restart", target: "c/3" }
      """)
    let words = report.words
    #expect(words.contains("1 1.000 s step 1 pause broker "))
    // The name begins with the verb.
    #expect(words.contains("2 5.000 s kill it broker "))
    #expect(words.contains("3 6.000 s cut partition site(n) | site(s)"))
    #expect(words.contains("4 8.000 s slower degradeLink n - s"))
    #expect(words.contains("step 5 dropResponse Produce of producer(p) at c/2"))
    #expect(words.contains("step 6 setConfig c/t min.insync.replicas=2"))
    #expect(words.contains("grow addPartitions c/t to 3"))
    #expect(words.contains("8 never wide heal all"))
    #expect(words.contains("9 never never restart c/3"))
    var writer = JSONWriter()
    report.write(to: &writer)
    #expect(writer.text.contains(#""do": "partition""#))
    #expect(writer.text.contains(#""of": "site(n) | site(s)""#))
  }

  @Test func `targets that came to nobody are told`() throws {
    let words = try report(
      #"{ name: "no one", at: "1s", do: "resume", target: "hitBy(late)" }, { name: "late", at: "2s", do: "kill", target: "c/1" }"#
    ).words
    #expect(words.contains("no one resume nobody"))
  }

  @Test func `a start that waits for a process whose host loses power never comes and says so`()
    throws
  {
    let report = try report(
      """
      { name: "stop", at: "10s", do: "stop", target: "c/1" },
      { name: "again", at: "10.1s", do: "start", target: "c/1" },
      { name: "dark", at: "10.2s", do: "powerLoss", target: "c/1" }
      """)
    #expect(
      report.words.contains(
        "step 'again' waited for broker c/1 to exit; its host lost power before, so nothing starts it"
      ))
  }

  private static let later =
    #"{ name: "g", reads: "c/t", members: 1, commit: "afterPoll", start: { after: "set", plus: "1s" } }"#

  @Test func `offsets are set before the group has ever met, and its story names the step`() throws
  {
    let words = try report(
      #"{ name: "set", at: "10s", do: "setOffsets", group: "g", to: 50 }"#, groups: Self.later
    ).words
    #expect(words.contains("set setOffsets g to 50"))
    #expect(words.contains("by step 'set'"))
    #expect(!words.contains("was refused"))
  }

  @Test func `offsets of a group whose coordinator stays away are refused after five seconds`()
    throws
  {
    let report = try report(
      """
      { name: "dark", at: "9s", do: "kill", target: "brokers(c)" },
      { name: "set", at: "10s", do: "setOffsets", group: "g", to: 50 },
      { name: "then", after: "set", do: "start", target: "brokers(c)" }
      """, groups: Self.later)
    #expect(report.words.contains("step 'set' was refused: there was no coordinator of the group"))
    let fired = try #require(report.record.steps[2].firedAt)
    #expect(fired.nanoseconds - report.record.origin.nanoseconds == 15_000_000_000)
  }
}
