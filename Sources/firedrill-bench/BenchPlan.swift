import ClusterSimulation
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
    do throws(ScenarioError) {
      let node = try Reader.read(Array(text.utf8), file: "bench")
      let drills = try Scenario.drills(node, file: "bench")
      var compiler = PlanCompiler(drills[0].scenario, file: "bench")
      return try compiler.compile()
    } catch {
      preconditionFailure("a bench's own drill does not compile: \(error)")
    }
  }
}
