import ClusterSimulation
import KafkaModel
import SimulationKernel

/// The produce path end to end: a caller that sends without pause, acks=all, until all is acknowledged.
enum KafkaPath {
  static let summary = "[--records N] [--partitions N] [--seed N]"

  /// Measures records sent, replicated to three brokers and acknowledged per second of real time; the
  /// fate of each is in the ledger.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let records = try options.number("records", default: 2_000_000)
    let partitions = try options.number("partitions", default: 4)
    let seed = try options.number("seed", default: 1)
    try options.expectNothingLeft(bench: .kafkaPath)
    var plan = BenchPlan.compiled(partitions: partitions, span: "1h", hasLoad: true)
    // The caller's own time per record: 0.4 microseconds of virtual time.
    plan.producers[0].workload.arrivals = .unthrottled(callCost: 400)
    plan.producers[0].workload.count = Int64(records)
    let isOver = Predicate.all([
      .sent(producer: 0, .atLeast, Int64(records)), .settled(producer: nil),
    ])
    plan.end = .when(
      .when(isOver, since: nil, plus: DrawnSpan(nanoseconds: 0), orAfter: nil),
      atMost: 3_600_000_000_000)
    var simulation = Simulation(plan, seed: UInt64(seed))
    simulation.run(until: 0)
    let before = simulation.eventCount
    let clock = ContinuousClock()
    let start = clock.now
    simulation.run()
    let taken = clock.now - start
    let record = simulation.record()
    let virtual = record.end.nanoseconds - record.origin.nanoseconds
    let ledger = record.producers[0].ledger
    let acknowledged = ledger.outcome.count { $0 == .acknowledged }
    precondition(ledger.openCount == 0, "a record is without a fate")
    return [
      BenchFigure(
        bench: .kafkaPath,
        values: [
          ("records", .number(records)), ("acknowledged", .number(acknowledged)),
          ("virtual_microseconds", .number(Int(virtual / 1000))),
          ("records_per_second", .number(taken.rate(of: records))),
          ("events_per_second", .number(taken.rate(of: record.events - before))),
          ("fingerprint", .word(String(record.fingerprint, radix: 16))),
        ])
    ]
  }
}
