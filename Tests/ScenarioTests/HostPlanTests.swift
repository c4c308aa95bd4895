import ClusterSimulation
import Scenario
import Testing

@Suite struct `A host of a drill` {
  private func hosts(_ hosts: String, cluster: String = "") throws -> [PlannedHost] {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m", hosts: { \(hosts) },
        clusters: { c: { brokers: [ { id: 1, host: "own" }, { id: 2 } ], \(cluster) } },
        topics: { "c/t": {} }, producers: [ { name: "p", to: "c/t", rate: "1/s" } ] }
      """
    var compiler = PlanCompiler(
      try Scenario.read(Array(file.utf8), file: "x"), file: "x", files: [])
    return try compiler.compile().hosts
  }

  @Test func `says how long most waits for a processor are and how long the others`() throws {
    let hosts = try hosts(
      #"own: { processing: { usually: "0ms..8ms", sometimes: "20ms..150ms", share: "0.7%" } }"#)
    let own = try #require(hosts.first { $0.name == "own" })
    #expect(own.processing == DrawnSpan(from: 0, to: 8_000_000))
    #expect(
      own.processingPeak
        == ProcessorPeak(
          wait: DrawnSpan(from: 20_000_000, to: 150_000_000), partsPerBillion: 7_000_000))
    let other = try #require(hosts.first { $0.name == "c/2" })
    #expect(other.processing.high == 0 && other.processingPeak == nil)
  }

  @Test func `takes both from its cluster, or neither`() throws {
    let hosts = try hosts(
      #"own: { processing: "3ms" }"#,
      cluster: #"processing: { usually: "1ms", sometimes: "50ms", share: 0.5, calmest: "10%" }"#)
    let own = try #require(hosts.first { $0.name == "own" })
    #expect(own.processing == DrawnSpan(milliseconds: 3) && own.processingPeak == nil)
    let other = try #require(hosts.first { $0.name == "c/2" })
    #expect(other.processing == DrawnSpan(milliseconds: 1))
    #expect(other.processingPeak?.wait == DrawnSpan(milliseconds: 50))
    #expect(other.processingPeak?.calmest == 100_000_000)
  }
}
