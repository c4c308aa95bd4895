import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Many groups that read one topic with a trickle of records: heartbeats, long polls, commits.
///
/// Members wait for data as long as the options say; with Kafka's own 500 ms almost everything that happens would be
/// empty fetches.
enum GroupsBench {
  static let summary =
    "[--groups N] [--members N] [--partitions N] [--minutes N] [--fetch-wait MS] [--poll MS] [--seed N]"

  /// Measures the real time of so many virtual minutes.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let groups = try options.number("groups", default: 500)
    let members = try options.number("members", default: 20)
    let partitions = try options.number("partitions", default: 200)
    let minutes = try options.number("minutes", default: 60)
    let fetchWait = try options.number("fetch-wait", default: 20_000)
    let poll = try options.number("poll", default: 5_000)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .groups)
    let plan = BenchPlan.compiled(
      text(
        groups: groups, members: members, partitions: partitions, minutes: minutes,
        fetchWait: fetchWait, poll: poll))
    let clock = ContinuousClock()
    let start = clock.now
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run()
    let taken = clock.now - start
    return [
      BenchFigure(
        bench: .groups,
        values: [
          ("virtual_minutes", .number(minutes)), ("members", .number(groups * members)),
          ("milliseconds", .number(taken.inMicroseconds / 1000)),
          ("events", .number(simulation.eventCount)),
          ("events_per_second", .number(taken.rate(of: simulation.eventCount))),
          ("fingerprint", .word(simulation.fingerprint.description)),
        ])
    ]
  }

  private static func text(
    groups: Int, members: Int, partitions: Int, minutes: Int, fetchWait: Int, poll: Int
  ) -> String {
    let hosts = (0..<10).map { "h\($0): {}" }.joined(separator: ", ")
    let declared = (0..<groups).map {
      """
      { name: "g\($0)", reads: "c/t", members: \(members), host: "h\($0 % 10)", poll: "\(poll)ms",
        commit: "afterPoll", config: { "fetch.max.wait.ms": \(fetchWait) } }
      """
    }
    return """
      { title: "bench", kafkaVersion: "3.9.1", seed: 1, runFor: "\(minutes)m",
        clusters: { c: { brokers: 3 } }, hosts: { \(hosts) },
        topics: { "c/t": { partitions: \(partitions), replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "1/s" } ],
        groups: [ \(declared.joined(separator: ",\n")) ] }
      """
  }
}
