import KafkaModel
import Testing

@Suite struct ControllerFencingTests {
  @Test func `a broker is fenced one millisecond after its last contact plus 9000`() {
    var bench = ControllerBench()
    bench.activate()
    for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: 100) }
    _ = bench.heartbeat(2, at: 2_100)
    _ = bench.heartbeat(3, at: 2_100)
    bench.run(until: 9_100)
    #expect(bench.fencings() == [])
    bench.run(until: 9_101)
    #expect(bench.fencings() == ["1@9101"])
    #expect(bench.state() == "2 [2, 3] 1 1")
  }

  @Test func `the timer of sessions is armed by the first heartbeat, not by activation`() {
    var bench = ControllerBench()
    bench.activate()
    bench.run(until: 30_000)
    #expect(bench.fencings() == [])
    _ = bench.heartbeat(3)
    bench.run(until: 30_000)
    #expect(bench.fencings() == ["2@30000", "1@30000"])
  }

  @Test func `a heartbeat in time keeps the broker`() {
    var bench = ControllerBench()
    bench.activate()
    for beat in stride(from: Int64(0), to: 40_000, by: 9_000) {
      for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: beat) }
    }
    #expect(bench.fencings() == [])
  }

  @Test func `fenced one after the other, the last keeps the ISR and nobody leads`() {
    var bench = ControllerBench()
    bench.activate()
    _ = bench.heartbeat(1, at: 100)
    _ = bench.heartbeat(2, at: 200)
    _ = bench.heartbeat(3, at: 300)
    bench.run(until: 20_000)
    #expect(bench.fencings() == ["1@9101", "2@9201", "3@9301"])
    #expect(bench.state() == "-1 [3] 3 3")
  }

  /// Recorded (B21): leader 3 at leader epoch 2 and partition epoch 3, or leader 2 at 3 and 3.
  @Test(arguments: [(Int32(3), "3 [3] 2 3"), (2, "2 [2] 3 3")])
  func `after all were killed the first to register again alone may lead`(
    first: Int32, state: String
  ) {
    var bench = ControllerBench()
    bench.activate()
    bench.now = Milliseconds(5_000)
    bench.restart()
    let refused = bench.register(first, incarnation: 10, at: 14_000)
    #expect(bench.registrationError(refused) == .duplicateBrokerRegistration)
    let accepted = bench.register(first, incarnation: 10, at: 14_400)
    bench.run(until: 14_450)
    #expect(bench.registrationError(accepted) == ErrorCode.none)
    #expect(bench.partition()?.leader == nil)
    _ = bench.heartbeat(first, at: 15_000, wantFence: true)
    #expect(bench.partition()?.leader == nil)
    _ = bench.heartbeat(first, at: 16_000)
    #expect(bench.state() == state)
  }

  @Test func `a second incarnation is a duplicate while the old session is valid`() {
    var bench = ControllerBench()
    bench.activate()
    for id: Int32 in [1, 2, 3] { _ = bench.heartbeat(id, at: 0) }
    let early = bench.register(1, incarnation: 11, at: 9_000)
    #expect(bench.registrationError(early) == .duplicateBrokerRegistration)
    #expect(bench.answer(early)?.at == Milliseconds(9_000))
    let same = bench.register(2, incarnation: 2)
    bench.run(until: 9_030)
    #expect(bench.registrationError(same) == ErrorCode.none)
    let later = bench.register(1, incarnation: 11, at: 9_100)
    bench.run(until: 9_200)
    #expect(bench.registrationError(later) == ErrorCode.none)
    #expect(bench.controller.image.broker(NodeID(1))?.isFenced == true)
  }

  @Test func `a broker is unfenced when it has applied its own registration`() {
    var bench = ControllerBench()
    bench.activate()
    bench.register(4, incarnation: 4, at: 10)
    bench.run(until: 100)
    let registeredAt = bench.controller.image.broker(NodeID(4))?.registeredAt.raw ?? 0
    let behind = bench.heartbeat(4, offset: registeredAt - 1)
    bench.run(until: 200)
    #expect(bench.heartbeatAnswer(behind)?.isFenced == true)
    #expect(bench.heartbeatAnswer(behind)?.isCaughtUp == false)
    let recovering = bench.heartbeat(4, offset: registeredAt, wantFence: true)
    bench.run(until: 300)
    #expect(bench.heartbeatAnswer(recovering)?.isFenced == true)
    #expect(bench.heartbeatAnswer(recovering)?.isCaughtUp == true)
    let ready = bench.heartbeat(4, offset: registeredAt)
    bench.run(until: 400)
    #expect(bench.heartbeatAnswer(ready)?.isFenced == false)
  }

  @Test func `a heartbeat with another epoch is stale`() {
    var bench = ControllerBench()
    bench.activate()
    let token = bench.send(
      .brokerHeartbeat(
        BrokerHeartbeatRequest(
          broker: NodeID(1), brokerEpoch: BrokerEpoch(77), currentMetadataOffset: .zero,
          wantFence: false, wantShutDown: false)))
    #expect(bench.heartbeatAnswer(token)?.error == .staleBrokerEpoch)
  }
}
