import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

struct GroupAnomalyTests {
  private func anomalies(
    _ run: GroupFixture, _ kind: ReadingAnomaly.Kind
  ) -> [ReadingAnomaly] {
    run.evidence.readingAnomalies().filter { $0.kind == kind }
  }

  @Test func `a killed member's records are read again, and the story says why`() throws {
    let run = try #require(anomalies(.killed, .reRead).first)
    #expect(anomalies(.killed, .reRead).count == 1)
    #expect(run.offsets == 5...9)
    #expect(run.member == 1)
    #expect(
      run.story == [
        "billing/a was handed offset 5 at 0.010 s", "step 'kill' at 1.000 s",
        "billing/a was killed at 1.000 s", "the session of billing/a in billing expired at 9.500 s",
        "a rebalance of billing began after generation 1 (a session expired: billing/a) at 9.500 s",
        "the stored offset was 5, of 0.500 s", "billing/b began there at 10.000 s",
      ])
    // All of it was one poll's.
    #expect(run.remark == nil)
    #expect(GroupFixture.killed.evidence.readingAnomalies().count == 1)
  }

  /// Member a is killed at 1 s with ten records that it had processed, of one poll or of two, and b reads them again.
  private func uncommitted(
    _ style: PlannedLoop.CommitStyle, polls: Int = 1,
    _ change: (inout GroupFixture) -> Void = { _ in }
  ) throws -> ReadingAnomaly {
    var run = GroupFixture(commit: style)
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(10, at: 0)
    run.hand(0..<(polls == 1 ? 10 : 5), to: 0, at: 10)
    if polls == 2 { run.hand(5..<10, to: 0, at: 500) }
    change(&run)
    _ = run.run.note(1_000, GroupFixture.process(0), .processKilled)
    run.assign([0], at: [0], to: 1, at: 10_000)
    run.hand(0..<10, to: 1, at: 10_005)
    return try #require(anomalies(run, .reRead).first)
  }

  @Test func `another way of committing is advised where it would have left less`() throws {
    #expect(
      try uncommitted(.automatic, polls: 2).remark
        == "commitSync after every poll leaves at most the last poll's records to be read again, instead "
        + "of all since the last automatic commit (auto.commit.interval.ms=5000)")
    #expect(try uncommitted(.automatic).remark == nil)
    #expect(
      try uncommitted(.afterPoll).remark
        == "committing every record leaves at most one to be processed again, instead of these 10")
    #expect(try uncommitted(.every(1)).remark == nil)
  }

  @Test func `records that are read again as offsets had expired need these longer`() throws {
    var run = GroupFixture(commit: .automatic)
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(10, at: 0)
    run.hand(0..<5, to: 0, at: 10)
    run.hand(5..<10, to: 0, at: 500)
    run.commit(5, at: 600)
    _ = run.run.note(1_000, GroupFixture.process(0), .processKilled)
    run.note(5_000, .offsetsExpired(GroupFixture.key(0), Offset(5)))
    run.note(9_000, .rebalanceBegan(generation: GenerationID(2), member: nil, why: .memberJoined))
    run.assign([0], at: [0], to: 1, at: 10_000)
    run.hand(0..<10, to: 1, at: 10_005)
    let again = try #require(anomalies(run, .reRead).first)
    #expect(again.story.contains("offset 5 of billing expired at 5.000 s"))
    #expect(again.story.contains("no offset was stored for the partition"))
    #expect(
      again.remark
        == "a longer offsets.retention.minutes keeps the offsets of a group without members")
  }

  @Test func `nothing is advised where no commit could have been stored`() throws {
    let failing = try uncommitted(.afterPoll) { run in
      run.call(.commitSync, of: 0, from: 20, to: 30, failure: .rebalanceInProgress)
    }
    #expect(failing.remark == nil)
    let rebalancing = try uncommitted(.afterPoll) { run in
      run.note(
        5, .rebalanceBegan(generation: GenerationID(1), member: nil, why: .memberJoined))
    }
    #expect(rebalancing.remark == nil)
    let silent = try uncommitted(.afterPoll) { run in
      _ = run.run.note(15, GroupFixture.process(0), .hostSilent)
    }
    #expect(silent.remark == nil)
    let expelled = try uncommitted(.afterPoll) { run in
      _ = run.run.note(15, GroupFixture.process(0), .machine(.consumer(.pollTimerExpired)))
      run.lose([0], of: 0, at: 900)
    }
    #expect(expelled.remark == nil)
  }

  @Test func `a woken member reads for nothing what another one owns`() throws {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(10, at: 0)
    _ = run.run.note(100, GroupFixture.process(0), .processPaused)
    run.assign([0], at: [0], to: 1, at: 3_000)
    run.hand(0..<10, to: 1, at: 3_010)
    _ = run.run.note(5_000, GroupFixture.process(0), .processResumed)
    run.hand(0..<10, to: 0, at: 5_001)
    run.lose([0], of: 0, at: 5_100)
    let found = anomalies(run, .reRead)
    #expect(found.count == 1)
    #expect(
      found.first?.story == [
        "billing/b was handed offset 0 at 3.010 s",
        "the partition was billing/b's since 3.000 s",
        "billing/a was paused at 0.100 s", "billing/a went on at 5.000 s",
        "billing/a was told at 5.100 s (onPartitionsLost)",
      ])
    #expect(anomalies(run, .nonmonotonicPoll).isEmpty)
    #expect(
      run.evidence.groupFindings()[0]
        .owners(of: PartitionRef(topic: 0, partition: PartitionIndex(0)), in: run.evidence)
        .hasPrefix("aaaaaa*****b"))
  }

  @Test func `a reset to the end skips, and the poll says so`() throws {
    var run = GroupFixture()
    run.run.plan.groups[0].members[0].settings.autoOffsetReset = .latest
    run.assign([0], at: [0], to: 0, at: 0)
    for second in 0..<6 { run.write(10, at: Int64(second) * 1_000) }
    run.hand(0..<20, to: 0, at: 1_500)
    _ = run.run.note(
      4_500, GroupFixture.process(0),
      .machine(
        .consumer(
          .positionMoved(
            GroupFixture.key(0), from: Offset(20), to: Offset(50), why: .outOfRange))))
    run.hand(50..<60, to: 0, at: 5_100)
    let skip = try #require(anomalies(run, .skipped).first)
    #expect(skip.offsets == 20...49)
    #expect(skip.member == nil)
    #expect(
      skip.story == [
        "billing/a moved its position from 20 to 50 (offset out of range: auto.offset.reset) "
          + "at 4.500 s", "billing/a was handed offset 50 at 5.100 s",
      ])
    #expect(skip.remark?.hasPrefix("auto.offset.reset=earliest") == true)
    let poll = try #require(anomalies(run, .pollSkip).first)
    #expect(poll.offsets == 20...49)
    #expect(anomalies(run, .internalPollSkip).isEmpty)
  }

  @Test func `polls that go back, across polls and inside of one`() {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.assign([0], at: [0], to: 0, at: 0)
    run.hand(0..<6, to: 0, at: 10)
    run.hand(4..<8, to: 0, at: 20)
    run.hand(6..<10, to: 0, at: 20)
    #expect(anomalies(run, .nonmonotonicPoll).map(\.offsets) == [4...5])
    #expect(anomalies(run, .internalNonmonotonicPoll).map(\.offsets) == [6...7])
    #expect(anomalies(run, .reRead).map(\.offsets) == [4...7])
    // A rebalance between: the group's position counts, not the member's.
    run.revoke([0], of: 0, at: 30)
    run.assign([0], at: [0], to: 0, at: 40)
    run.hand(0..<10, to: 0, at: 50)
    #expect(anomalies(run, .nonmonotonicPoll).count == 1)
  }

  @Test func `what is committed before it is processed is lost with the process`() throws {
    var run = GroupFixture(commit: .beforeProcessing)
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(50, at: 0)
    run.hand(0..<50, to: 0, at: 10, processed: 17)
    run.commit(50, at: 11)
    _ = run.run.note(1_000, GroupFixture.process(0), .processKilled)
    let found = try #require(anomalies(run, .unprocessed).first)
    #expect(found.offsets == 17...49)
    #expect(found.member == 0)
    #expect(
      found.story == [
        "billing/a was handed offset 17 at 0.010 s", "offset 50 was stored at 0.011 s",
        "billing/a was killed at 1.000 s",
      ])
    #expect(found.remark?.isEmpty == false)
    #expect(anomalies(run, .skipped).isEmpty)
  }

  @Test func `records of a truncated log are phantoms`() throws {
    var run = GroupFixture()
    run.write(10, at: 0)
    run.write(10, at: 1_000)
    run.assign([0], at: [0], to: 0, at: 0)
    run.hand(0..<20, to: 0, at: 1_500)
    run.truncate(to: 10)
    _ = run.run.note(
      2_000, RunFixture.broker(2),
      .machine(
        .becameLeader(
          GroupFixture.key(0), epoch: LeaderEpoch(1), logEnd: Offset(10),
          highWatermark: Offset(10))))
    let found = try #require(anomalies(run, .phantom).first)
    #expect(found.offsets == 10...19)
    #expect(
      found.story == ["broker 2 began to lead at epoch 1 with log end 10 at 2.000 s"])
  }
}
