import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

struct AnomalyTests {
  @Test func `a lost tail is one run with its cause from the step to the truncation`() throws {
    let losses = RunFixture.lostTail().evidence.anomalies().filter { $0.kind == .lostWrite }
    let loss = try #require(losses.first)
    #expect(losses.count == 1)
    #expect(loss.records == 8...9)
    #expect(loss.offsets == 8...9)
    #expect(
      loss.story == [
        "acknowledged by broker 1 at 0.805 s .. 0.905 s under ISR {1,2,3} (acks=1)",
        "step 'kill' at 1.000 s",
        "broker 1 was killed at 1.000 s",
        "broker 1 was fenced at 9.000 s",
        "broker 2 was elected leader at epoch 1 (clean, ISR {2,3}) at 9.000 s",
        "broker 2 began to lead at epoch 1 with log end 8 at 9.100 s",
        "broker 1 truncated its log from 10 to 8 at 15.000 s",
      ])
    #expect(loss.remark?.hasPrefix("acks=all acknowledges a record only when") == true)
  }

  @Test func `a loss under acks=all with one replica in sync names min.insync.replicas`() throws {
    var run = RunFixture(acks: .all)
    _ = run.note(
      0, RunFixture.controller,
      .machine(
        .isrChanged(
          RunFixture.partition, isr: [NodeID(1)], partitionEpoch: PartitionEpoch(1))))
    let record = run.send(at: 100)
    run.acknowledge(record, at: 110, offset: 0, by: 1)
    _ = run.note(
      5_000, RunFixture.controller,
      .machine(
        .leaderElected(
          RunFixture.partition, leader: NodeID(2), epoch: LeaderEpoch(1), isr: [NodeID(2)],
          kind: .unclean)))
    _ = run.note(
      5_010, RunFixture.broker(2),
      .machine(
        .becameLeader(
          RunFixture.partition, epoch: LeaderEpoch(1), logEnd: .zero, highWatermark: .zero)))
    let loss = try #require(run.evidence.anomalies().first)
    #expect(loss.kind == .lostWrite)
    #expect(
      loss.remark
        == "min.insync.replicas=2 refuses writes while only broker 1 is in sync (here it is 1)")
    #expect(loss.story.contains { $0.contains("unclean") })
  }

  @Test func `acks=0 is told as nobody's acknowledgement`() throws {
    var run = RunFixture(acks: .zero, idempotent: false)
    let record = run.send(at: 100)
    run.ledger.acknowledge(record, at: run.instant(100), offset: .none)
    let loss = try #require(run.evidence.anomalies().first)
    #expect(loss.story[0].contains("without waiting for any broker (acks=0)"))
  }

  @Test func `a duplicate tells what broke the first request`() throws {
    var run = RunFixture(idempotent: false)
    let record = run.send(at: 0)
    let content = run.contents.add([record])
    run.keep(content, count: 1)
    run.keep(content, count: 1)
    let cut = run.step("cut", at: 10, hitting: [1])
    _ = run.note(
      20, RunFixture.producer, .machine(.disconnected(node: NodeID(1))), cause: cut)
    run.acknowledge(record, at: 200, offset: 1, by: 1)
    let duplicate = try #require(run.evidence.anomalies().first)
    #expect(duplicate.kind == .duplicate)
    #expect(duplicate.story.first == "batches stand at offsets 0, 1")
    #expect(duplicate.story.contains("shop lost its connection to broker 1 at 0.020 s"))
    #expect(duplicate.remark?.hasPrefix("enable.idempotence=true") == true)
  }

  @Test func `a duplicate tells of a leader that refused what it had appended, not of a follower`()
    throws
  {
    let partition = RunFixture.partition
    let refusal = Happening.machine(.produceRefused(partition, error: .notLeaderOrFollower))
    let follows = Happening.machine(
      .becameFollower(partition, epoch: LeaderEpoch(1), leader: NodeID(2)))
    for (followsAt, isTold) in [(20, true), (15, false)] as [(Int64, Bool)] {
      var run = RunFixture(idempotent: false)
      let record = run.send(at: 0)
      let content = run.contents.add([record])
      run.keep(content, count: 1)
      run.keep(content, count: 1)
      if !isTold { _ = run.note(followsAt, RunFixture.broker(1), follows) }
      _ = run.note(20, RunFixture.broker(1), refusal)
      if isTold { _ = run.note(followsAt, RunFixture.broker(1), follows) }
      run.acknowledge(record, at: 200, offset: 1, by: 2)
      let story = try #require(run.evidence.anomalies().first).story
      #expect(
        story.contains("broker 1 refused a write (NOT_LEADER_OR_FOLLOWER) at 0.020 s") == isTold)
    }
  }

  @Test func `a failed record is expired, or a false failure if the log has it`() {
    var run = RunFixture()
    for isKept in [false, true] {
      let record = run.send(at: 0)
      run.ledger.fail(
        record, at: run.instant(120_000),
        with: .expired(records: 1, age: Milliseconds(120_000)))
      if isKept { run.keep(run.contents.add([record]), count: 1) }
    }
    let kinds = run.evidence.anomalies().map(\.kind)
    #expect(kinds == [.expired, .falseFailure])
    #expect(run.evidence.anomalies()[0].story.last?.hasPrefix("TimeoutException at") == true)
  }

  @Test func `a batch that expired says how long it would have had to wait`() throws {
    var run = RunFixture()
    let record = run.send(at: 0)
    run.ledger.fail(
      record, at: run.instant(30_000), with: .expired(records: 1, age: Milliseconds(30_000)))
    #expect(run.evidence.anomalies()[0].remark == nil)
    run.succeed(at: 41_000)
    let remark = run.evidence.anomalies()[0].remark
    #expect(remark?.hasPrefix("delivery.timeout.ms above 41.005s would have") == true)
  }

  @Test func `a healthy run has no anomalies and no gaps`() {
    var run = RunFixture()
    for number in 0..<20 { run.succeed(at: Int64(number) * 100) }
    #expect(run.evidence.anomalies().isEmpty)
    #expect(run.evidence.availability().map(\.gaps.count) == [0])
    #expect(run.evidence.brokenInvariant == nil)
  }

  @Test func `the gap of a dead leader is told with the election that ended it`() throws {
    let availability = try #require(RunFixture.lostTail().evidence.availability().first)
    #expect(availability.acknowledged == 15)
    let gap = try #require(availability.gaps.first)
    #expect(availability.gaps.count == 1)
    #expect(gap.gap.isOver)
    #expect(gap.story.first == "step 'kill' at 1.000 s")
    #expect(gap.story.last?.contains("broker 2 was elected leader") == true)
  }
}
