import ClusterSimulation
import KafkaModel
import Scenario

/// Small drills as text, compiled as the command compiles them.
enum Drills {
  /// The leader is killed under load and comes back: elections, truncation, retries.
  static let leaderKill = """
    { title: "leader kill", kafkaVersion: "3.9.1",
      runFor: { until: "isrFull(c/t/0)", after: "back", plus: "1s", atMost: "2m" },
      clusters: { c: { brokers: 3 } },
      topics: { "c/t": { partitions: 3, replicationFactor: 3, config: { "min.insync.replicas": 2 } } },
      producers: [
        { name: "keyed", to: "c/t", rate: "200/s", recordSize: "50B..500B", keys: { zipf: { keys: 20, exponent: 1 } } },
        { name: "loose", to: "c/t", rate: "100/s", config: { acks: 1, "enable.idempotence": false } } ],
      steps: [
        { name: "kill", at: "2s..4s", do: "kill", target: "leader(c/t/0)" },
        { name: "back", after: "kill", plus: "12s", do: "start", target: "hitBy(kill)", startsIn: "1s..3s" } ] }
    """

  /// A follower behind a lossy link, cut off for a while.
  static let lossyCut = """
    { title: "lossy cut", kafkaVersion: "4.1.1", runFor: "25s",
      sites: { near: {}, far: {} },
      links: [ { between: ["near", "far"], latency: "10ms", jitter: "3ms", loss: "0.5%", bandwidth: "100Mbit/s" } ],
      clusters: { c: { site: "near", brokers: [ { id: 1 }, { id: 2 }, { id: 3, site: "far" } ] } },
      topics: { "c/t": { assignment: [[1, 2, 3]] } },
      producers: [ { name: "p", to: "c/t", rate: "300/s", recordSize: 200 } ],
      steps: [ { name: "cut", at: "5s", do: "partition", groups: [["near"], ["far"]], for: "8s" } ] }
    """

  static let all = [leaderKill, lossyCut]

  static func plan(_ text: String) throws -> Plan {
    var compiler = PlanCompiler(
      try Scenario.read(Reader.read(text, file: "test.json5"), file: "test.json5"),
      file: "test.json5")
    return try compiler.compile()
  }
}
