import KafkaModel
import Scenario

/// An accumulator with the passes of a sender that sends nothing, for the cases of
/// partitioners-builtin.
struct AccumulatorBench {
  private static let topic = TopicIndex(0)

  private var accumulator: Accumulator
  private var metadata: ClientMetadata
  private var sequences: ProducerSequences?

  init(_ recorded: Node) throws(VectorFault) {
    var settings = ProducerSettings()
    settings.idempotent = false
    settings.partitioner = .builtIn
    settings.batchSize = try recorded.needInt32("batch_size")
    settings.linger = Milliseconds(try recorded.needInteger("linger_ms"))
    settings.adaptivePartitioning = try recorded.need("adaptive").bool ?? true
    settings.availabilityTimeout = Milliseconds(
      try recorded.needInteger("availability_timeout_ms"))
    var draws = ProducerDraws()
    draws.partition = .recorded(try recorded.needInt32s("draws"), next: 0)
    accumulator = Accumulator(
      producer: 0, settings: settings, behaviour: ProducerBehaviour(KafkaVersion(3, 9, 1)),
      draws: draws)
    metadata = ClientMetadata(
      bootstrap: [], settings: settings.client, behaviour: ClientBehaviour())
    let leaders = try recorded.needInt32s("leaders")
    metadata.use(Self.topic, now: .zero)
    metadata.update(
      Self.cluster(leaders), requestVersion: 0, isPartial: false, now: .zero)
    metadata.recordOrders(
      of: Self.topic,
      available: try recorded.needInt32s("available").map { PartitionIndex($0) }, ring: [])
  }

  private static func cluster(_ leaders: [Int32]) -> MetadataResponse {
    let partitions = leaders.map { leader in
      MetadataPartition(
        error: leader < 0 ? .leaderNotAvailable : .none,
        leader: leader < 0 ? nil : NodeID(leader), leaderEpoch: LeaderEpoch(0), replicas: [],
        isr: [])
    }
    var nodes: [NodeID] = []
    for leader in leaders where leader >= 0 && !nodes.contains(NodeID(leader)) {
      nodes.append(NodeID(leader))
    }
    return MetadataResponse(
      brokers: nodes.sorted(),
      topics: [MetadataTopic(Self.topic, error: .none, partitions: partitions)])
  }

  /// A difference if the model asked for more or fewer draws than Kafka did.
  var leftOver: CaseResult { accumulator.partitionDraws.leftOver }

  mutating func answers(to step: Node) throws(VectorFault) -> StepAnswers {
    let now = Milliseconds(try step.needInteger("at"))
    switch try step.needString("op") {
    case "append": return try append(step, now: now)
    case "pass": return try pass(step, now: now)
    case let other: throw VectorFault(message: "unknown step '\(other)'")
    }
  }

  private mutating func append(
    _ step: Node, now: Milliseconds
  ) throws(VectorFault) -> StepAnswers {
    let record = Accumulator.Record(
      number: try step.needInt32("record"),
      shape: RecordShape(keyBytes: nil, valueBytes: try step.needInt32("value_size")),
      timestamp: now)
    let explicit = try step["explicit"]?.asInt32("'explicit'")
    guard let candidates = metadata.topic(Self.topic)?.candidates else {
      throw VectorFault(message: "a case without partitions")
    }
    let result = accumulator.append(
      record, topic: Self.topic, partition: explicit.map { PartitionIndex($0) },
      among: candidates, now: now)
    var answers = StepAnswers()
    if case .appended(let partition, wakesSender: _) = result {
      answers["partition"] = partition.description
    } else {
      answers["partition"] = "\(result)"
    }
    return answers
  }

  private mutating func pass(_ step: Node, now: Milliseconds) throws(VectorFault) -> StepAnswers {
    let accepting = try step.needInt32s("accepting_nodes").map { NodeID($0) }
    var check = Accumulator.ReadyCheck()
    accumulator.ready(reading: &metadata, now: now, into: &check)
    var drained: [(partition: PartitionIndex, records: Int32)] = []
    for node in check.nodes {
      let accepts = accepting.contains(node)
      accumulator.nodeHadData(node, canDrain: accepts, now: now)
      guard accepts else { continue }
      var batches: [Accumulator.Drained] = []
      accumulator.drain(
        node, reading: &metadata, sequences: &sequences, now: now, into: &batches)
      for drainedBatch in batches {
        let batch = accumulator.batch(drainedBatch.slot)
        drained.append((batch.partition.partition, batch.open.recordCount))
      }
    }
    drained.sort { $0.partition < $1.partition }
    let parts = drained.map { "\($0.partition): \($0.records)" }
    var answers = StepAnswers()
    answers["ready_nodes"] = StepAnswers.list(check.nodes.map(\.description))
    answers["load_table"] = StepAnswers.text(of: accumulator.loadTable(of: Self.topic))
    answers["drained_records"] = "{" + parts.joined(separator: ", ") + "}"
    return answers
  }
}
