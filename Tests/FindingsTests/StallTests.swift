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

  /// One member; its second record waits from 2 s to 5 s.
  private var waiting: GroupFixture {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(1, at: 0)
    run.hand(0..<1, to: 0, at: 10)
    run.write(1, at: 2_000)
    run.hand(1..<2, to: 0, at: 5_000)
    return run
  }

  @Test func `a killed member's partition waits for the session, and the story says so`() throws {
    let run = GroupFixture.killed
    let stalls = stalls(run)
    let stall = try #require(stalls.first)
    // Partition 1's own record waits a second for the same rebalance, which another session would not shorten.
    #expect(stalls.map { $0.partitions.map(\.partition.raw) } == [[0], [1]])
    #expect(stalls.map { $0.story == stall.story } == [true, true])
    #expect(stalls.map { $0.remark == nil } == [false, true])
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
    var run = waiting
    let cut = run.run.step("cut", at: 1_500, hitting: [])
    _ = run.run.note(1_500, GroupFixture.process(0), .parted(from: [host]), cause: cut)
    run.run.end = 6_000
    let stalls = stalls(run)
    // What is done to others explains nothing.
    #expect(stalls.count == (isTold ? 1 : 0))
    guard isTold else { return }
    let story = try #require(stalls.first).story
    #expect(story.contains { $0.hasPrefix("billing/a was cut off from") })
    #expect(story.first == "step 'cut' at 1.500 s")
  }

  @Test(arguments: [(1 as Int32, true), (3, false)])
  func `a step without entries of its own is told where it touches somebody concerned`(
    broker: Int32, isTold: Bool
  ) {
    var run = waiting
    // Broker 1 coordinates the group; broker 3 has nothing of the partition.
    run.run.journal = Journal()
    run.note(5, .generationCompleted(GenerationID(1), members: 1))
    _ = run.run.step("slow", at: 1_500, hitting: [broker])
    run.run.end = 6_000
    #expect(stalls(run).map(\.story) == (isTold ? [["step 'slow' at 1.500 s"]] : []))
  }

  @Test func `stalls of one story at different times are told apart`() {
    var run = GroupFixture()
    run.assign([0, 1], at: [0, 0], to: 0, at: 0)
    for (partition, waits) in [(0 as Int32, 2_000), (1, 5_500)] as [(Int32, Int64)] {
      run.write(1, to: partition, at: 0)
      run.hand(0..<1, of: partition, to: 0, at: 10)
      run.write(1, to: partition, at: waits)
      run.hand(1..<2, of: partition, to: 0, at: waits + 3_000)
    }
    _ = run.run.note(1_500, GroupFixture.process(0), .processPaused)
    run.run.end = 10_000
    let stalls = stalls(run)
    #expect(
      stalls.map(\.story) == [
        ["billing/a was paused at 1.500 s"], ["billing/a was paused at 1.500 s"],
      ])
    // Of those that begin together the longer one is first.
    #expect(stalls.map { $0.partitions.map(\.partition.raw) } == [[1], [0]])
    #expect(stalls.map(\.waitsFrom) == [5_500, 2_000].map { run.instant($0).nanoseconds })
  }

  @Test func `a rebalance that was over before a record waited is not told`() {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(2, at: 0)
    run.note(
      100, .rebalanceBegan(generation: GenerationID(1), member: nil, why: .memberJoined))
    run.note(600, .generationCompleted(GenerationID(2), members: 1))
    run.hand(0..<1, to: 0, at: 610)
    run.hand(1..<2, to: 0, at: 5_000)
    run.run.end = 6_000
    #expect(stalls(run).isEmpty)
  }

  @Test func `a rebalance that left the partition without an owner is told`() throws {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.write(1, at: 0)
    run.hand(0..<1, to: 0, at: 10)
    run.note(1_000, .memberLeft(MemberID("a-1")))
    run.note(1_001, .rebalanceBegan(generation: GenerationID(1), member: nil, why: .memberLeft))
    run.note(1_002, .generationCompleted(GenerationID(2), members: 0))
    run.revoke([0], of: 0, at: 1_000)
    run.write(1, at: 1_100)
    run.run.end = 6_000
    let stall = try #require(stalls(run).first)
    #expect(stall.story.first == "a-1 left billing at 1.000 s")
  }

  @Test func `a controller that was away is told of those who waited for its election`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "90s",
        clusters: { c: { brokers: 3, config: { "min.insync.replicas": 2 }, startsIn: "10s" } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "20/s" } ],
        groups: [ { name: "g", reads: "c/t", config: { "auto.offset.reset": "earliest" } } ],
        steps: [ { name: "noctl", at: "20s", do: "kill", target: "controller(c)", for: "30s" },
          { name: "nolead", at: "25s", do: "kill", target: "c/1" } ] }
      """
    ).report
    let stall = try #require(report.groups.first?.stalls.first)
    #expect(stall.story.contains("the controller was killed at 20.000 s"))
    #expect(stall.story.contains("the controller started at 60.000 s"))
  }

  @Test func `a session is blamed only while nothing else was waited for`() throws {
    // Until 6 s the group had no coordinator: another session timeout would have ended then as well.
    var run = GroupFixture.killed
    run.note(6_000, .loaded(generation: GenerationID(1), members: 2))
    #expect(stalls(run).allSatisfy { $0.remark == nil })
    run = GroupFixture.killed
    _ = run.run.note(2_000, GroupFixture.process(1), .machine(.consumer(.coordinatorLost)))
    #expect(stalls(run).allSatisfy { $0.remark == nil })
    // The partition itself had no leader for most of it.
    run = GroupFixture.killed
    _ = run.run.note(
      7_000, RunFixture.controller,
      .machine(
        .isrChanged(
          GroupFixture.key(0), isr: [NodeID(1)], partitionEpoch: PartitionEpoch(1))))
    #expect(stalls(run).allSatisfy { $0.remark == nil })
  }

  @Test func `a session is blamed only where another member could take over`() {
    // b came only after a's session had ended.
    var run = GroupFixture.killed
    run.group.members[1].ownership.removeFirst()
    #expect(stalls(run).allSatisfy { $0.remark == nil })
    // b was there, and could do nothing.
    run = GroupFixture.killed
    run.run.journal = Journal()
    _ = run.run.note(-95, GroupFixture.process(1), .hostSilent)
    for entry in GroupFixture.killed.run.journal.entries {
      _ = run.run.journal.append(
        JournalEntry(
          at: entry.at, process: entry.process, happening: entry.happening,
          cause: entry.cause.map { JournalIndex($0.raw + 1) }))
    }
    #expect(stalls(run).allSatisfy { $0.remark == nil })
  }

  @Test func `a session that ended for nobody is not blamed`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "90s", clusters: { c: { brokers: 3, startsIn: "5s" } },
        topics: { "c/t": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "20/s", partition: "inTurn" } ],
        groups: [ { name: "g", reads: "c/t", members: 1, static: true,
          config: { "session.timeout.ms": 20000 } } ],
        steps: [ { name: "dark", at: "20s", do: "kill", target: "g/a", for: "30s" } ] }
      """
    ).report
    let stalls = try #require(report.groups.first?.stalls)
    #expect(stalls.contains { $0.story.contains { $0.contains("the session of g/a") } })
    #expect(stalls.allSatisfy { $0.remark == nil })
  }

  @Test func `answers that were lost are told though something else followed`() throws {
    let report = try Report.running(
      """
      { kafkaVersion: "3.9", runFor: "60s", clusters: { c: { brokers: 3, startsIn: "5s" } },
        topics: { "c/t": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "20/s", partition: "inTurn" } ],
        groups: [ { name: "g", reads: "c/t", members: 2, commit: "afterPoll" } ],
        steps: [ { name: "lost", at: "15s", do: "dropResponse", api: "Heartbeat",
          client: "g/a" } ] }
      """
    ).report
    let stall = try #require(
      report.groups.first?.stalls.first {
        $0.story.contains { $0.contains("lost its coordinator") }
      })
    #expect(stall.story.first == "step 'lost' at 15.000 s")
  }

  @Test func `what befell one twice at one moment is told once`() throws {
    var run = waiting
    for _ in 0..<2 {
      _ = run.run.note(3_000, GroupFixture.process(0), .machine(.consumer(.coordinatorLost)))
    }
    run.run.end = 6_000
    let stall = try #require(stalls(run).first)
    #expect(stall.story == ["billing/a lost its coordinator at 3.000 s"])
  }

  @Test func `a session of one who did not own the partition is not blamed`() {
    var run = GroupFixture.killed
    // c, not a, has partition 0 when a dies.
    run.group.members[0].ownership = []
    run.assign([0], at: [0], to: 2, at: 0)
    #expect(stalls(run).allSatisfy { $0.remark == nil })
  }
}
