import ClusterSimulation
import KafkaModel
import Scenario

/// The estate of the benches: three brokers of 3.9.1 in one site, one topic with three replicas each.
enum BenchPlan {
  /// The plan of a drill with one producer at 1,000 records of 100 bytes a second, ended after `span`.
  static func compiled(partitions: Int, span: String, hasLoad: Bool) -> Plan {
    let load =
      hasLoad ? "producers: [{ name: \"p\", to: \"c/t\", rate: \"1000/s\", recordSize: 100 }]," : ""
    let text = """
      { title: "bench", kafkaVersion: "3.9.1", seed: 1, runFor: "\(span)",
        clusters: { c: { brokers: [{id: 1}, {id: 2}, {id: 3}] } },
        topics: { "c/t": { partitions: \(partitions), replicationFactor: 3 } }, \(load) }
      """
    return compiled(text)
  }

  /// The plan of a bench's own drill.
  static func compiled(_ text: String) -> Plan {
    do throws(ScenarioError) {
      let node = try Reader.read(Array(text.utf8), file: "bench")
      let drills = try Scenario.drills(node, file: "bench")
      var compiler = PlanCompiler(drills[0].scenario, file: "bench")
      return try compiler.compile()
    } catch {
      preconditionFailure("a bench's own drill does not compile: \(error)")
    }
  }

  /// A group on the producer's host that reads the topic from its beginning and takes no time for a record.
  static func group(of members: Int, in plan: Plan) -> PlannedGroup {
    let id = GroupID(index: 0, name: "bench")
    var settings = ConsumerSettings()
    settings.group = id
    settings.autoOffsetReset = .earliest
    return PlannedGroup(
      name: "bench", cluster: ClusterIndex(0), id: id,
      members: (0..<members).map { index in
        PlannedMember(
          name: "m\(index)", host: plan.producers[0].host, version: KafkaVersion(3, 9, 1),
          settings: settings, behaviour: ConsumerBehaviour(), subscription: .topics(["t"]),
          loop: PlannedLoop(), start: .at(DrawnSpan(nanoseconds: 0)))
      })
  }
}
