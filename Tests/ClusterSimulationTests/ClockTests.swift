import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Clocks that are set while the estate runs.
@Suite struct ClockTests {
  private func run(
    version: String = "3.9.1", _ step: String, config: String = ""
  ) throws -> RunRecord {
    var run = Simulation(
      try Drills.plan(
        """
        { kafkaVersion: "\(version)", runFor: "30s", clusters: { c: { brokers: 3 } },
          topics: { "c/t": { replicationFactor: 3, config: { \(config) } } },
          producers: [ { name: "p", to: "c/t", rate: "100/s" } ],
          steps: [ { name: "set", at: "5s", do: "skewClock", \(step) } ] }
        """), seed: 1)
    run.run()
    return run.record()
  }

  private func outcomes(_ record: RunRecord) -> [RecordOutcome] {
    let ledger = record.producers[0].ledger
    return (0..<ledger.count).map { ledger[$0].outcome }
  }

  @Test(arguments: ["leader(c/t/0)", "c/100"], ["-10s", "-100ms", "20s"])
  func `brokers and controllers go by a clock that nobody sets`(
    target: String, by: String
  ) throws {
    let record = try run(#"target: "\#(target)", by: "\#(by)""#)
    #expect(outcomes(record).allSatisfy { $0 == .acknowledged })
    #expect(
      !record.journal.entries.contains {
        if case .machine(.brokerFenced) = $0.happening { true } else { false }
      })
    #expect(
      record.notes == [
        "step 'set' sets clocks by which nothing is timed: brokers and controllers go by one that cannot "
          + "be set"
      ])
  }

  /// KIP-1030: an hour since 4.0.
  @Test(arguments: [
    ("3.9.1", "", true), ("4.1.1", "", false),
    ("4.1.1", #""message.timestamp.after.max.ms": 10800000"#, true),
    ("3.9.1", #""message.timestamp.after.max.ms": 7000000"#, false),
  ])
  func `records from too far ahead are refused`(
    version: String, config: String, isTaken: Bool
  ) throws {
    let record = try run(version: version, #"target: "p", by: "2h""#, config: config)
    let after = outcomes(record).suffix(2_000)
    let refused = RecordOutcome.failed(.answered(.invalidTimestamp))
    #expect(after.allSatisfy { $0 == (isTaken ? .acknowledged : refused) })
    #expect(!record.notes.contains { $0.contains("sets clocks") })
  }
}
