import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Consumers in whole estates.
@Suite struct GroupTests {
  private func run(_ plan: Plan, seed: UInt64 = 1) -> RunRecord {
    var run = Simulation(plan, seed: seed)
    run.run()
    return run.record()
  }

  /// How often each offset of each partition was handed out.
  private func deliveries(_ record: RunRecord, group: Int = 0) -> [[Int]] {
    var counts = record.logs.map { [Int](repeating: 0, count: Int($0.logEnd.raw)) }
    for member in record.groups[group].members {
      for delivery in member.deliveries {
        let batch = delivery.batch
        let log = record.logs.firstIndex { $0.partition == batch.partition } ?? 0
        for place in 0..<Int(batch.count) { counts[log][Int(batch.firstOffset.raw) + place] += 1 }
      }
    }
    return counts
  }

  @Test func `readers without a group are handed every record once, in order`() throws {
    let record = run(try GroupDrills.readers(3))
    for counts in deliveries(record) {
      #expect(counts.count > 2_000)
      // The last ones were still on their way.
      #expect(counts.dropLast(60).allSatisfy { $0 == 1 })
    }
    for member in record.groups[0].members {
      let offsets = member.deliveries.map(\.batch.firstOffset.raw)
      #expect(offsets == offsets.sorted())
    }
  }

  @Test func `a group shares the partitions and commits what it was handed`() throws {
    let record = run(try GroupDrills.group(2))
    for counts in deliveries(record) {
      #expect(counts.dropLast(60).allSatisfy { $0 == 1 })
    }
    let group = record.groups[0]
    #expect(group.generations.last?.members == 2)
    #expect(!group.commits.isEmpty)
    let owned = group.members.map { member in
      member.deliveries.suffix(600).map(\.batch.partition.partition.raw)
    }
    #expect(Set(owned[0]).isDisjoint(with: Set(owned[1])))
    #expect(Set(owned[0] + owned[1]) == [0, 1, 2])
  }

  /// Recorded: a killed member's partitions have a new owner after its session, 9.2 to 12.7 s of 10 s.
  @Test(arguments: [UInt64(1), 2])
  func `a killed member's partitions are read on after its session, from the last commit`(
    seed: UInt64
  ) throws {
    var plan = try GroupDrills.group(2)
    plan.steps = [
      PlannedStep(
        name: "kill", trigger: .at(DrawnSpan(milliseconds: 15_000)),
        action: .kill([.member(group: 0, 0)]), undoneAfter: nil)
    ]
    plan.end = .after(40_000_000_000)
    let record = run(plan, seed: seed)
    let killed = try #require(record.steps[0].firedAt)
    for counts in deliveries(record) {
      #expect(counts.dropLast(60).allSatisfy { $0 >= 1 })
      // At most an interval of the automatic commit, 5 s of 67 records/s, and a poll.
      #expect(counts.count { $0 > 1 } < 400)
    }
    let lost = Set(
      record.groups[0].members[0].deliveries.suffix(5).map(\.batch.partition))
    for partition in lost {
      let next = try #require(
        record.groups[0].members[1].deliveries.first {
          $0.batch.partition == partition && $0.at > killed
        })
      let waited = next.at.nanoseconds(since: killed) / 1_000_000
      #expect((6_500...13_500).contains(waited))
    }
  }

  @Test func `the same plan and seed give the same groups twice, and after a fork`() throws {
    var plan = try GroupDrills.group(3)
    plan.steps = [
      PlannedStep(
        name: "kill", trigger: .at(DrawnSpan(milliseconds: 8_000)),
        action: .kill([.member(group: 0, 1)]), undoneAfter: 6_000_000_000)
    ]
    var first = Simulation(plan, seed: 4)
    var second = Simulation(plan, seed: 4)
    first.run(until: 10_000_000_000)
    var fork = first.fork()
    first.run()
    second.run()
    fork.run()
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.fingerprint == fork.fingerprint)
    #expect(first.record().groups[0].commits == fork.record().groups[0].commits)
  }

  /// `kafka-topics --alter`: readers and writers learn of it with their metadata, and nothing is skipped from earliest.
  @Test func `added partitions are written, assigned and read`() throws {
    var plan = try GroupDrills.group(2) { $0.client.metadataMaxAge = Milliseconds(5_000) }
    plan.producers[0].settings.client.metadataMaxAge = Milliseconds(2_000)
    plan.steps = [
      PlannedStep(
        name: "expand", trigger: .at(DrawnSpan(milliseconds: 10_000)),
        action: .addPartitions(0, total: 5), undoneAfter: nil)
    ]
    let record = run(plan)
    #expect(record.logs.count == 5)
    let counts = deliveries(record)
    for partition in 3..<5 {
      #expect(counts[partition].count > 100)
      #expect(counts[partition].dropLast(60).allSatisfy { $0 == 1 })
    }
  }

  /// SIGTERM: the loop ends, close commits and leaves, nothing is read twice.
  @Test func `a rolling restart of members repeats nothing`() throws {
    var plan = try GroupDrills.group(2)
    plan.steps = [
      PlannedStep(
        name: "roll", trigger: .at(DrawnSpan(milliseconds: 12_000)),
        action: .rollingRestart(
          [.members(group: 0)], takes: DrawnSpan(milliseconds: 1_000), pauseBetween: 3_000_000_000),
        undoneAfter: nil)
    ]
    let record = run(plan)
    for counts in deliveries(record) {
      #expect(counts.dropLast(60).allSatisfy { $0 == 1 })
    }
    for member in record.groups[0].members {
      #expect(member.calls.contains { $0.kind == .close && $0.failure == nil })
      #expect(Set(member.deliveries.map(\.incarnation)) == [1, 2])
    }
  }

  /// B20-stalled: the group's lag grows while the client's own metric keeps its last value.
  @Test func `a stalled member's lag grows in the group's view alone`() throws {
    var plan = try GroupDrills.group(1)
    plan.lagSampling = 1_000_000_000
    plan.steps = [
      PlannedStep(
        name: "stall", trigger: .at(DrawnSpan(milliseconds: 15_000)),
        action: .stall([.members(group: 0)], lasting: 15_000_000_000), undoneAfter: nil)
    ]
    let record = run(plan)
    let stalled = record.groups[0].samples.filter {
      (26_000...29_000).contains($0.at.nanoseconds(since: record.origin) / 1_000_000)
    }
    #expect(!stalled.isEmpty)
    let groupLag = stalled.reduce(0) { $0 + ($1.endOffset - $1.committed) }
    #expect(groupLag / Int64(stalled.count) > 500)
    #expect(stalled.allSatisfy { $0.recordsLag < 100 })
  }

  /// `--reset-offsets` works on an empty group only; the next member reads from there.
  @Test func `offsets set for an empty group are where it goes on`() throws {
    var plan = try GroupDrills.group(1)
    let partitions = (0..<3).map { PartitionRef(topic: 0, partition: PartitionIndex($0)) }
    plan.steps = [
      PlannedStep(
        name: "too early", trigger: .at(DrawnSpan(milliseconds: 10_000)),
        action: .setOffsets(group: 0, partitions, to: .offset(Offset(0))), undoneAfter: nil),
      PlannedStep(
        name: "stop", trigger: .at(DrawnSpan(milliseconds: 12_000)),
        action: .stop([.members(group: 0)]), undoneAfter: nil),
      PlannedStep(
        name: "set", trigger: .at(DrawnSpan(milliseconds: 15_000)),
        action: .setOffsets(group: 0, partitions, to: .offset(Offset(100))), undoneAfter: nil),
      PlannedStep(
        name: "back", trigger: .at(DrawnSpan(milliseconds: 16_000)),
        action: .start([.members(group: 0)], takes: DrawnSpan(milliseconds: 500)), undoneAfter: nil),
    ]
    let record = run(plan)
    #expect(record.steps.map(\.refusals) == [[.answered(.unknownMemberID)], [], [], []])
    for counts in deliveries(record) {
      #expect(counts[..<100].allSatisfy { $0 == 1 })
      #expect(counts[100] == 2)
    }
  }

  @Test func `predicates see a stable group and what it has caught up with`() throws {
    var plan = try GroupDrills.group(3)
    plan.producers[0].workload.count = 2_000
    plan.steps = [
      PlannedStep(
        name: "stable",
        trigger: .when(
          .groupStable(0), since: nil, plus: DrawnSpan(nanoseconds: 0), orAfter: nil),
        action: .changeProcessing([.members(group: 0)], perRecord: DrawnSpan(milliseconds: 2)),
        undoneAfter: nil)
    ]
    plan.end = .when(
      .when(
        .all([.delivered(group: 0, .atLeast, 2_000), .caughtUp(0)]), since: nil,
        plus: DrawnSpan(nanoseconds: 0), orAfter: nil),
      atMost: 60_000_000_000)
    let record = run(plan)
    #expect(record.steps[0].firedAt != nil)
    #expect(record.end.nanoseconds(since: record.origin) < 40_000_000_000)
    #expect(deliveries(record).joined().allSatisfy { $0 == 1 })
  }
}
