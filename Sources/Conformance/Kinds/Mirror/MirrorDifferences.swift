import KafkaModel
import Scenario

/// Vectors of kind mirror-differences: where 4.1.1 answers otherwise than 3.9.1, by the kind that asked.
enum MirrorDifferences {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    switch try recorded.needString("from") {
    case "replication-policy": return try checkPolicy(recorded)
    case "mm2-properties": return try MirrorProperties.checkDifference(recorded)
    case let other: throw VectorFault(message: "'\(other)' is no kind of mirrors")
    }
  }

  /// The two versions must differ in the fields that are listed, and in no other of the same topic.
  private static func checkPolicy(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let versions = [KafkaVersion(3, 9, 1), KafkaVersion(4, 1, 1)]
    var flows: [RecordedFlow] = []
    for version in versions { flows.append(try RecordedFlow(recorded, version)) }
    for topic in try recorded.needElements("topics") {
      let name = try topic.needString("topic")
      let answers = flows.map { $0.answers(name) }
      for (place, version) in versions.enumerated() {
        let wanted = StepAnswers(recorded: try topic.need(version.description), inputs: [])
        let got = answers[place].without(answers[1 - place])
        if wanted != got {
          return .differ(
            wanted: "\(version): \(name): \(wanted.description)",
            got: "\(version): \(name): \(got.description)")
        }
      }
    }
    return .agree
  }
}
