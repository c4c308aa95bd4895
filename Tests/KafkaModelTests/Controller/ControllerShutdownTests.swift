import KafkaModel
import Testing

@Suite struct ControllerShutdownTests {
  @Test func `a leader may leave only when all others have applied its leaving`() {
    var bench = ControllerBench()
    bench.activate()
    for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: 1_000) }
    let first = bench.heartbeat(1, at: 1_500, wantShutDown: true)
    #expect(bench.state() == "2 [2, 3] 1 1")
    bench.run(until: 1_550)
    #expect(bench.heartbeatAnswer(first)?.shouldShutDown == false)
    let change = bench.controller.image.lastOffset.raw
    // The view holds the change and perhaps later no-ops; the offset of the change is what others must report.
    _ = bench.heartbeat(2, at: 1_600, offset: change)
    let second = bench.heartbeat(1, at: 1_600, wantShutDown: true)
    bench.run(until: 1_700)
    #expect(bench.heartbeatAnswer(second)?.shouldShutDown == false)
    _ = bench.heartbeat(3, at: 1_800, offset: change)
    let third = bench.heartbeat(1, at: 1_900, wantShutDown: true)
    bench.run(until: 2_000)
    #expect(bench.heartbeatAnswer(third)?.shouldShutDown == true)
    #expect(bench.controller.image.broker(NodeID(1))?.isFenced == true)
  }

  @Test func `a broker that leads nothing leaves at once`() {
    var bench = ControllerBench()
    bench.activate()
    let token = bench.heartbeat(3, at: 100, wantShutDown: true)
    bench.run(until: 200)
    #expect(bench.heartbeatAnswer(token)?.shouldShutDown == true)
    #expect(bench.state() == "1 [1, 2] 0 1")
  }

  @Test func `the last ISR member leaves its partition without leader and stays in the ISR`() {
    var bench = ControllerBench(replicas: [[1]])
    bench.activate()
    _ = bench.heartbeat(1, at: 100, wantShutDown: true)
    #expect(bench.state() == "-1 [1] 1 1")
  }

  @Test func `a broker shutting down joins no ISR and leads nothing`() {
    var bench = ControllerBench(replicas: [[1, 2], [2, 1]])
    bench.activate()
    _ = bench.heartbeat(1, at: 100, wantShutDown: true)
    #expect(bench.state(0) == "2 [2] 1 1")
    #expect(bench.state(1) == "2 [2] 0 1")
    let token = bench.send(
      .electLeaders(
        ElectLeadersRequest(
          kind: .preferred, partitions: [TopicPartition(TopicIndex(0), PartitionIndex(0))])))
    bench.run(until: 200)
    #expect(bench.answer(token)?.response == .electLeaders([.preferredLeaderNotAvailable]))
  }
}
