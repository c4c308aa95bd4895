import KafkaModel
import Scenario

/// Vectors of kind murmur2: the hash of a key and the partitions it leads to.
enum Murmur2Hash {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    guard let bytes = try recorded.need("key_hex").bytesFromHex("'key_hex'") else {
      throw VectorFault(message: "'key_hex' is null")
    }
    let hash = Murmur2.hash(bytes)
    var got = StepAnswers()
    got["murmur2"] = String(Int32(bitPattern: hash))
    got["to_positive"] = String(Murmur2.positive(hash))
    var partitions: [String] = []
    for member in try recorded.need("partition").members ?? [] {
      guard let count = Int32(member.key), count > 0 else {
        throw VectorFault(message: "'\(member.key)' is no partition count")
      }
      let partition = RecordKey(bytes).partition(of: count)
      partitions.append("\(count): \(partition?.description ?? "none")")
    }
    got["partition"] = "{" + partitions.joined(separator: ", ") + "}"
    let wanted = StepAnswers(recorded: recorded, inputs: ["name", "key_hex"])
    return .compare(wanted: wanted.description, got: got.description)
  }
}
