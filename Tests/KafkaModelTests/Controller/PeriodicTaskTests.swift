import KafkaModel
import Testing

/// The controller's looks at fixed intervals since KAFKA-17793 (4.0).
@Suite struct PeriodicTaskTests {
  private func bench(replicas: [[Int32]] = [[1, 2, 3]]) -> ControllerBench {
    var bench = ControllerBench(replicas: replicas, isPeriodic: true)
    bench.activate()
    return bench
  }

  @Test func `silent brokers are looked for at each eighth of a session from activation on`() {
    var bench = bench()
    for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: 100) }
    for beat in stride(from: Int64(2_100), through: 20_100, by: 2_000) {
      for id: Int32 in [2, 3] { _ = bench.heartbeat(id, at: beat) }
    }
    // The session is over at 9,101; the ninth look is at 10,125.
    #expect(bench.fencings() == ["1@10125"])
  }

  @Test func `those never heard are fenced too, 10 ms apart in the order of a hash map`() {
    var bench = bench()
    bench.run(until: 30_000)
    // Epochs 0, 1, 2 of brokers 1, 2, 3 hash to 992, 1024 and 1056, which share a bucket: as they were put in.
    #expect(bench.fencings() == ["2@10125", "1@10135", "3@10145"])
  }

  @Test func `a broker that was fenced on its own wish is refused while its last session lasts`() {
    var bench = bench()
    _ = bench.heartbeat(2, at: 100)
    _ = bench.heartbeat(3, at: 100)
    _ = bench.heartbeat(1, at: 1_000, wantFence: true)
    #expect(bench.fencings() == ["1@1000"])
    let early = bench.register(1, incarnation: 77, at: 10_000)
    #expect(bench.registrationError(early) == .duplicateBrokerRegistration)
    let late = bench.register(1, incarnation: 77, at: 10_001)
    bench.run(until: 10_100)
    #expect(bench.registrationError(late) == ErrorCode.none)
  }
}
