import ClusterSimulation
import Findings
import Foundation
import KafkaModel
import Scenario
import Testing

/// Docs/Reports.md names what programs find in the JSON reports.
struct ReportPageTests {
  /// Two sites, a mirror on Connect, a group whose lag is sampled, a loss, a gap and a cut: something of everything.
  private static let drill = """
    { title: "everything", kafkaVersion: "3.9.1", lagSampling: "5s",
      sites: { here: {}, there: {} },
      hosts: { "h": { site: "here", processing: {
        usually: "0ms..1ms", sometimes: "5ms..9ms", share: "2%", calmest: "10%" } } },
      links: [ { between: ["here", "there"], rtt: "10ms", loss: "0.1%" } ],
      clusters: {
        up: { site: "here", brokers: 3, disk: { sync: ["2ms", "5ms"] },
          config: { "replica.lag.time.max.ms": 10000 } },
        down: { site: "there", brokers: 1 } },
      topics: { "up/t": { partitions: 2, replicationFactor: 3 } },
      producers: [ { name: "p", to: "up/t", host: "h", rate: "50/s", clientVersion: "2.8.2",
        config: { acks: 1, "request.timeout.ms": 2000 } } ],
      groups: [ { name: "g", reads: "up/t", members: 2, config: { "auto.offset.reset": "earliest" } } ],
      mirrors: [ { name: "m", source: "up", target: "down", mode: "connect",
        settings: { topics: "t", "replication.factor": 1 } } ],
      steps: [
        { name: "lose", at: "10s", do: "powerLoss", target: "leader(up/t/0)", worstCase: true, for: "12s" },
        { name: "producer", at: "35s", do: "kill", target: "p", for: "1s" },
        { name: "member", at: "11s", do: "kill", target: "g/a" },
        { name: "worker", at: "12s", do: "kill", target: "m/a", for: "3s" } ],
      runFor: "40s",
      expect: [ { acknowledgedLost: "up", atMost: 1000 }, { latencyMax: "p", between: ["1ms", "60s"] } ] }
    """

  private func page() throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("Docs/Reports.md"), encoding: .utf8)
  }

  private struct Compiled {
    var scenario: Scenario
    var plan: Plan
    var settings: [PlanCompiler.SettingUse]

    func report(seed: UInt64) -> Report {
      var simulation = Simulation(plan, seed: seed)
      simulation.run()
      return Report(
        simulation.record(), of: scenario, file: "d.json5", variation: "", replay: "firedrill run")
    }
  }

  private func compiled() throws -> Compiled {
    let scenario = try Scenario.read(Array(Self.drill.utf8), file: "d.json5")
    var compiler = PlanCompiler(scenario, file: "d.json5")
    return Compiled(scenario: scenario, plan: try compiler.compile(), settings: compiler.settings)
  }

  /// Keys of an object and of all below it, but for objects whose keys are settings, rules, figures or kinds.
  private func keys(of value: Any) -> Set<String> {
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys(of: $1)) } }
    guard let object = value as? [String: Any] else { return [] }
    var all: Set<String> = []
    for (key, value) in object {
      all.insert(key)
      switch key {
      case "settings", "rules": continue
      case "figures", "anomalies":
        let inner = (value as? [String: Any]).map { Array($0.values) } ?? value
        all.formUnion(keys(of: inner))
      default: all.formUnion(keys(of: value))
      }
    }
    return all
  }

  private func keys(_ write: (inout JSONWriter) -> Void) throws -> Set<String> {
    var writer = JSONWriter()
    write(&writer)
    return keys(of: try JSONSerialization.jsonObject(with: Data(writer.text.utf8)))
  }

  @Test func `it names every key that is no figure's`() throws {
    let drill = try compiled()
    let reports = [UInt64(1), 2].map { drill.report(seed: $0) }
    let spread = Spread(
      reports.map { SeedResult($0, isCompared: true) }, of: drill.scenario.expectations,
      file: "d.json5", variation: "")
    let variants = ["A", "B"].map { Comparison.Variant(name: $0, spread: spread) }
    var simulation = Simulation(drill.plan, seed: 1)
    simulation.run(until: 30_000_000_000)
    let view = simulation.view

    var found = try keys(reports[0].write)
    for part in [
      "anomalies", "readings", "mirrors", "gaps", "lag", "owners", "remark", "absences", "story",
    ] {
      #expect(found.contains(part))
    }
    found.formUnion(try keys(spread.write))
    found.formUnion(try keys(Comparison(files: ["d.json5"], variants: variants).write))
    found.formUnion(try keys(Inspection(view, sections: Inspection.Section.allCases).write))
    found.formUnion(
      try keys(
        PlanDescription(
          drill.scenario, plan: drill.plan, settings: drill.settings, file: "d.json5",
          variation: ""
        ).write))
    #expect(found.count > 150)

    let figures = Set(
      Scenario.Figure.allCases.flatMap { name in
        ["", "Ns", "BitsPerSecond"].map { name.rawValue + $0 }
      })
    let page = try page()
    for key in found.subtracting(figures).sorted() {
      #expect(page.contains("`\(key)`"), "\(key)")
    }
  }
}
