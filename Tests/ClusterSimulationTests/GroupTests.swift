import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Consumers in whole estates.
@Suite struct GroupTests {
  private func run(_ plan: Plan, seed: UInt64 = 1) -> RunRecord {
    var run = Simulation(plan, seed: seed)
    run.run()
    return run.record()
  }

  /// How often each offset of each partition was handed out.
  private func deliveries(_ record: RunRecord, group: Int = 0) -> [[Int]] {
    var counts = record.logs.map { [Int](repeating: 0, count: Int($0.logEnd.raw)) }
    for member in record.groups[group].members {
      for delivery in member.deliveries {
        let batch = delivery.batch
        let log = record.logs.firstIndex { $0.partition == batch.partition } ?? 0
        for place in 0..<Int(batch.count) { counts[log][Int(batch.firstOffset.raw) + place] += 1 }
      }
    }
    return counts
  }

  @Test func `readers without a group are handed every record once, in order`() throws {
    let record = run(try GroupDrills.readers(3))
    for counts in deliveries(record) {
      #expect(counts.count > 2_000)
      // The last ones were still on their way.
      #expect(counts.dropLast(60).allSatisfy { $0 == 1 })
    }
    for member in record.groups[0].members {
      let offsets = member.deliveries.map(\.batch.firstOffset.raw)
      #expect(offsets == offsets.sorted())
    }
  }
}
