import Findings
import Scenario
import Testing

@Suite struct `The description of a plan with groups` {
  private func text(_ groups: String) throws -> String {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m", clusters: { upstream: { brokers: 1 } },
        topics: { "upstream/orders": { partitions: 2 } }, groups: [ \(groups) ] }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    var compiler = PlanCompiler(scenario, file: "x")
    let plan = try compiler.compile()
    return PlanDescription(
      scenario, plan: plan, settings: compiler.settings, file: "x", variation: ""
    ).text(.plain)
  }

  @Test func `tells the first member in full and the others by what is different`() throws {
    let text = try text(
      """
      { name: "billing", reads: "upstream/orders", static: true, commit: { every: 10 },
        members: [ {}, { config: { "max.poll.records": 5 } }, { processing: "3ms" } ] }
      """)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Group billing of upstream, group.id billing"))
    #expect(text.contains("group.instance.id=a"))
    #expect(text.contains("enable.auto.commit=false"))
    #expect(words.contains("commits: commitSync(offsets) after every 10 processed records"))
    #expect(words.contains("b: as a, but client.id=consumer-billing-b, max.poll.records=5 (given)"))
    #expect(words.contains("c: as a, but poll(100ms); 3ms per record and 0s per poll"))
    #expect(words.contains("billing/b: max.poll.records is honoured"))
  }

  @Test func `says of readers where they begin`() throws {
    let text = try text(#"{ name: "tail", assign: "upstream/orders", from: 100 }"#)
    #expect(text.contains("Readers tail of upstream, without a group"))
    #expect(text.contains("reads upstream/orders/0, upstream/orders/1, from 100"))
    #expect(!text.contains("commits:"))
  }
}
