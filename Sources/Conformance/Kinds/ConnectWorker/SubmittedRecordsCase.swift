import KafkaModel
import Scenario

/// What is submitted, acknowledged and dropped, and what can be committed then.
enum SubmittedRecordsCase {
  /// Stands for no partition, and for no offset.
  private static let nothing = SourcePartition(1000)
  private static let noOffset = Offset(-1)

  static func difference(in recorded: Node) throws(VectorFault) -> StepDifference? {
    var records = SubmittedRecords()
    var accumulator = CommittableOffsets()
    for (index, step) in try recorded.needElements("steps").enumerated() {
      let parts = step.elements ?? []
      guard parts.count > 1 else { throw VectorFault(message: "a step says nothing") }
      var got = StepAnswers()
      var wanted = StepAnswers()
      switch parts[0].string {
      case "submit":
        records.submit(
          parts[1].integer.map { SourcePartition(Int32($0)) } ?? nothing,
          from: parts[2].integer.map { Offset($0) } ?? noOffset)
      case "ack":
        records.acknowledge(Int32(parts[1].integer ?? -1))
      case "drop":
        wanted["dropped"] = StepAnswers.text(of: parts[2])
        got["dropped"] = String(records.drop(Int32(parts[1].integer ?? -1)))
      case "await":
        wanted["await"] = StepAnswers.text(of: parts[1])
        got["await"] =
          records.unacknowledged < 0
          ? "exception: IllegalArgumentException" : String(records.unacknowledged == 0)
      case "refresh":
        var copy = records
        var fresh = CommittableOffsets()
        copy.refresh(&fresh)
        records.refresh(&accumulator)
        wanted = StepAnswers(recorded: parts[1], inputs: [])
        got = answers(fresh)
        let sizes = records.pending.map { (name($0.partition), String($0.count)) }
        got["sizes"] = text(sizes)
        let largest = records.pending.filter { $0.count == fresh.largest }
        got["largest_partition"] =
          largest.count > 1 ? "tie" : fresh.largestPartition.map { name($0) } ?? "null"
      case "take":
        wanted = StepAnswers(recorded: parts[1], inputs: [])
        got = answers(accumulator)
        accumulator.removeAll()
      default: throw VectorFault(message: "a step that is not known")
      }
      if let difference = wanted.difference(from: got, at: index) { return difference }
    }
    return nil
  }

  private static func answers(_ offsets: CommittableOffsets) -> StepAnswers {
    var answers = StepAnswers()
    answers["offsets"] = text(
      offsets.offsets.map {
        (name($0.partition), $0.offset == noOffset ? "null" : String($0.offset.raw))
      })
    answers["committable"] = String(offsets.committable)
    answers["uncommittable"] = String(offsets.uncommittable)
    answers["deques"] = String(offsets.waitingPartitions)
    answers["largest"] = String(offsets.largest)
    answers["empty"] = String(offsets.isEmpty)
    answers["pending"] = String(offsets.hasPending)
    return answers
  }

  private static func name(_ partition: SourcePartition) -> String {
    partition == nothing ? "null" : String(partition.raw)
  }

  private static func text(_ members: [(String, String)]) -> String {
    "{"
      + members.sorted { $0.0 < $1.0 }.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
  }
}
