import Firedrill

/// An estate with load and a group of two, as tests of this folder build it.
enum Billing {
  static var scenario: Scenario {
    var scenario = Scenario("Billing", kafkaVersion: "3.9", runFor: .seconds(30))
    scenario.clusters = [
      .init("lab", brokers: 3, config: ["min.insync.replicas": 2])
    ]
    scenario.topics = [.init("lab/orders", partitions: 4, replicationFactor: 3)]
    scenario.producers = [
      .init(
        "shop", to: "lab/orders", load: .constant(.perSecond(100)), count: 2000, keys: .cycle(20),
        config: ["acks": "all"])
    ]
    scenario.groups = [
      .init(
        "billing", reads: "lab/orders", members: 2,
        config: ["auto.offset.reset": "earliest", "session.timeout.ms": 6000])
    ]
    scenario.groups[0].application = .init(perRecord: .milliseconds(1), commit: .afterPoll)
    return scenario
  }
}
