import Firedrill
import Testing

@Test func `Billing survives the crash of a member`() throws {
  let outcome = try Drill(
    """
    {
      title: "A member crashes", kafkaVersion: "3.9", runFor: "40s",
      clusters:  { lab: { brokers: 3, config: { "min.insync.replicas": 2 } } },
      topics:    { "lab/orders": { partitions: 4, replicationFactor: 3 } },
      producers: [ { name: "shop", to: "lab/orders", rate: "200/s", count: 4000,
                     config: { acks: "all" } } ],
      groups:    [ { name: "billing", reads: "lab/orders", members: 2,
                     config: { "auto.offset.reset": "earliest", "session.timeout.ms": 6000 } } ],
      steps:     [ { at: "10s", do: "kill", target: "member(billing/a)" } ],
    }
    """
  ).run(seed: 1)
  #expect(outcome.lost == 0)
  #expect(outcome.group("billing")?.skipped == 0)
  #expect(outcome.group("billing")?.lag == 0)
  #expect(try #require(outcome.group("billing")?.reRead) <= 1_500, "\(outcome.report)")
}
