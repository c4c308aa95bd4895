import KafkaModel
import Scenario

/// Vectors of kind coordinator: an id's Java hash and the partition of the offsets topic that it leads to.
enum CoordinatorPartition {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let group = GroupID(index: 0, name: try recorded.needString("id"))
    var got = StepAnswers()
    got["java_hash"] = String(group.hash)
    var partitions: [String] = []
    for pair in try recorded.needElements("partition") {
      guard let count = try pair.elements?.first?.asInt32("a count of partitions"), count > 0
      else { throw VectorFault(message: "a pair begins with no count of partitions") }
      partitions.append("[\(count), \(group.offsetsPartition(of: count))]")
    }
    got["partition"] = StepAnswers.list(partitions)
    let wanted = StepAnswers(recorded: recorded, inputs: ["id"])
    return .compare(wanted: wanted.description, got: got.description)
  }
}
