import KafkaModel
import Testing

@Suite struct BrokerLifecycleTests {
  /// A lifecycle on a manual clock, with what it sent.
  private struct Bench {
    var lifecycle: BrokerLifecycle
    var now = Milliseconds.zero
    var timers: [BrokerLifecycleTimer: Milliseconds] = [:]
    var sent: [(at: Int64, request: Request)] = []
    var others: [BrokerLifecycleEffect] = []

    init(retriesByInterval: Bool = false) {
      lifecycle = BrokerLifecycle(
        broker: NodeID(1), incarnation: 7, rack: nil, settings: BrokerSettings(),
        retriesByInterval: retriesByInterval, random: .still)
    }

    mutating func take(_ effects: [BrokerLifecycleEffect]) {
      for effect in effects {
        switch effect {
        case .sendToController(let request): sent.append((now.raw, request))
        case .setTimer(let timer, let at): timers[timer] = at
        case .caughtUp, .unfenced, .shutDown, .journal: others.append(effect)
        }
      }
    }

    mutating func run(until end: Int64) {
      while let next = timers.min(by: { $0.value < $1.value }), next.value.raw <= end {
        now = max(now, next.value)
        timers[next.key] = nil
        var effects: [BrokerLifecycleEffect] = []
        lifecycle.timerFired(next.key, now: now, effects: &effects)
        take(effects)
      }
      now = Milliseconds(end)
    }

    mutating func start() {
      var effects: [BrokerLifecycleEffect] = []
      lifecycle.start(now: now, effects: &effects)
      take(effects)
    }

    mutating func answer(_ response: Response, at instant: Int64) {
      run(until: instant)
      var effects: [BrokerLifecycleEffect] = []
      lifecycle.received(response, now: now, effects: &effects)
      take(effects)
    }

    mutating func beat(
      at instant: Int64, caughtUp: Bool = true, fenced: Bool = false, shutDown: Bool = false,
      error: ErrorCode = .none
    ) {
      answer(
        .brokerHeartbeat(
          BrokerHeartbeatResponse(
            error: error, isCaughtUp: caughtUp, isFenced: fenced, shouldShutDown: shutDown)),
        at: instant)
    }

    /// Registered at 10, caught up at 20, unfenced at 35.
    mutating func becomeRunning() {
      start()
      answer(.brokerRegistration(error: .none, epoch: BrokerEpoch(5)), at: 10)
      beat(at: 20, fenced: true)
      var effects: [BrokerLifecycleEffect] = []
      lifecycle.readyToUnfence(now: now, effects: &effects)
      take(effects)
      run(until: 30)
      beat(at: 35)
    }

    mutating func stop(at instant: Int64) {
      run(until: instant)
      var effects: [BrokerLifecycleEffect] = []
      lifecycle.beginControlledShutdown(now: now, effects: &effects)
      take(effects)
      run(until: instant)
    }

    var times: [Int64] { sent.map(\.at) }
  }

  @Test func `registration is repeated after 100, 200, 400 ms and on to the session`() {
    var bench = Bench()
    bench.start()
    let answers: [Int64] = [0, 98, 294, 686, 1_470, 3_038, 6_174, 12_446, 21_266]
    for at in answers {
      bench.answer(.brokerRegistration(error: .duplicateBrokerRegistration, epoch: .none), at: at)
    }
    bench.run(until: 30_086)
    // Without chance the jitter of 2 % stands at its lower end.
    #expect(bench.times == [0, 98, 294, 686, 1_470, 3_038, 6_174, 12_446, 21_266, 30_086])
  }

  /// KAFKA-19294 (4.1)
  @Test func `since 4.1 it is repeated at the interval of heartbeats`() {
    var bench = Bench(retriesByInterval: true)
    bench.start()
    for at: Int64 in [0, 2_000, 4_000] {
      bench.answer(.brokerRegistration(error: .duplicateBrokerRegistration, epoch: .none), at: at)
    }
    bench.run(until: 7_000)
    #expect(bench.times == [0, 2_000, 4_000, 6_000])
  }

  @Test func `a broker that cannot register for 60 s gives up`() {
    var bench = Bench()
    bench.start()
    bench.run(until: 59_999)
    #expect(bench.others == [])
    bench.run(until: 60_000)
    #expect(bench.others == [.shutDown(.registrationTimedOut)])
  }

  @Test func `it catches up at 10 ms, asks to be unfenced when ready, then beats every 2 s`() {
    var bench = Bench()
    bench.start()
    bench.answer(.brokerRegistration(error: .none, epoch: BrokerEpoch(5)), at: 50)
    bench.beat(at: 55, caughtUp: false, fenced: true)
    bench.beat(at: 70, fenced: true)
    #expect(bench.others == [.caughtUp])
    #expect(bench.lifecycle.state == .recovery)
    bench.run(until: 79)
    #expect(bench.times == [0, 50, 65])
    bench.beat(at: 85, fenced: true)
    bench.run(until: 500)
    var effects: [BrokerLifecycleEffect] = []
    bench.lifecycle.metadataApplied(upTo: Offset(9))
    bench.lifecycle.readyToUnfence(now: bench.now, effects: &effects)
    bench.take(effects)
    bench.run(until: 500)
    bench.beat(at: 530)
    bench.beat(at: 2_531)
    bench.run(until: 5_000)
    #expect(bench.times == [0, 50, 65, 80, 500, 2_530, 4_531])
    #expect(bench.others == [.caughtUp, .unfenced])
    guard case .brokerHeartbeat(let early) = bench.sent[1].request,
      case .brokerHeartbeat(let ready) = bench.sent[4].request
    else {
      Issue.record("no heartbeats")
      return
    }
    #expect(early.wantFence && early.currentMetadataOffset == .none)
    #expect(!ready.wantFence && ready.currentMetadataOffset == Offset(9))
    #expect(ready.brokerEpoch == BrokerEpoch(5))
  }

  @Test func `controlled shutdown asks at once, after 50 ms, then every 2 s`() {
    var bench = Bench()
    bench.becomeRunning()
    bench.stop(at: 1_000)
    bench.beat(at: 1_030)
    bench.beat(at: 1_085)
    bench.beat(at: 3_090)
    let count = bench.sent.count
    bench.run(until: 5_090)
    #expect(Array(bench.times.suffix(4)) == [1_000, 1_080, 3_085, 5_090])
    #expect(bench.sent.count == count + 1)
    bench.beat(at: 5_095, shutDown: true)
    #expect(bench.lifecycle.state == .shuttingDown)
    #expect(bench.others.last == .shutDown(.granted))
    bench.run(until: 60_000)
    #expect(bench.sent.count == count + 1)
  }

  @Test func `a stop during a heartbeat in flight is asked for right after its answer`() {
    var bench = Bench()
    bench.becomeRunning()
    bench.run(until: 2_035)
    bench.stop(at: 2_036)
    bench.beat(at: 2_040)
    bench.run(until: 2_040)
    #expect(Array(bench.times.suffix(2)) == [2_035, 2_040])
    guard case .brokerHeartbeat(let last)? = bench.sent.last?.request else {
      Issue.record("no heartbeat")
      return
    }
    #expect(last.wantShutDown)
  }

  @Test func `a broker that is not running stops at once`() {
    var bench = Bench()
    bench.start()
    bench.stop(at: 100)
    #expect(bench.others == [.shutDown(.immediate)])
  }

  @Test func `a failed heartbeat is repeated after 100 ms, a thawed broker's at once`() {
    var bench = Bench()
    bench.becomeRunning()
    bench.beat(at: 2_040, error: .staleBrokerEpoch)
    bench.run(until: 2_138)
    #expect(bench.times.last == 2_138)
    bench.beat(at: 2_140)
    // Frozen from here on: the timer of 4140 comes when the process wakes.
    bench.now = Milliseconds(20_000)
    bench.run(until: 20_000)
    #expect(bench.times.last == 20_000)
  }
}
