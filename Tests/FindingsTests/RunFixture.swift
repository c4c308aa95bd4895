import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel

/// A hand-made run: one cluster of three brokers, one topic of one partition, one producer; times in milliseconds
/// since the start of the load.
struct RunFixture {
  /// The load starts this long after the run.
  static let origin: Int64 = 10_000
  static let partition = TopicPartition(TopicIndex(0), PartitionIndex(0))
  static let controller = ProcessIndex(0)
  static let producer = ProcessIndex(4)

  var plan = Plan(title: "hand-made", end: .after(60_000_000_000))
  var ledger = RecordLedger()
  var contents = BatchContents()
  var acknowledgedBy: [NodeID] = []
  var batches: [RecordBatch] = []
  var journal = Journal()
  var steps: [RunRecord.StepRecord] = []
  var blocks: [RunRecord.SendBlock] = []
  var isr: [Int32] = [1, 2, 3]
  var end: Int64 = 30_000

  init(acks: Acks = .all, idempotent: Bool = true, minInsyncReplicas: Int32 = 1) {
    let behaviour = BrokerBehaviour(KafkaVersion(3, 9, 1))
    func node(_ id: Int32, on host: Int32) -> PlannedNode {
      PlannedNode(id: NodeID(id), host: HostIndex(host), rack: nil, settings: BrokerSettings())
    }
    plan.sites = [PlannedSite(name: "site", localArea: .localArea)]
    plan.hosts = (0..<5).map { number in
      PlannedHost(
        name: "h\(number)", site: 0, rack: nil, diskSync: DrawnSpan(milliseconds: 1),
        writeBack: DrawnSpan(milliseconds: 30_000), killTeardown: DrawnSpan(milliseconds: 30),
        processing: DrawnSpan(nanoseconds: 0))
    }
    plan.clusters = [
      PlannedCluster(
        name: "upstream", version: KafkaVersion(3, 9, 1), behaviour: behaviour,
        controller: node(100, on: 0), brokers: [node(1, on: 1), node(2, on: 2), node(3, on: 3)],
        startsIn: DrawnSpan(milliseconds: 3_000))
    ]
    var topic = TopicSettings()
    topic.minInsyncReplicas = minInsyncReplicas
    plan.topics = [
      PlannedTopic(
        cluster: ClusterIndex(0), name: "orders", partitions: 1, replicationFactor: 3,
        assignment: nil, settings: topic)
    ]
    var settings = ProducerSettings()
    settings.acks = acks
    settings.idempotent = idempotent
    plan.producers = [
      PlannedProducer(
        name: "shop", host: HostIndex(4), cluster: ClusterIndex(0), version: KafkaVersion(3, 9, 1),
        settings: settings, behaviour: ProducerBehaviour(KafkaVersion(3, 9, 1)),
        workload: PlannedWorkload(
          topics: [0], arrivals: .constant(records: 1, per: 10_000_000), valueSize: 100...100))
    ]
    _ = note(
      -5_000, Self.controller,
      .machine(
        .leaderElected(
          Self.partition, leader: NodeID(1), epoch: LeaderEpoch(0),
          isr: [NodeID(1), NodeID(2), NodeID(3)], kind: .created)))
  }

  func instant(_ time: Int64) -> Instant {
    Instant(nanoseconds: (Self.origin + time) * 1_000_000)
  }

  static func broker(_ id: Int32) -> ProcessIndex { ProcessIndex(id) }

  mutating func note(
    _ time: Int64, _ process: ProcessIndex?, _ happening: Happening, cause: JournalIndex? = nil
  ) -> JournalIndex {
    journal.append(
      JournalEntry(at: instant(time), process: process, happening: happening, cause: cause))
  }

  mutating func step(_ name: String, at time: Int64, hitting nodes: [Int32]) -> JournalIndex {
    plan.steps.append(
      PlannedStep(
        name: name, trigger: .at(DrawnSpan(milliseconds: time)), action: .heal(step: nil),
        undoneAfter: nil))
    steps.append(
      RunRecord.StepRecord(firedAt: instant(time), processes: nodes.map { Self.broker($0) }))
    return note(time, nil, .step(plan.steps.count - 1))
  }

  mutating func send(at time: Int64) -> Int32 {
    let record = ledger.append(sentAt: instant(time))
    ledger.place(record, in: Self.partition)
    acknowledgedBy.append(NodeID(-1))
    return record
  }

  mutating func acknowledge(_ record: Int32, at time: Int64, offset: Int64, by broker: Int32) {
    ledger.acknowledge(record, at: instant(time), offset: Offset(offset))
    acknowledgedBy[Int(record)] = NodeID(broker)
  }

  /// Sends, acknowledges 5 ms later and keeps a record in the surviving log, as a batch of its own.
  mutating func succeed(at time: Int64, by broker: Int32 = 1) {
    let record = send(at: time)
    acknowledge(record, at: time + 5, offset: Int64(batches.count), by: broker)
    keep(contents.add([record]), count: 1)
  }

  /// Appends a batch to the surviving log.
  mutating func keep(_ content: Int32, count: Int32) {
    batches.append(
      RecordBatch(
        content: BatchContent(producer: 0, index: content), recordCount: count, sizeInBytes: 168,
        maxTimestamp: .zero,
        baseOffset: batches.last?.nextOffset ?? .zero, leaderEpoch: LeaderEpoch(0)))
  }

  var record: RunRecord {
    let logEnd = batches.last?.nextOffset ?? .zero
    return RunRecord(
      plan: plan, seed: 7, fingerprint: 0xfeed, events: 42, origin: instant(0), end: instant(end),
      producers: [
        RunRecord.ProducerRecord(
          ledger: ledger, contents: contents, blocks: blocks, acknowledgedBy: acknowledgedBy)
      ],
      topicNumbers: plan.topics.map { _ in Self.partition.topic },
      logs: [
        RunRecord.PartitionLog(
          topic: 0, partition: Self.partition, leader: NodeID(2), isr: isr.map { NodeID($0) },
          leaderEpoch: LeaderEpoch(1), logEnd: logEnd, highWatermark: logEnd, batches: batches)
      ],
      journal: journal, steps: steps, notes: [])
  }

  var evidence: Evidence { Evidence(record) }

  /// The value of a figure of the partition.
  func value(
    _ figure: Scenario.Figure, of subject: Scenario.Expectation.Subject = .estate,
    from: String? = nil, moment: Scenario.Expectation.Moment? = nil
  ) -> FigureValue {
    var question = Question(figure, of: subject)
    question.from = from
    question.moment = moment
    return evidence.answer(to: question)
  }

  static let topicName = Scenario.TopicName(cluster: "upstream", topic: "orders")
  static let partitionName = Scenario.PartitionName(topic: topicName, partition: 0)
}

extension RunFixture {
  /// Ten records a tenth of a second apart; the leader dies at 1.0 s with two acknowledged records that nobody else
  /// has; broker 2 leads from 9.0 s on; writes go on at 9.5 s, the caller has stood in send() since 1.1 s.
  static func lostTail(acks: Acks = .leader) -> RunFixture {
    var run = RunFixture(acks: acks, idempotent: false)
    for number in 0..<8 { run.succeed(at: Int64(number) * 100) }
    for number in 8..<10 {
      let record = run.send(at: Int64(number) * 100)
      run.acknowledge(record, at: Int64(number) * 100 + 5, offset: Int64(number), by: 1)
    }
    run.blocks = [
      RunRecord.SendBlock(record: 10, began: run.instant(1_100), ended: run.instant(9_495))
    ]
    let kill = run.step("kill", at: 1_000, hitting: [1])
    let killed = run.note(1_000, broker(1), .processKilled, cause: kill)
    let fenced = run.note(
      9_000, controller, .machine(.brokerFenced(NodeID(1))), cause: killed)
    let elected = run.note(
      9_000, controller,
      .machine(
        .leaderElected(
          partition, leader: NodeID(2), epoch: LeaderEpoch(1), isr: [NodeID(2), NodeID(3)],
          kind: .clean)), cause: fenced)
    _ = run.note(
      9_100, broker(2),
      .machine(
        .becameLeader(
          partition, epoch: LeaderEpoch(1), logEnd: Offset(8), highWatermark: Offset(8))),
      cause: elected)
    _ = run.note(
      9_400, producer,
      .machine(.learnedLeader(partition, leader: NodeID(2), epoch: LeaderEpoch(1))),
      cause: elected)
    for number in 0..<5 { run.succeed(at: 9_495 + Int64(number) * 100, by: 2) }
    _ = run.note(
      15_000, broker(1),
      .machine(
        .truncated(partition, from: Offset(10), to: Offset(8), epoch: LeaderEpoch(1))),
      cause: elected)
    _ = run.note(
      16_000, controller,
      .machine(
        .isrChanged(
          partition, isr: [NodeID(1), NodeID(2), NodeID(3)], partitionEpoch: PartitionEpoch(3))))
    return run
  }
}
