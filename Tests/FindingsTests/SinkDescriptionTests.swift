import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

@Suite struct `The plan of a sink connector` {
  /// It does nothing with what it is given.
  private struct Drain: CustomSinkTask {
    mutating func start(
      _ configuration: SettingMap, _ context: inout CustomSinkContext
    ) throws(TaskException) {}
    mutating func open(
      _ partitions: [NamedPartition], _ context: inout CustomSinkContext
    ) throws(TaskException) {}
    mutating func put(
      _ records: [CustomSinkRecord], _ context: inout CustomSinkContext
    ) throws(TaskException) {}
    mutating func preCommit(
      _ offsets: [CustomSinkOffset], _ context: inout CustomSinkContext
    ) throws(TaskException) -> [CustomSinkOffset] { offsets }
    mutating func close(_ partitions: [NamedPartition]) {}
    mutating func stop() {}
  }

  private func compiled(_ config: String) throws -> (PlanDescription, Plan) {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m", clusters: { lab: { brokers: 3 }, other: { brokers: 3 } },
        topics: { "lab/orders": {} },
        groups: [ { name: "readers", reads: "lab/orders" } ],
        connect: [ { name: "plain", cluster: "lab", settings: { "consumer.max.poll.records": 40 },
          connectors: [ { name: "drain", class: "Drain", config: { \(config) } } ] } ] }
      """
    var code = UserCode()
    code.sinkConnectors = [
      CustomSinkConnector(
        name: "Drain", split: { map, _ in [map] }, makeTask: { Drain() })
    ]
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    var compiler = PlanCompiler(scenario, file: "x", code: code)
    let plan = try compiler.compile()
    return (
      PlanDescription(
        scenario, plan: plan, settings: compiler.settings, file: "x", variation: ""), plan
    )
  }

  @Test func `says what it reads, in which group, by which consumer`() throws {
    let (description, plan) = try compiled(
      #"topics: "orders, bills", colour: "red", "consumer.override.session.timeout.ms": 7000"#)
    let text = description.text(.plain).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(
      text.contains(
        "Drain, a sink connector of the author's, reads orders, bills of lab in group connect-drain"
      ))
    for setting in [
      "consumer auto.offset.reset=earliest", "consumer max.poll.records=40",
      "consumer session.timeout.ms=7000", "colour=red",
    ] {
      #expect(text.contains(setting), "\(setting)")
    }
    // The scenario's own groups keep their places; the sink's comes behind them.
    #expect(plan.groups.map(\.name) == ["readers", "connect-drain"])
    #expect(plan.groups[1].members.isEmpty)
  }

  @Test func `follows consumer.override to another group and another cluster`() throws {
    let (_, plan) = try compiled(
      #""topics.regex": "o.*", "consumer.override.group.id": "mine", "#
        + #""consumer.override.bootstrap.servers": "other""#)
    #expect(plan.groups[1].name == "mine")
    #expect(plan.groups[1].cluster == ClusterIndex(1))
    #expect(plan.groups[1].sink?.task.subscription == .pattern(TopicPattern("o.*")))
  }
}
