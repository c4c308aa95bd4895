import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

/// Which times without acknowledgement count as a partition's outage, and which are the producer's own.
struct AvailabilityTests {
  /// Ten records; the leader's and the producer's host loses power at 1.0 s with one record under way; broker 2 leads from
  /// 9.0 s on; the producer is back at `back` milliseconds and sends at once; 100 ms after both it has its answer.
  private func lostHost(back: Int64) -> RunFixture {
    var run = RunFixture()
    for number in 0..<10 { run.succeed(at: Int64(number) * 100) }
    _ = run.send(at: 999)
    let loss = run.step("power", at: 1_000, hitting: [1])
    let broker = run.note(1_000, RunFixture.broker(1), .powerLost, cause: loss)
    let died = run.note(1_000, RunFixture.producer, .powerLost, cause: loss)
    let election = JournalEvent.leaderElected(
      RunFixture.partition, leader: NodeID(2), epoch: LeaderEpoch(1), isr: [NodeID(2), NodeID(3)],
      kind: .clean)
    func elect() { _ = run.note(9_000, RunFixture.controller, .machine(election), cause: broker) }
    func start() { _ = run.note(back, RunFixture.producer, .processStarted, cause: died) }
    if back < 9_000 {
      start()
      elect()
    } else {
      elect()
      start()
    }
    let record = run.send(at: back)
    run.acknowledge(record, at: max(back, 9_000) + 100, offset: 10, by: 2)
    return run
  }

  @Test func `while its only producer is away a partition is not unavailable`() throws {
    let evidence = lostHost(back: 16_000).evidence
    #expect(evidence.availability().map(\.gaps.count) == [0])
    let absence = try #require(evidence.absences[0].first)
    #expect(evidence.absences[0].count == 1)
    #expect(absence.ends.map { $0 - absence.begins } == 15_000_000_000)
    #expect(
      evidence.story(of: absence) == [
        "step 'power' at 1.000 s", "shop lost power at 1.000 s", "shop started at 16.000 s",
      ])
  }

  @Test func `an election that a producer waits for is told with its own absence`() throws {
    let evidence = lostHost(back: 4_000).evidence
    let gap = try #require(evidence.availability()[0].gaps.first)
    #expect(gap.gap.length == 9_100_000_000 - 905_000_000)
    #expect(
      gap.story == [
        "step 'power' at 1.000 s", "broker 1 lost power at 1.000 s", "shop lost power at 1.000 s",
        "shop started at 4.000 s",
        "broker 2 was elected leader at epoch 1 (clean, ISR {2,3}) at 9.000 s",
      ])
  }

  @Test func `nobody waits for what a killed producer left open`() {
    var run = RunFixture()
    run.succeed(at: 0)
    _ = run.send(at: 100)
    _ = run.note(200, RunFixture.producer, .processKilled)
    #expect(run.evidence.availability().map(\.gaps.count) == [0])
    #expect(run.value(.writeGap) == .time(195_000_000))
    #expect(run.evidence.absences[0].map(\.ends) == [nil])
  }

  @Test func `one that is told to stop still waits, and one killed while it does no longer`() {
    var run = RunFixture()
    run.succeed(at: 0)
    _ = run.send(at: 100)
    _ = run.note(200, RunFixture.producer, .processStopped)
    #expect(run.evidence.availability().map(\.gaps.count) == [1])
    _ = run.note(900, RunFixture.producer, .processKilled)
    #expect(run.evidence.availability().map(\.gaps.count) == [0])
    #expect(run.evidence.absences[0].map(\.died) == [run.instant(900).nanoseconds])
  }

  @Test func `what a paused producer learns when it goes on it had not waited for`() throws {
    var run = RunFixture()
    run.succeed(at: 0)
    var record = run.send(at: 999)
    let pause = run.step("pause", at: 1_000, hitting: [])
    let paused = run.note(1_000, RunFixture.producer, .processPaused, cause: pause)
    _ = run.note(21_000, RunFixture.producer, .processResumed, cause: paused)
    run.acknowledge(record, at: 21_001, offset: 1, by: 1)
    // So short a pause is none.
    _ = run.note(22_000, RunFixture.producer, .processPaused)
    _ = run.note(22_400, RunFixture.producer, .processResumed)
    #expect(run.evidence.availability().map(\.gaps.count) == [0])
    let absence = try #require(run.evidence.absences[0].first)
    #expect(run.evidence.absences[0].count == 1)
    #expect(
      run.evidence.story(of: absence) == [
        "step 'pause' at 1.000 s", "shop was paused at 1.000 s", "shop went on at 21.000 s",
      ])
    // The broker is what keeps this one.
    record = run.send(at: 30_000)
    _ = run.note(30_500, RunFixture.producer, .processPaused)
    _ = run.note(32_000, RunFixture.producer, .processResumed)
    run.acknowledge(record, at: 39_000, offset: 2, by: 1)
    #expect(run.evidence.availability().map(\.gaps.count) == [1])
  }

  @Test(arguments: [
    (ProducerException.answered(.notEnoughReplicas), 1), (.answered(.messageTooLarge), 0),
    (.recordTooLarge(.bufferMemory(upperBound: 9)), 0),
  ])
  func `a refusal that is not tried again is an outage, a record too large is none`(
    exception: ProducerException, gaps: Int
  ) {
    var run = RunFixture()
    run.succeed(at: 0)
    let record = run.send(at: 2_000)
    run.ledger.fail(record, at: run.instant(2_005), with: exception)
    run.succeed(at: 4_000)
    #expect(run.evidence.availability().map(\.gaps.count) == [gaps])
  }

  @Test func `a caller that stands in send() while the partition changes hands makes an outage`() {
    var run = RunFixture.lostTail()
    #expect(run.evidence.availability()[0].gaps.count == 1)
    run.blocks = []
    #expect(run.evidence.availability()[0].gaps.isEmpty)
  }

  @Test func `an outage is as long as somebody waited, however idle the partition was before`()
    throws
  {
    var run = RunFixture()
    run.succeed(at: 0)
    let record = run.send(at: 5_000)
    run.acknowledge(record, at: 7_500, offset: 1, by: 1)
    let gap = try #require(run.evidence.availability()[0].gaps.first)
    #expect(gap.gap.length == 7_495_000_000)
    #expect(gap.felt == 2_500_000_000)
    let report = Report(
      run.record,
      of: Scenario(
        kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(TimeSpan(milliseconds: 8_000))),
      file: "d", variation: "", replay: "r")
    let result = SeedResult(report, isCompared: true)
    #expect(
      result.longestSilence.first
        == "upstream/orders/0: no acknowledgement for 7.495s, from 0.005 s until 7.500 s; "
        + "nothing waited before 5.000 s")
    let outage = try #require(ComparedFigure.all.first { $0.name == "outage" })
    #expect(outage.value(in: report) == .time(2_500_000_000))
  }

  @Test func `in-sync replicas that went shortly before a gap belong to its story`() throws {
    var run = RunFixture()
    let event = JournalEvent.isrChanged(
      RunFixture.partition, isr: [NodeID(1)], partitionEpoch: PartitionEpoch(1))
    _ = run.note(0, RunFixture.controller, .machine(event))
    run.succeed(at: 100)
    let record = run.send(at: 200)
    run.acknowledge(record, at: 4_000, offset: 1, by: 1)
    let gap = try #require(run.evidence.availability()[0].gaps.first)
    #expect(gap.story == ["the ISR became {1} at 0.000 s"])
  }

  @Test func `a follower that comes back makes no outage of an idle time`() {
    var run = RunFixture()
    run.succeed(at: 0)
    _ = run.note(
      1_000, RunFixture.controller,
      .machine(
        .isrChanged(
          RunFixture.partition, isr: [NodeID(1), NodeID(2)], partitionEpoch: PartitionEpoch(1))))
    run.succeed(at: 4_000)
    #expect(run.evidence.availability().map(\.gaps.count) == [0])
  }

  // MARK: What would have made it shorter.

  /// A record that waits from 1 s to 31 s; `changes` are what the controller wrote meanwhile.
  private func waiting(
    acks: Acks = .all, _ changes: (inout RunFixture) -> Void
  ) throws -> Availability.Gap {
    var run = RunFixture(acks: acks, minInsyncReplicas: 2)
    run.end = 40_000
    run.succeed(at: 0)
    let record = run.send(at: 1_000)
    changes(&run)
    run.acknowledge(record, at: 31_000, offset: 1, by: 1)
    return try #require(run.evidence.availability()[0].gaps.first)
  }

  private func election(_ leader: Int32?, isr: [Int32]) -> Happening {
    .machine(
      .leaderElected(
        RunFixture.partition, leader: leader.map { NodeID($0) }, epoch: LeaderEpoch(1),
        isr: isr.map { NodeID($0) }, kind: .clean))
  }

  private func change(isr: [Int32]) -> Happening {
    .machine(
      .isrChanged(
        RunFixture.partition, isr: isr.map { NodeID($0) }, partitionEpoch: PartitionEpoch(1)))
  }

  private static let session =
    "with a shorter broker.session.timeout.ms than 9000 the controller gives up a silent broker sooner"

  @Test(arguments: [(20_000 as Int64, true), (8_000, false), (30_900, false)])
  func `a dead leader's partition waits for the broker's session if its writer has left it`(
    left: Int64, isAdvised: Bool
  ) throws {
    // Whoever waits for the dead leader itself, or hears of nothing after it left, sees no earlier election.
    let gap = try waiting { run in
      let killed = run.note(1_000, RunFixture.broker(1), .processKilled)
      func leave() {
        _ = run.note(left, RunFixture.producer, .machine(.disconnected(node: NodeID(1))))
      }
      if left < 25_000 { leave() }
      let fenced = run.note(
        25_000, RunFixture.controller, .machine(.brokerFenced(NodeID(1))), cause: killed)
      _ = run.note(25_000, RunFixture.controller, election(2, isr: [2, 3]), cause: fenced)
      if left > 25_000 { leave() }
    }
    #expect(gap.remark == (isAdvised ? Self.session : nil))
  }

  @Test(arguments: [(Happening.processKilled, true), (.processPaused, false)])
  func `an election of one that is gone as well ends nothing where its requests stay open`(
    end: Happening, isAdvised: Bool
  ) throws {
    let gap = try waiting { run in
      let one = run.note(1_000, RunFixture.broker(1), end)
      let two = run.note(1_000, RunFixture.broker(2), end)
      _ = run.note(20_000, RunFixture.producer, .machine(.disconnected(node: NodeID(1))))
      var fenced = run.note(
        25_000, RunFixture.controller, .machine(.brokerFenced(NodeID(1))), cause: one)
      _ = run.note(25_000, RunFixture.controller, election(2, isr: [2, 3]), cause: fenced)
      fenced = run.note(
        26_000, RunFixture.controller, .machine(.brokerFenced(NodeID(2))), cause: two)
      _ = run.note(26_000, RunFixture.controller, election(3, isr: [3, 4]), cause: fenced)
    }
    #expect(gap.remark == (isAdvised ? Self.session : nil))
  }

  @Test func `a silent follower is fenced for nothing while the leader is gone`() throws {
    func fence(_ run: inout RunFixture) {
      let silent = run.note(1_000, RunFixture.broker(2), .hostSilent)
      let fenced = run.note(
        30_000, RunFixture.controller, .machine(.brokerFenced(NodeID(2))), cause: silent)
      _ = run.note(30_000, RunFixture.controller, change(isr: [1, 3]), cause: fenced)
    }
    #expect(try waiting(fence).remark == Self.session)
    let gone = try waiting { run in
      _ = run.note(1_000, RunFixture.broker(1), .processPaused)
      fence(&run)
    }
    #expect(gone.remark == nil)
  }

  @Test func `one that is back before its session ends does not wait for it`() throws {
    let gap = try waiting { run in
      let killed = run.note(1_000, RunFixture.broker(1), .processKilled)
      _ = run.note(20_000, RunFixture.broker(1), .processStarted, cause: killed)
      let fenced = run.note(
        25_000, RunFixture.controller, .machine(.brokerFenced(NodeID(1))), cause: killed)
      _ = run.note(25_000, RunFixture.controller, election(2, isr: [2, 3]), cause: fenced)
    }
    #expect(gap.remark == nil)
  }

  @Test func `a silent follower is waited for until the leader drops it`() throws {
    let gap = try waiting { run in
      _ = run.note(
        29_990, RunFixture.broker(1),
        .machine(.isrShrinkAsked(RunFixture.partition, isr: [NodeID(1), NodeID(3)])))
      _ = run.note(30_000, RunFixture.controller, change(isr: [1, 3]))
    }
    #expect(
      gap.remark
        == "with a shorter replica.lag.time.max.ms than 30000 a leader does without a silent follower "
        + "sooner")
  }

  @Test func `a leader that was paused itself waited for no follower`() throws {
    let gap = try waiting { run in
      _ = run.note(1_000, RunFixture.broker(1), .processPaused)
      _ = run.note(29_990, RunFixture.broker(1), .processResumed)
      _ = run.note(
        29_995, RunFixture.broker(1),
        .machine(.isrShrinkAsked(RunFixture.partition, isr: [NodeID(1), NodeID(3)])))
      _ = run.note(30_000, RunFixture.controller, change(isr: [1, 3]))
    }
    #expect(gap.remark == nil)
  }

  @Test func `a request to a leader that stayed would have been sent there again`() throws {
    let gap = try waiting { run in
      _ = run.note(30_990, RunFixture.producer, .machine(.requestTimedOut(node: NodeID(1))))
    }
    #expect(gap.remark == nil)
  }

  @Test(arguments: [true, false])
  func `fewer in-sync replicas help only writers that have come to the leader`(isReached: Bool)
    throws
  {
    let gap = try waiting { run in
      _ = run.note(2_000, RunFixture.controller, election(3, isr: [3]))
      if isReached {
        _ = run.note(
          4_000, RunFixture.broker(3),
          .machine(.produceRefused(RunFixture.partition, error: .notEnoughReplicas)))
      }
      _ = run.note(30_000, RunFixture.controller, change(isr: [2, 3]))
    }
    #expect((gap.remark?.hasPrefix("min.insync.replicas=1 instead of 2") ?? false) == isReached)
    #expect(isReached || gap.remark == nil)
  }

  @Test func `a writer that gives its request up late learns late of the new leader`() throws {
    func lead(_ run: inout RunFixture) {
      let lost = run.note(1_000, RunFixture.broker(1), .powerLost)
      let fenced = run.note(
        9_000, RunFixture.controller, .machine(.brokerFenced(NodeID(1))), cause: lost)
      _ = run.note(9_000, RunFixture.controller, election(2, isr: [2, 3]), cause: fenced)
    }
    let timedOut = Happening.machine(.requestTimedOut(node: NodeID(1)))
    let gap = try waiting { run in
      lead(&run)
      _ = run.note(30_990, RunFixture.producer, timedOut)
    }
    #expect(gap.story.last == "a request of shop to broker 1 timed out at 30.990 s")
    #expect(
      gap.remark
        == "with a shorter request.timeout.ms than 30000 shop gives up a request to a silent broker, "
        + "and asks who leads, sooner")
    let other = try waiting { run in
      lead(&run)
      _ = run.note(20_000, RunFixture.producer, timedOut)
    }
    #expect(other.remark == nil)
  }

  @Test func `below min.insync.replicas only writers with acks=all wait`() throws {
    func alone(_ run: inout RunFixture) {
      _ = run.note(2_000, RunFixture.controller, change(isr: [1]))
      _ = run.note(30_000, RunFixture.controller, change(isr: [1, 2]))
    }
    let gap = try waiting(alone)
    #expect(gap.story.first == "the ISR became {1}, below min.insync.replicas=2, at 2.000 s")
    #expect(gap.story.last == "the ISR became {1,2} at 30.000 s")
    #expect(
      gap.remark
        == "min.insync.replicas=1 instead of 2 would have gone on with broker 1 in sync; what nobody "
        + "else has is lost with it")
    #expect(try waiting(acks: .leader, alone).remark == nil)
  }

  @Test func `nothing is said of what a step changes, nor of what was not the longest wait`() throws
  {
    let short = try waiting { run in
      _ = run.note(2_000, RunFixture.controller, change(isr: [1]))
      _ = run.note(12_000, RunFixture.controller, change(isr: [1, 2]))
    }
    #expect(short.remark == nil)
    let changed = try waiting { run in
      _ = run.note(2_000, RunFixture.controller, change(isr: [1]))
      _ = run.step("relax", at: 20_000, hitting: [])
      run.plan.steps[0].action = .setTopicConfig(0, TopicSettings())
    }
    #expect(changed.remark == nil)
    #expect(changed.story.contains("the ISR became {1} at 2.000 s"))
  }
}
