import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel

/// A hand-made run of a mirror of one topic of one partition with two workers; times in milliseconds since the start of
/// the load. Every record is a batch of its own.
struct MirrorFixture {
  static let origin: Int64 = 10_000
  static let partition = TopicPartition(TopicIndex(0), PartitionIndex(0))
  static let task = TaskName(group: "m", connector: "m-source", task: 0)

  var plan: Plan
  private var ledger = RecordLedger()
  private var contents = BatchContents()
  private var source: [RecordBatch] = []
  private var target: [RecordBatch] = []
  private var workers = [WorkerLedger(), WorkerLedger()]
  private var written = [BatchContents(), BatchContents()]
  private var journal = Journal()
  private var steps: [RunRecord.StepRecord] = []
  var sourceStart: Int64 = 0

  init() throws {
    let file = """
      { kafkaVersion: "3.9.1", runFor: "1m", sites: { x: {}, y: {} },
        clusters: { a: { site: "x", brokers: 1 }, b: { site: "y", brokers: 1 } },
        topics: { "a/orders": {} },
        producers: [ { name: "shop", to: "a/orders", rate: "1/s" } ],
        mirrors: [ { name: "m", source: "a", target: "b", placement: "P1", workers: 2,
          connectors: ["source"] } ] }
      """
    var compiler = PlanCompiler(
      try Scenario.read(Array(file.utf8), file: "x"), file: "x", files: [])
    plan = try compiler.compile()
  }

  /// After two controllers, two brokers and one producer.
  static func process(_ worker: Int) -> ProcessIndex { ProcessIndex(Int32(5 + worker)) }

  private static let targetBroker = ProcessIndex(3)

  func instant(_ time: Int64) -> Instant {
    Instant(nanoseconds: (Self.origin + time) * 1_000_000)
  }

  // MARK: What happens.

  /// A record that is acknowledged 5 ms later; returns its number, which is its offset unless one was lost.
  mutating func send(at time: Int64, isKept: Bool = true) -> Int32 {
    let record = ledger.append(sentAt: instant(time), to: Self.partition)
    ledger.acknowledge(record, at: instant(time + 5), offset: Offset(Int64(source.count)))
    let content = contents.add([record])
    if isKept {
      source.append(
        RecordBatch(
          content: BatchContent(producer: 0, index: content), recordCount: 1, sizeInBytes: 168,
          maxTimestamp: .zero, baseOffset: Offset(Int64(source.count))))
    }
    return record
  }

  /// A worker copies a record that it read at an offset; the leader of the target appends it at `time`.
  mutating func copy(
    _ record: Int32, at offset: Int64, by worker: Int, client: Int32 = 0, readAt: Int64,
    at time: Int64, isKept: Bool = true
  ) {
    var number: Int32 = 0
    let (now, read) = (instant(time + 5), instant(readAt))
    var known = workers[worker]
    known.change(ClientSlot(client), at: ClusterIndex(1)) { known in
      number = known.records.append(sentAt: read)
      known.records.acknowledge(number, at: now, offset: .none)
      known.acknowledgedBy.append(NodeID(1))
      known.copies.append(
        WorkerLedger.Copies(
          first: number,
          of: DeliveredBatch(
            partition: Self.partition, content: BatchContent(producer: 0, index: record),
            firstOffset: Offset(offset), count: 1, skippedInBatch: 0, leaderEpoch: LeaderEpoch(0)),
          cluster: ClusterIndex(0), readAt: read.nanoseconds))
    }
    workers[worker] = known
    let content = written[worker].add([number])
    if isKept { append(content, worker, client, at: time) }
  }

  /// The last copy of a worker is appended once more: its producer sent the batch again.
  mutating func resend(by worker: Int, at time: Int64) {
    append(Int32(written[worker].count - 1), worker, 0, at: time)
  }

  private mutating func append(_ content: Int32, _ worker: Int, _ client: Int32, at time: Int64) {
    let writer = WorkerClientID(worker: Int32(worker), client: ClientSlot(client))
    var batch = RecordBatch(
      content: BatchContent(producer: BatchContent.producer(writer), index: content),
      recordCount: 1, sizeInBytes: 168, maxTimestamp: .zero,
      baseOffset: Offset(Int64(target.count)))
    batch.appendedAt = LogAppendTime(
      Milliseconds(Self.origin + time + Simulation.clockBase))
    target.append(batch)
  }

  mutating func note(_ time: Int64, _ worker: Int?, _ happening: Happening) {
    note(time, by: worker.map { Self.process($0) }, happening)
  }

  /// What the target's broker reports.
  mutating func tellTarget(_ time: Int64, _ event: JournalEvent) {
    note(time, by: Self.targetBroker, .machine(event))
  }

  private mutating func note(_ time: Int64, by process: ProcessIndex?, _ happening: Happening) {
    _ = journal.append(
      JournalEntry(at: instant(time), process: process, happening: happening, cause: nil))
  }

  mutating func tell(_ time: Int64, _ worker: Int, _ event: WorkerEvent) {
    note(time, worker, .machine(.worker(event)))
  }

  mutating func step(_ name: String, at time: Int64, hitting workers: [Int] = []) {
    plan.steps.append(
      PlannedStep(
        name: name, trigger: .at(DrawnSpan(milliseconds: time)), action: .heal(step: nil),
        undoneAfter: nil))
    steps.append(
      RunRecord.StepRecord(
        firedAt: instant(time), processes: workers.map { Self.process($0) }))
    note(time, nil, .step(plan.steps.count - 1))
  }

  // MARK: The run.

  var record: RunRecord {
    func log(_ topic: Int, _ batches: [RecordBatch], from start: Int64) -> RunRecord.PartitionLog {
      RunRecord.PartitionLog(
        topic: topic, partition: Self.partition, leader: NodeID(1), isr: [NodeID(1)],
        leaderEpoch: LeaderEpoch(0), logStart: Offset(start),
        logEnd: batches.last?.nextOffset ?? .zero, highWatermark: batches.last?.nextOffset ?? .zero,
        batches: batches.filter { $0.baseOffset.raw >= start })
    }
    var record = RunRecord(
      plan: plan, seed: 7, fingerprint: 0xfeed, events: 42, origin: instant(0),
      end: instant(30_000),
      producers: [
        RunRecord.ProducerRecord(
          ledger: ledger, contents: contents, blocks: [],
          acknowledgedBy: Array(repeating: NodeID(1), count: ledger.count))
      ],
      topicNumbers: plan.topics.map { _ in Self.partition.topic },
      logs: [log(0, source, from: sourceStart), log(1, target, from: 0)], journal: journal,
      steps: steps, notes: [])
    record.workers = workers
    for worker in workers.indices {
      for client in workers[worker].clients.indices where workers[worker].clients[client] != nil {
        record.workers[worker].change(ClientSlot(Int32(client)), at: ClusterIndex(1)) {
          $0.contents = written[worker]
        }
      }
    }
    return record
  }

  func value(
    _ figure: Scenario.Figure, of subject: Scenario.Expectation.Subject = .mirror("m"),
    from: String? = nil, until: String? = nil, at moment: Int64? = nil
  ) -> FigureValue {
    var question = Question(figure, of: subject)
    question.from = from
    question.until = until
    question.moment = moment.map { .at(TimeSpan(milliseconds: $0)) }
    return Evidence(record).answer(to: question)
  }
}
