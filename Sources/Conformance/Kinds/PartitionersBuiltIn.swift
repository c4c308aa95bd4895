import KafkaModel
import Scenario

/// Vectors of kind partitioners-builtin: the built-in partitioner alone, and under the accumulator.
enum PartitionersBuiltIn {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    switch try recorded.needString("kind") {
    case "unit": try checkUnit(recorded)
    case "accumulator": try checkAccumulator(recorded)
    case let other: throw VectorFault(message: "unknown sub-kind '\(other)'")
    }
  }

  /// The partitioner under the producer's accumulator.
  private static func checkAccumulator(_ recorded: Node) throws(VectorFault) -> CaseResult {
    var bench = try AccumulatorBench(recorded)
    for (index, step) in try recorded.needElements("steps").enumerated() {
      let inputs = ["op", "at", "record", "explicit", "value_size", "accepting_nodes"]
      let wanted = StepAnswers(recorded: step, inputs: inputs)
      let got = try bench.answers(to: step)
      if let difference = wanted.difference(from: got, at: index) {
        return CaseResult(difference)
      }
    }
    return bench.leftOver
  }

  private static func checkUnit(_ recorded: Node) throws(VectorFault) -> CaseResult {
    var bench = try PartitionerUnit(recorded)
    for (index, step) in try recorded.needElements("steps").enumerated() {
      let inputs = [
        "op", "bytes", "enable_switch", "queue_sizes", "partitions", "length",
      ]
      let wanted = StepAnswers(recorded: step, inputs: inputs)
      let got = try bench.answers(to: step)
      if let difference = wanted.difference(from: got, at: index) {
        return CaseResult(difference)
      }
    }
    return bench.draws.leftOver
  }
}

extension RandomSource {
  /// A difference if the model asked for more or fewer draws than Kafka did.
  var leftOver: CaseResult {
    if drawsBeyondRecord > 0 {
      return .differ(wanted: "all draws recorded", got: "\(drawsBeyondRecord) draws more")
    }
    if drawsUnused > 0 {
      return .differ(wanted: "all draws asked for", got: "\(drawsUnused) draws left")
    }
    return .agree
  }
}

/// One partitioner object and the draws it asks for.
private struct PartitionerUnit {
  private var partitioner: BuiltInPartitioner
  private let candidates: PartitionCandidates
  private(set) var draws: RandomSource

  init(_ recorded: Node) throws(VectorFault) {
    partitioner = BuiltInPartitioner(batchSize: try recorded.needInt32("sticky_batch_size"))
    candidates = try PartitionCandidates(recorded)
    draws = .recorded(try recorded.needInt32s("draws"), next: 0)
  }

  mutating func answers(to step: Node) throws(VectorFault) -> StepAnswers {
    switch try step.needString("op") {
    case "append": return try append(step)
    case "load": return try load(step)
    case let other: throw VectorFault(message: "unknown step '\(other)'")
    }
  }

  private mutating func append(_ step: Node) throws(VectorFault) -> StepAnswers {
    var answers = StepAnswers()
    answers["partition"] = partitioner.current(among: candidates, random: &draws).description
    let choices = partitioner.choices
    partitioner.recordAppended(
      bytes: try step.needInt32("bytes"),
      enableSwitch: try step.need("enable_switch").bool ?? false,
      among: candidates, random: &draws)
    answers["next"] = partitioner.current(among: candidates, random: &draws).description
    answers["switched"] = String(partitioner.choices != choices)
    return answers
  }

  private mutating func load(_ step: Node) throws(VectorFault) -> StepAnswers {
    if try step.need("queue_sizes").isNull {
      partitioner.queuesCollected(nil)
    } else {
      let sizes = try step.needInt32s("queue_sizes")
      let partitions = try step.needInt32s("partitions")
      let length = Int(try step.needInt32("length"))
      guard sizes.count == partitions.count, (0...sizes.count).contains(length) else {
        throw VectorFault(message: "'queue_sizes', 'partitions' and 'length' do not fit")
      }
      partitioner.queuesCollected(
        PartitionLoads(
          queueSizes: sizes, partitions: partitions.map { PartitionIndex($0) }, length: length))
    }
    var answers = StepAnswers()
    answers["table"] = StepAnswers.text(of: partitioner.loadTable)
    return answers
  }
}

extension StepAnswers {
  static func text(of table: PartitionLoadTable?) -> String {
    guard let table else { return "null" }
    return "{partitions: \(list(table.partitions.map(\.description))), "
      + "cumulative: \(list(table.cumulative.map(\.description)))}"
  }
}

extension PartitionCandidates {
  /// The cluster of a case: `partitions` and the `available` ones in the client's order.
  init(_ recorded: Node) throws(VectorFault) {
    let count = try recorded.needInt32("partitions")
    let available = try recorded.needInt32s("available")
    guard count > 0, available.allSatisfy({ (0..<count).contains($0) }) else {
      throw VectorFault(message: "'partitions' and 'available' do not fit")
    }
    self.init(count: count, available: available.map { PartitionIndex($0) })
  }
}
