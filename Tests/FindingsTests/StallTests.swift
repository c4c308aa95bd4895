import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel
import Testing

/// When a group's partitions stood still, and why.
struct StallTests {
  private func stalls(_ run: GroupFixture) -> [Stall] {
    let evidence = Evidence(run.record)
    return evidence.stalls(of: evidence.readings[0])
  }

  @Test func `a killed member's partition waits for the session, and the story says so`() throws {
    let run = GroupFixture.killed
    let stalls = stalls(run)
    let stall = try #require(stalls.first)
    #expect(stalls.count == 1)
    // Partition 1's own record waits a second for the same rebalance.
    #expect(stall.partitions.map(\.partition.raw) == [0, 1])
    // The record of 1.0 s waits until 10.005 s.
    #expect(stall.length == 9_005_000_000)
    #expect(stall.waitsFrom == run.instant(1_000).nanoseconds)
    #expect(stall.ends == run.instant(10_005).nanoseconds)
    #expect(stall.isOver)
    #expect(
      stall.story == [
        "step 'kill' at 1.000 s", "billing/a was killed at 1.000 s",
        "the session of billing/a in billing expired at 9.500 s",
        "a rebalance of billing began after generation 1 (a session expired: billing/a) at 9.500 s",
        "generation 2 of billing was complete with 1 member at 9.990 s",
      ])
    #expect(
      stall.remark
        == "with a shorter session.timeout.ms than 45000 others get the partitions of a member that "
        + "is gone sooner")
  }

  @Test func `partitions that the same befell are told together`() throws {
    var run = GroupFixture()
    run.assign([0, 1, 2], at: [0, 0, 0], to: 0, at: 0)
    for partition in 0..<2 as Range<Int32> {
      run.write(1, to: partition, at: 0)
      run.hand(0..<1, of: partition, to: 0, at: 10)
      run.write(1, to: partition, at: 2_000)
      run.hand(1..<2, of: partition, to: 0, at: 5_000 + Int64(partition))
    }
    let pause = run.run.step("pause", at: 1_500, hitting: [])
    _ = run.run.note(1_500, GroupFixture.process(0), .processPaused, cause: pause)
    run.run.end = 6_000
    let stall = try #require(stalls(run).first)
    #expect(stalls(run).count == 1)
    #expect(stall.partitions.map(\.partition.raw) == [0, 1])
    #expect(stall.length == 3_001_000_000)
    #expect(stall.story == ["step 'pause' at 1.500 s", "billing/a was paused at 1.500 s"])
    #expect(stall.remark == nil)
  }

  @Test func `a stall that only the rebalance makes would not be shorter with another session`()
    throws
  {
    var run = GroupFixture.killed
    // Partition 0 is idle until its next owner is there.
    let late = run.instant(10_015)
    run.group.members[0].deliveries = []
    run.group.members[1].deliveries.removeAll {
      $0.batch.partition == GroupFixture.key(0) && $0.at < late
    }
    let stall = try #require(stalls(run).first)
    #expect(stall.partitions.map(\.partition.raw) == [1])
    #expect(stall.story.contains("the session of billing/a in billing expired at 9.500 s"))
    #expect(stall.remark == nil)
  }

  @Test func `of a group that is only slow, or idle, nothing is told`() {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(20, at: 0)
    run.hand(0..<10, to: 0, at: 10)
    run.hand(10..<20, to: 0, at: 5_000)
    run.write(10, at: 15_000)
    run.hand(20..<30, to: 0, at: 15_010)
    // What befalls another partition's owner is not this one's.
    run.assign([1], at: [0], to: 1, at: 0)
    _ = run.run.note(3_000, GroupFixture.process(1), .processPaused)
    run.run.end = 20_000
    #expect(stalls(run).isEmpty)
  }

  @Test func `records that are left at the end make a stall that is not over`() throws {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(1, at: 0)
    run.hand(0..<1, to: 0, at: 10)
    run.write(1, at: 4_000)
    _ = run.run.note(3_000, GroupFixture.process(0), .processKilled)
    run.run.end = 9_000
    let stall = try #require(stalls(run).first)
    #expect(!stall.isOver)
    #expect(stall.length == 5_000_000_000)
    let report = Report(
      run.record,
      of: Scenario(
        kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(TimeSpan(milliseconds: 9_000))),
      file: "d", variation: "", replay: "r")
    #expect(
      report.text(.plain).contains(
        """
            - upstream/orders/0: records waited up to 5.000s and were handed to nobody, from 4.000 s to the
              end of the run
                - billing/a was killed at 3.000 s
        """))
  }

  @Test(arguments: [(HostIndex(1), true), (HostIndex(4), false)])
  func `a partition is told of only to a member that has a broker beyond it`(
    host: HostIndex, isTold: Bool
  ) throws {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(1, at: 0)
    run.hand(0..<1, to: 0, at: 10)
    run.write(1, at: 2_000)
    run.hand(1..<2, to: 0, at: 5_000)
    let cut = run.run.step("cut", at: 1_500, hitting: [])
    _ = run.run.note(1_500, GroupFixture.process(0), .parted(from: [host]), cause: cut)
    run.run.end = 6_000
    let story = try #require(stalls(run).first).story
    #expect(story.contains { $0.hasPrefix("billing/a was cut off from") } == isTold)
    #expect(story.first == "step 'cut' at 1.500 s")
  }
}
