import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel

/// A hand-made run of one group of three members on a topic of three partitions; times in milliseconds since the
/// start of the load.
struct GroupFixture {
  static let topic = RunFixture.topicName
  static let groupID = GroupID(index: 0, hash: 17)

  var run = RunFixture()
  var group: GroupRecord
  /// By partition.
  private var logs: [[RecordBatch]] = [[], [], []]
  /// The offset after the last record, by partition.
  private var ends: [Int64] = [0, 0, 0]
  var logStarts: [Int64] = [0, 0, 0]
  /// What the log of a partition held at each offset when it was last written there.
  private var written: [[(content: Int32, number: Int32)]] = [[], [], []]

  init(commit: PlannedLoop.CommitStyle = .automatic) {
    run.plan.topics[0].partitions = 3
    let names = ["a", "b", "c"]
    var loop = PlannedLoop()
    loop.commit = commit
    run.plan.groups = [
      PlannedGroup(
        name: "billing", cluster: ClusterIndex(0), id: Self.groupID,
        members: names.map { name in
          PlannedMember(
            name: name, host: HostIndex(4), version: KafkaVersion(3, 9, 1),
            settings: ConsumerSettings(), behaviour: ConsumerBehaviour(),
            subscription: .topics(["orders"]), loop: loop, start: .at(DrawnSpan(nanoseconds: 0)))
        })
    ]
    group = GroupRecord(
      members: names.map { _ in GroupRecord.MemberRecord() }, commits: [], generations: [],
      samples: [])
  }

  /// The process of a member: after one controller, three brokers and one producer.
  static func process(_ member: Int) -> ProcessIndex { ProcessIndex(Int32(5 + member)) }

  static func key(_ partition: Int32) -> TopicPartition {
    TopicPartition(TopicIndex(0), PartitionIndex(partition))
  }

  static func place(_ partition: Int32) -> Scenario.PartitionName {
    Scenario.PartitionName(topic: topic, partition: partition)
  }

  static func member(_ name: String) -> Scenario.MemberName {
    Scenario.MemberName(group: "billing", member: name)
  }

  func instant(_ time: Int64) -> Instant { run.instant(time) }

  // MARK: What happens.

  /// Sends and acknowledges so many records, one batch, at one moment.
  mutating func write(_ count: Int, to partition: Int32 = 0, at time: Int64) {
    let place = Int(partition)
    var numbers: [Int32] = []
    for index in 0..<count {
      let record = run.ledger.append(sentAt: instant(time))
      run.ledger.place(record, in: Self.key(partition))
      run.ledger.acknowledge(
        record, at: instant(time + 1), offset: Offset(ends[place] + Int64(index)))
      run.acknowledgedBy.append(NodeID(1))
      numbers.append(record)
    }
    let content = run.contents.add(numbers)
    logs[place].append(
      RecordBatch(
        content: BatchContent(producer: 0, index: content), recordCount: Int32(count),
        sizeInBytes: 168, maxTimestamp: .zero, baseOffset: Offset(ends[place]),
        leaderEpoch: LeaderEpoch(0)))
    for index in 0..<count {
      written[place].removeSubrange(Int(ends[place])...)
      written[place].append((content, Int32(index)))
      ends[place] += 1
    }
  }

  /// The log loses what stands from the offset on; whole batches only.
  mutating func truncate(_ partition: Int32 = 0, to offset: Int64) {
    logs[Int(partition)].removeAll { $0.baseOffset.raw >= offset }
    ends[Int(partition)] = offset
  }

  /// A poll hands out the offsets, as far as they stand in one batch each; the first `processed` of them are processed,
  /// one millisecond each.
  mutating func hand(
    _ offsets: Range<Int64>, of partition: Int32 = 0, to member: Int, at time: Int64,
    life: Int32 = 1, processed: Int32? = nil
  ) {
    var left = processed ?? Int32(offsets.count)
    var begun = time
    var offset = offsets.lowerBound
    while offset < offsets.upperBound {
      let first = written[Int(partition)][Int(offset)]
      var count: Int32 = 1
      while offset + Int64(count) < offsets.upperBound,
        written[Int(partition)][Int(offset) + Int(count)].content == first.content
      { count += 1 }
      var delivery = GroupRecord.Delivery(
        batch: DeliveredBatch(
          partition: Self.key(partition),
          content: BatchContent(producer: 0, index: first.content), firstOffset: Offset(offset),
          count: count, skippedInBatch: first.number, leaderEpoch: LeaderEpoch(0)),
        at: instant(time), incarnation: life)
      delivery.processed = min(count, left)
      delivery.began = instant(begun)
      begun += Int64(delivery.processed)
      delivery.ended = instant(begun)
      left -= delivery.processed
      group.members[member].deliveries.append(delivery)
      offset += Int64(count)
    }
  }

  mutating func assign(
    _ partitions: [Int32], at positions: [Int64] = [], to member: Int, at time: Int64,
    life: Int32 = 1
  ) {
    change(
      .assigned(partitions.map(Self.key)), member, time, life, positions: positions.map(Offset.init)
    )
  }

  mutating func revoke(_ partitions: [Int32], of member: Int, at time: Int64, life: Int32 = 1) {
    change(.revoked(partitions.map(Self.key)), member, time, life, positions: [])
  }

  mutating func lose(_ partitions: [Int32], of member: Int, at time: Int64, life: Int32 = 1) {
    change(.lost(partitions.map(Self.key)), member, time, life, positions: [])
  }

  private mutating func change(
    _ callback: RebalanceCallback, _ member: Int, _ time: Int64, _ life: Int32, positions: [Offset]
  ) {
    group.members[member].ownership.append(
      GroupRecord.OwnershipChange(
        at: instant(time), incarnation: life, callback: callback, positions: positions))
  }

  mutating func commit(_ offset: Int64, of partition: Int32 = 0, at time: Int64) {
    group.commits.append(
      GroupRecord.StoredCommit(
        at: instant(time), partition: Self.key(partition),
        offset: OffsetAndEpoch(offset: Offset(offset), leaderEpoch: LeaderEpoch(0)),
        member: MemberID("a-1")))
  }

  mutating func call(
    _ kind: GroupRecord.Call.Kind, of member: Int, from began: Int64, to ended: Int64,
    failure: ConsumerException? = nil
  ) {
    group.members[member].calls.append(
      GroupRecord.Call(
        kind: kind, began: instant(began), ended: instant(ended), incarnation: 1, failure: failure))
  }

  mutating func note(_ time: Int64, _ event: GroupEvent) {
    _ = run.note(time, RunFixture.broker(1), .machine(.group(Self.groupID, event)))
  }

  mutating func sample(
    _ time: Int64, partition: Int32 = 0, committed: Int64, end: Int64, owner: Int32 = 0,
    lag: Int64 = -1, lead: Int64 = -1, lagMax: Int64 = -1
  ) {
    group.samples.append(
      GroupRecord.LagSample(
        at: instant(time), partition: Self.key(partition), committed: Offset(committed),
        endOffset: Offset(end), logStart: .zero, owner: owner, position: .none, recordsLag: lag,
        recordsLead: lead, recordsLagMax: lagMax))
  }

  // MARK: What comes of it.

  var record: RunRecord {
    var record = run.record
    record.groups = [group]
    record.logs = (0..<3).map { partition in
      RunRecord.PartitionLog(
        topic: 0, partition: Self.key(Int32(partition)), leader: NodeID(1), isr: [NodeID(1)],
        leaderEpoch: LeaderEpoch(0), logStart: Offset(logStarts[partition]),
        logEnd: Offset(ends[partition]), highWatermark: Offset(ends[partition]),
        batches: logs[partition])
    }
    return record
  }

  var evidence: Evidence { Evidence(record) }

  /// The value of a figure, of the group if nothing else is named.
  func value(
    _ figure: Scenario.Figure, of subject: Scenario.Expectation.Subject = .group("billing"),
    from: String? = nil, until: String? = nil, _ change: (inout Question) -> Void = { _ in }
  ) -> FigureValue {
    var question = Question(figure, of: subject)
    question.from = from
    question.until = until
    change(&question)
    return evidence.answer(to: question)
  }
}

extension GroupFixture {
  /// Member a is killed at 1 s with five records that it had not committed; b owns the partition from 10 s on and reads
  /// them again. Partition 1 is b's all the time.
  static var killed: GroupFixture {
    var run = GroupFixture()
    run.assign([0], at: [0], to: 0, at: 0)
    run.assign([1], at: [0], to: 1, at: 0)
    for second in 0..<20 {
      run.write(10, at: Int64(second) * 1_000)
      run.write(10, to: 1, at: Int64(second) * 1_000)
    }
    run.hand(0..<10, to: 0, at: 10)
    run.commit(5, at: 500)
    _ = run.run.note(-90, process(0), .machine(.consumer(.named(MemberID("a-1")))))
    let kill = run.run.step("kill", at: 1_000, hitting: [])
    let killed = run.run.note(1_000, process(0), .processKilled, cause: kill)
    let expired = run.run.note(
      9_500, RunFixture.broker(1),
      .machine(.group(groupID, .memberExpired(MemberID("a-1"), .session))), cause: killed)
    _ = run.run.note(
      9_500, RunFixture.broker(1),
      .machine(
        .group(
          groupID,
          .rebalanceBegan(
            generation: GenerationID(1), member: MemberID("a-1"), why: .memberExpired))),
      cause: expired)
    run.note(9_990, .generationCompleted(GenerationID(2), members: 1))
    run.group.generations = [
      GroupRecord.Generation(at: run.instant(-100), id: GenerationID(1), members: 2),
      GroupRecord.Generation(at: run.instant(9_990), id: GenerationID(2), members: 1),
    ]
    run.revoke([1], of: 1, at: 9_900)
    run.assign([0, 1], at: [5, 100], to: 1, at: 10_000)
    for second in 0..<20 {
      run.hand(
        Int64(second) * 10..<Int64(second + 1) * 10, of: 1, to: 1,
        at: Int64(second) * 1_000 + (second == 9 ? 1_005 : 10))
    }
    run.hand(5..<100, to: 1, at: 10_005)
    for second in 10..<20 {
      run.hand(
        Int64(second) * 10..<Int64(second + 1) * 10, to: 1, at: Int64(second) * 1_000 + 20)
    }
    run.run.end = 20_000
    return run
  }
}
