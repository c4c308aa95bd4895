import Findings
import Scenario
import Testing

@Suite struct `Topics that cannot be made` {
  private func text(brokers: Int, _ more: String) throws -> String {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m", sites: { x: {}, y: {} },
        clusters: { a: { site: "x", brokers: 3 }, b: { site: "y", brokers: \(brokers) } },
        topics: { "a/orders": {} }, \(more) }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    var compiler = PlanCompiler(scenario, file: "x")
    let plan = try compiler.compile()
    return PlanDescription(
      scenario, plan: plan, settings: compiler.settings, file: "x", variation: ""
    ).text(.plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `are named with the setting that asks for too many replicas`() throws {
    let text = try text(
      brokers: 1, #"mirrors: [ { name: "m", source: "a", target: "b", placement: "P1" } ]"#)
    for setting in [
      "offsets.topic.replication.factor is 3", "config.storage.replication.factor is 3",
      "offset.storage.replication.factor is 3", "status.storage.replication.factor is 3",
      "replication.factor is 2", "checkpoints.topic.replication.factor is 3",
      "heartbeats.topic.replication.factor is 3",
    ] {
      #expect(text.contains("\(setting), and b has 1 broker"))
    }
    // The offset syncs are at the source, which has three.
    #expect(!text.contains("offset-syncs.topic.replication.factor is 3, and"))
  }

  @Test func `are not spoken of where everything fits or nobody asks`() throws {
    #expect(
      !(try text(
        brokers: 3, #"mirrors: [ { name: "m", source: "a", target: "b", placement: "P1" } ]"#
      )
      .contains("cannot be made")))
    // No group and no mirror: nobody needs b's topic of offsets.
    #expect(!(try text(brokers: 1, #"seed: 1"#).contains("cannot be made")))
  }
}
