import ClusterSimulation
import SimulationKernel

/// The estate of the recorded mirrors: a cluster of one broker on each side of a line, a topic of two partitions, one
/// worker of Connect that copies it.
enum LabBench {
  static let summary = "[--seconds N] [--rate N] [--placement P1|P2|P3] [--seed N]"

  /// Measures the real time of so many virtual seconds under load, starts and all.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let seconds = try options.number("seconds", default: 300)
    let rate = try options.number("rate", default: 1000)
    let placement = try options.text("placement") ?? "P1"
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .lab)
    let plan = BenchPlan.compiled(text(seconds: seconds, rate: rate, placement: placement))
    let clock = ContinuousClock()
    let start = clock.now
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run()
    let taken = clock.now - start
    return [
      BenchFigure(
        bench: .lab,
        values: [
          ("virtual_seconds", .number(seconds)), ("records_per_second", .number(rate)),
          ("milliseconds", .number(taken.inMicroseconds / 1000)),
          ("virtual_seconds_per_second", .number(taken.rate(of: seconds))),
          ("events", .number(simulation.eventCount)),
          ("events_per_second", .number(taken.rate(of: simulation.eventCount))),
          ("fingerprint", .word(simulation.fingerprint.description)),
        ])
    ]
  }

  private static func text(seconds: Int, rate: Int, placement: String) -> String {
    """
    { title: "bench", kafkaVersion: "3.9.1", seed: 1, runFor: "\(seconds)s",
      sites: { a: {}, b: {} }, links: [ { between: ["a", "b"], rtt: "10ms" } ],
      clusters: {
        source: { site: "a", brokers: 1, config: { "offsets.topic.replication.factor": 1 } },
        target: { site: "b", brokers: 1, config: { "offsets.topic.replication.factor": 1 } } },
      topics: { "source/orders": { partitions: 2 } },
      producers: [ { name: "load", to: "source/orders", rate: "\(rate)/s", recordSize: 100 } ],
      mirrors: [ { name: "m", source: "source", target: "target", placement: "\(placement)",
        settings: { "topics": "orders", "replication.factor": 1,
          "checkpoints.topic.replication.factor": 1, "heartbeats.topic.replication.factor": 1,
          "offset-syncs.topic.replication.factor": 1,
          "source.config.storage.replication.factor": 1,
          "source.offset.storage.replication.factor": 1,
          "source.status.storage.replication.factor": 1,
          "target.config.storage.replication.factor": 1,
          "target.offset.storage.replication.factor": 1,
          "target.status.storage.replication.factor": 1 } } ] }
    """
  }
}
