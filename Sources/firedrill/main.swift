import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
@preconcurrency import Glibc

func readFile(_ p: String) -> [UInt8] {
  let f = fopen(p, "r")!
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let n = fread(&bytes, 1, bytes.count, f)
  return Array(bytes[0..<n])
}
let args = CommandLine.arguments
do {
  let node = try Reader.read(readFile(args[1]), file: args[1])
  for drill in try Scenario.drills(node, file: args[1]) {
    var c = PlanCompiler(drill.scenario, file: args[1])
    let plan = try c.compile()
    let seeds = args.count > 2 ? Int(args[2])! : 1
    for seed in 1...seeds {
      var s = Simulation(plan, seed: UInt64(seed))
      s.run()
      let r = s.record()
      print("seed", seed, "events", r.events, "fp", r.fingerprint, "end", (r.end.nanoseconds - r.origin.nanoseconds) / 1_000_000, r.notes)
      for (i, p) in r.producers.enumerated() {
        let c = Copies(of: i, in: r)
        var acked = 0
        var failed: [String: Int] = [:]
        var lost = 0
        var dup = 0
        for n in 0..<p.ledger.count {
          switch p.ledger.outcome[n] {
          case .open: break
          case .acknowledged: acked += 1; if c.count[n] == 0 { lost += 1 }
          case .failed(let e): failed[e.kafkaClass, default: 0] += 1
          }
          if c.count[n] > 1 { dup += 1 }
        }
        print("  ", plan.producers[i].name, "sent", p.ledger.count, "acked", acked, "failed", failed, "open", p.ledger.openCount, "lost", lost, "dup", dup, "ooo", c.outOfOrder)
        var times = p.ledger.completedAt.filter { $0 > 0 }.sorted()
        var gap: Int64 = 0
        var at: Int64 = 0
        for i in times.indices.dropFirst() where times[i] - times[i - 1] > gap { gap = times[i] - times[i - 1]; at = times[i] - r.origin.nanoseconds }
        print("   longest gap", gap / 1_000_000, "ends at", at / 1_000_000)
        times = []
      }
      if seeds == 1 { for e in r.journal.entries { print((e.at.nanoseconds - r.origin.nanoseconds) / 1_000_000, e.process.map { "p\($0)" } ?? "-", e.happening, e.cause.map { "<- \($0.raw)" } ?? "") } }
    }
  }
} catch {
  print(error)
}
