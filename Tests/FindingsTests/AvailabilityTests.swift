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
}
