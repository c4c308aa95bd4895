import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

@Suite struct `Figures of mirrors` {
  /// Ten records at one a second, each copied by worker a 20 ms after it was sent.
  private func copied(_ count: Int32 = 10) throws -> MirrorFixture {
    var run = try MirrorFixture()
    for number in 0..<count {
      let time = Int64(number) * 1_000
      let record = run.send(at: time)
      run.copy(record, at: Int64(record), by: 0, readAt: time + 10, at: time + 20)
    }
    return run
  }

  private func milliseconds(_ value: Int64) -> FigureValue { .time(value * 1_000_000) }

  @Test func `count what is at the target once, and say how long it took`() throws {
    let run = try copied()
    #expect(run.value(.mirrored) == .count(10))
    #expect(run.value(.mirrorLost) == .count(0))
    #expect(run.value(.mirrorExtraCopies) == .count(0))
    #expect(run.value(.mirrorLatencyP50) == milliseconds(20))
    #expect(run.value(.mirrorGap) == milliseconds(1_000))
    #expect(run.value(.mirrorArrivals, of: .worker(.init(owner: "m", worker: "b"))) == .count(0))
  }

  @Test(arguments: [
    Scenario.TopicName(cluster: "a", topic: "orders"),
    Scenario.TopicName(cluster: "b", topic: "a.orders"),
  ])
  func `take the topic at the source and its copy for the same`(_ topic: Scenario.TopicName) throws
  {
    #expect(try copied().value(.mirrored, of: .topic(topic)) == .count(10))
  }

  @Test func `call a record lost only if a later one was copied`() throws {
    var run = try copied(3)
    let lost = run.send(at: 3_000)
    run.copy(lost, at: 3, by: 0, readAt: 3_010, at: 3_020, isKept: false)
    #expect(run.value(.mirrorLost) == .count(1), "the target acknowledged it")
    var waiting = try copied(3)
    _ = waiting.send(at: 3_000)
    #expect(waiting.value(.mirrorLost) == .count(0))
    #expect(waiting.value(.mirrorBacklog) == .count(1))
    #expect(waiting.value(.mirrorBacklogAge) == milliseconds(26_995))
    let next = waiting.send(at: 4_000)
    waiting.copy(next, at: 4, by: 0, readAt: 4_010, at: 4_020)
    #expect(waiting.value(.mirrorLost) == .count(1))
  }

  @Test func `call a record that retention took before it was read lost`() throws {
    var run = try MirrorFixture()
    for number in 0..<4 { _ = run.send(at: Int64(number) * 100) }
    run.copy(3, at: 3, by: 0, readAt: 5_000, at: 5_010)
    run.sourceStart = 2
    #expect(run.value(.mirrorLost) == .count(3))
    let anomaly = try #require(Evidence(run.record).mirrorAnomalies().first)
    #expect(anomaly.kind == .lost)
    #expect(anomaly.offsets == 0...2)
    #expect(anomaly.story.last?.contains("its log begins at offset 2") == true)
  }

  @Test func `call what the source itself lost a phantom, and not lost`() throws {
    var run = try copied(3)
    let gone = run.send(at: 3_000, isKept: false)
    run.copy(gone, at: 3, by: 0, readAt: 3_010, at: 3_020)
    #expect(run.value(.mirrorPhantoms) == .count(1))
    #expect(run.value(.mirrorLost) == .count(0))
    #expect(run.value(.mirrorOutOfOrder) == .count(0))
  }

  @Test func `count extra copies by their arrival and say when their records were sent`() throws {
    var run = try copied()
    run.step("kill", at: 9_500, hitting: [0])
    run.note(9_500, 0, .processKilled)
    run.tell(9_000, 0, .commitStored(MirrorFixture.task))
    run.tell(20_000, 1, .taskStarted(MirrorFixture.task))
    for number in 7..<10 {
      run.copy(Int32(number), at: Int64(number), by: 1, readAt: 20_010, at: 20_020)
    }
    #expect(run.value(.mirrorExtraCopies, from: "kill") == .count(3))
    #expect(run.value(.mirrorExtraCopies, until: "kill") == .count(0))
    #expect(run.value(.mirrorDuplicated) == .count(3))
    #expect(run.value(.mirrorCopiesMax) == .count(2))
    #expect(run.value(.mirrorOutOfOrder) == .count(0))
    #expect(run.value(.firstMirrorDuplicateSentAfter, from: "kill") == milliseconds(-2_500))
    #expect(run.value(.lastMirrorDuplicateSentAfter, from: "kill") == milliseconds(-500))
    #expect(run.value(.firstMirrorDuplicateAfter, from: "kill") == milliseconds(10_520))
    #expect(run.value(.mirrorGapBegins, from: "kill") == milliseconds(-480))
    #expect(run.value(.mirrorGap, from: "kill") == milliseconds(11_000))
    let story = try #require(Evidence(run.record).mirrorAnomalies().first).story
    #expect(story.contains("m/a was killed at 9.500 s"))
    #expect(story.contains("m/b started task m-source-0 at 20.000 s"))
    #expect(story.contains { $0.hasPrefix("m/b read them again at 20.010 s") })
  }

  @Test func `a gap's story has the steps that touch the mirror, and no others`() throws {
    var run = try MirrorFixture()
    let first = run.send(at: 100)
    run.copy(first, at: 0, by: 0, readAt: 110, at: 120)
    let second = run.send(at: 500)
    run.step("elsewhere", at: 600)
    run.step("worker", at: 700, hitting: [0])
    run.copy(second, at: 1, by: 0, readAt: 5_000, at: 5_010)
    let gaps = Evidence(run.record).mirrorFindings().flatMap(\.rows).flatMap(\.gaps)
    #expect(gaps.map(\.story) == [["step 'worker' at 0.700 s"]])
  }

  @Test func `know a batch that was sent again from one that was read again`() throws {
    var run = try copied()
    run.tell(9_030, 0, .client(ClusterIndex(1), .requestTimedOut(node: NodeID(1))))
    run.resend(by: 0, at: 9_100)
    let anomaly = try #require(Evidence(run.record).mirrorAnomalies().first)
    #expect(anomaly.kind == .duplicated)
    #expect(anomaly.story.contains { $0.contains("sent the batch again") })
    #expect(anomaly.remark?.hasPrefix("enable.idempotence=true") == true)
  }

  @Test func `a batch that its leader refused after all was sent again for that answer`() throws {
    let refusal = JournalEvent.produceRefused(MirrorFixture.partition, error: .requestTimedOut)
    var run = try copied()
    run.tell(9_030, 0, .client(ClusterIndex(1), .disconnected(node: NodeID(1))))
    run.tellTarget(9_050, refusal)
    run.resend(by: 0, at: 9_100)
    let story = try #require(Evidence(run.record).mirrorAnomalies().first).story
    #expect(
      story.contains {
        $0.hasSuffix("refused a write of b/a.orders/0 (REQUEST_TIMED_OUT) at 9.050 s")
      }, "\(story)")
    #expect(!story.contains { $0.contains("got no answer") })
  }

  @Test func `say since when nothing is late any more`() throws {
    var run = try copied(3)
    run.step("cut", at: 3_000)
    let late = run.send(at: 3_100)
    run.copy(late, at: 3, by: 0, readAt: 8_000, at: 8_010)
    let timely = run.send(at: 9_000)
    run.copy(timely, at: 4, by: 0, readAt: 9_010, at: 9_020)
    #expect(run.value(.caughtUpAfter, from: "cut") == milliseconds(5_010))
    #expect(run.value(.backlogCopiedAfter, from: "cut") == milliseconds(0))
    #expect(run.value(.firstArrivalAfter, from: "cut") == milliseconds(5_010))
    #expect(run.value(.mirrorBacklog, at: 5_000) == .count(1))
    _ = run.send(at: 10_000)
    #expect(run.value(.caughtUpAfter, from: "cut") == .none(.notOver))
  }

  @Test func `narrow to the partitions that a struck worker copied`() throws {
    var run = try copied()
    run.step("kill", at: 9_500, hitting: [0])
    run.step("other", at: 9_600, hitting: [1])
    var question = Question(.mirrorArrivals, of: .mirror("m"))
    question.filter.struckBy = "kill"
    #expect(Evidence(run.record).answer(to: question) == .count(10))
    question.filter.struckBy = "other"
    #expect(Evidence(run.record).answer(to: question) == .none(.nothingToMeasure))
  }

  @Test func `tell states of tasks and times of their workers`() throws {
    var run = try copied()
    run.step("cut", at: 1_000)
    run.tell(500, 0, .taskChanged(MirrorFixture.task, .running))
    run.tell(700, 0, .commitBegan(MirrorFixture.task, partitions: 1))
    run.tell(710, 0, .commitStored(MirrorFixture.task))
    run.tell(2_000, 0, .commitBegan(MirrorFixture.task, partitions: 1))
    run.tell(4_000, 0, .taskChanged(MirrorFixture.task, .failed))
    run.tell(
      5_000, 1,
      .joined(
        group: "m", generation: GenerationID(3), connectors: 0, tasks: 0,
        delay: Milliseconds(300_000)))
    let task = Scenario.Expectation.Subject.task(
      .init(owner: "m", flow: nil, connector: "source"), 0)
    #expect(run.value(.taskState, of: task) == .word("FAILED"))
    #expect(run.value(.taskState, of: task, at: 3_000) == .word("RUNNING"))
    #expect(run.value(.taskFailedAfter, of: task, from: "cut") == milliseconds(3_000))
    #expect(run.value(.offsetCommits, of: task) == .count(2))
    #expect(run.value(.offsetCommitsFailed, of: task) == .count(1))
    #expect(run.value(.sourceOffsetAge, of: task, at: 1_700) == milliseconds(1_000))
    #expect(run.value(.workerJoinedAfter, from: "cut") == milliseconds(4_000))
    #expect(run.value(.rebalanceDelayLongest) == milliseconds(300_000))
    #expect(
      run.value(.taskFailedAfter, of: .worker(.init(owner: "m", worker: "b")), from: "cut")
        == .none(.neverHappened))
  }
}
