import Firedrill
import Testing

@Test(arguments: [1, 2, 3] as [UInt64])
func `No acknowledged order is lost when a leader dies`(seed: UInt64) throws {
  let drill = try Drill(
    """
    {
      title: "The leader dies", kafkaVersion: "3.9", runFor: "30s",
      clusters:  { lab: { brokers: 3, config: { "min.insync.replicas": 2 } } },
      topics:    { "lab/orders": { partitions: 1, replicationFactor: 3 } },
      producers: [ { name: "shop", to: "lab/orders", rate: "200/s", count: 3000,
                     config: { acks: "all" } } ],
      steps:     [ { name: "kill", at: "3s", do: "kill", target: "leader(lab/orders/0)" } ],
      expect:    [ { acknowledgedLost: "shop", equals: 0 },
                   { gapEnds: "shop", from: "kill", atMost: "12s" } ],
    }
    """)
  let outcome = drill.run(seed: seed)
  #expect(outcome.holds, "\(outcome.report)")
}
