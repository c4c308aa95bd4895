import ClusterSimulation
import KafkaModel
import SimulationKernel

/// The produce path end to end: a caller that sends without pause, acks=all, until all is acknowledged, and
/// with `--consumed` until one group has been handed all of it.
enum KafkaPath {
  static let summary = "[--records N] [--partitions N] [--seed N] [--consumed [--members N]]"

  /// Measures records sent, replicated to three brokers and acknowledged per second of real time; the
  /// fate of each is in the ledger.
  static func run(_ options: inout BenchOptions) throws(BenchError) -> [BenchFigure] {
    let records = try options.number("records", default: 2_000_000)
    let partitions = try options.number("partitions", default: 4)
    let seed = try options.number("seed", default: 1)
    let isConsumed = options.flag("consumed")
    let members = try options.number("members", default: 1)
    try options.expectNothingLeft(bench: .kafkaPath)
    var plan = BenchPlan.compiled(partitions: partitions, span: "1h", hasLoad: true)
    // The caller's own time per record: 0.4 microseconds of virtual time.
    plan.producers[0].workload.arrivals = .unthrottled(callCost: 400)
    plan.producers[0].workload.count = Int64(records)
    var conditions: [Predicate] = [
      .sent(producer: 0, .atLeast, Int64(records)), .settled(producer: nil),
    ]
    if isConsumed {
      plan.groups = [BenchPlan.group(of: members, in: plan)]
      conditions.append(.delivered(group: 0, .atLeast, Int64(records)))
    }
    let isOver = Predicate.all(conditions)
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
    let acknowledged = ledger.entries.count { $0.outcome == .acknowledged }
    precondition(ledger.openCount == 0, "a record is without a fate")
    var consumed: [(name: String, value: BenchFigure.Value)] = []
    if isConsumed {
      let once = recordsHandedOutOnce(record)
      precondition(once == acknowledged, "a record was not handed out once")
      consumed = [("handed_out_once", .number(once))]
    }
    return [
      BenchFigure(
        bench: .kafkaPath,
        values: [
          ("records", .number(records)), ("acknowledged", .number(acknowledged)),
        ] + consumed + [
          ("virtual_microseconds", .number(Int(virtual / 1000))),
          ("records_per_second", .number(taken.rate(of: records))),
          ("events_per_second", .number(taken.rate(of: record.events - before))),
          ("fingerprint", .word(String(record.fingerprint, radix: 16))),
        ])
    ]
  }

  /// How many of the records in the logs one poll and no other handed out.
  private static func recordsHandedOutOnce(_ record: RunRecord) -> Int {
    var counts = record.logs.map { [UInt8](repeating: 0, count: Int($0.logEnd.raw)) }
    for delivery in record.groups[0].members.flatMap(\.deliveries) {
      let partition = Int(delivery.batch.partition.partition.raw)
      let first = Int(delivery.batch.firstOffset.raw)
      for offset in first..<first + Int(delivery.batch.count) { counts[partition][offset] += 1 }
    }
    return counts.reduce(0) { $0 + $1.count { $0 == 1 } }
  }
}
