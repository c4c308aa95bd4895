import KafkaModel
import Scenario

/// Vectors of kinds partitioners-sticky and partitioners-round-robin: a partitioner class as
/// `KafkaProducer.send` asks it, over batches that stay open until they have no room.
enum PartitionersUnderSend {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    var bench = try SendBench(recorded)
    for (index, step) in try recorded.needElements("steps").enumerated() {
      let op = try step.needString("op")
      let inputs =
        switch op {
        case "send": ["op", "key_hex", "value_size", "explicit"]
        default: ["op"]
        }
      let wanted = StepAnswers(recorded: step, inputs: inputs)
      let got =
        switch op {
        case "send": try bench.send(step)
        case "drain": bench.drain()
        default: throw VectorFault(message: "unknown step '\(op)'")
        }
      if let difference = wanted.difference(from: got, at: index) {
        return CaseResult(difference)
      }
    }
    return bench.draws.leftOver
  }
}

/// One producer's partitioner and the queues of one topic, nothing sent.
private struct SendBench {
  private var partitioner: TopicPartitioner
  private let behaviour: ProducerBehaviour
  private let candidates: PartitionCandidates
  private let batchSize: Int32
  /// Per partition, whether it has a leader.
  private let hasLeader: [Bool]
  /// Per partition, its last batch.
  private var open: [OpenBatch?]
  /// Per partition, records in all its batches.
  private var queued: [Int32]
  private(set) var draws: RandomSource

  init(_ recorded: Node) throws(VectorFault) {
    let version = try Self.version(try recorded.needString("kafka_version"))
    behaviour = ProducerBehaviour(version)
    candidates = try PartitionCandidates(recorded)
    batchSize = try recorded.needInt32("batch_size")
    hasLeader = try recorded.needInt32s("leaders").map { $0 >= 0 }
    guard hasLeader.count == Int(candidates.count) else {
      throw VectorFault(message: "'leaders' and 'partitions' do not fit")
    }
    open = Array(repeating: nil, count: hasLeader.count)
    queued = Array(repeating: 0, count: hasLeader.count)
    draws = .recorded(try recorded.needInt32s("draws"), next: 0)
    var settings = ProducerSettings()
    settings.batchSize = batchSize
    switch try recorded.needString("partitioner") {
    case "DefaultPartitioner": settings.partitioner = .defaultPartitioner
    case "UniformStickyPartitioner": settings.partitioner = .uniformSticky
    case "RoundRobinPartitioner": settings.partitioner = .roundRobin
    case let other: throw VectorFault(message: "unknown partitioner '\(other)'")
    }
    partitioner = TopicPartitioner(settings)
  }

  private static func version(_ text: String) throws(VectorFault) -> KafkaVersion {
    do {
      return try KafkaVersion(modelled: text, for: .client)
    } catch {
      throw VectorFault(message: error.description)
    }
  }

  mutating func send(_ step: Node) throws(VectorFault) -> StepAnswers {
    let keyBytes = try step.need("key_hex").bytesFromHex("'key_hex'")
    let key = keyBytes.map { RecordKey($0) } ?? .null
    let record = RecordShape(
      keyBytes: keyBytes.map { Int32($0.count) }, valueBytes: try step.needInt32("value_size"))
    let explicit = try step["explicit"].map { node throws(VectorFault) in
      let number = try node.asInt32("'explicit'")
      guard (0..<candidates.count).contains(number) else {
        throw VectorFault(message: "there is no partition \(number)")
      }
      return PartitionIndex(number)
    }
    var heard: [String] = []
    var partition = explicit ?? ask(key, &heard)
    if !append(record, to: partition) {
      if partitioner.hearsOfNewBatches(behaviour) {
        partitioner.newBatch(previous: partition, among: candidates, random: &draws)
        heard.append("new_batch:\(partition)")
        partition = explicit ?? ask(key, &heard)
      }
      if !append(record, to: partition) { begin(record, in: partition) }
    }
    var answers = StepAnswers()
    if explicit == nil { answers["answers"] = StepAnswers.list(heard) }
    answers["partition"] = partition.description
    return answers
  }

  private mutating func ask(_ key: RecordKey, _ heard: inout [String]) -> PartitionIndex {
    guard let answer = partitioner.partition(key: key, among: candidates, random: &draws) else {
      preconditionFailure("a partitioner class left the choice open")
    }
    heard.append(answer.description)
    return answer
  }

  private mutating func append(_ record: RecordShape, to partition: PartitionIndex) -> Bool {
    let index = Int(partition.raw)
    guard open[index]?.append(record, timestamp: .zero) == true else { return false }
    queued[index] += 1
    return true
  }

  private mutating func begin(_ record: RecordShape, in partition: PartitionIndex) {
    open[Int(partition.raw)] = OpenBatch(batchSize: batchSize, first: record)
    _ = append(record, to: partition)
  }

  mutating func drain() -> StepAnswers {
    var records: Int32 = 0
    for index in hasLeader.indices where hasLeader[index] {
      records += queued[index]
      queued[index] = 0
      open[index] = nil
    }
    var answers = StepAnswers()
    answers["records"] = records.description
    return answers
  }
}
