import Firedrill

// A program that imports nothing else: it links as a test does, whatever a test brings along.
var scenario = Scenario("Rehearsal", kafkaVersion: "3.9", runFor: .seconds(5))
scenario.clusters = [.init("lab", brokers: 3)]
scenario.topics = [.init("lab/orders", replicationFactor: 3)]
scenario.producers = [
  .init(
    "shop", to: "lab/orders",
    load: .ramp(from: .perSecond(1), to: .perSecond(100), over: .seconds(5)))
]
print(try Drill(scenario).run().report)
