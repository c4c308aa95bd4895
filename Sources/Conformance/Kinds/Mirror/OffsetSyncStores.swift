import KafkaModel
import Scenario

/// Vectors of kind offset-sync-store: what each version keeps of the offset syncs it reads, and translates by them.
enum OffsetSyncStores {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    let steps = try recorded.needElements("steps")
    guard let versions = try recorded.need("answers").members, !versions.isEmpty else {
      throw VectorFault(message: "'answers' names no version")
    }
    for member in versions {
      let version = try KafkaVersion(recordedMirror: member.key)
      let wanted = Self.text(
        answers: (member.value.elements ?? []).map(StepAnswers.text(of:)),
        states: try recorded.need("states").needElements(member.key).map(StepAnswers.text(of:)))
      let got = try run(steps, MirrorBehaviour(version))
      if wanted != got {
        return .differ(wanted: "\(version): \(wanted)", got: "\(version): \(got)")
      }
    }
    return .agree
  }

  private static func run(
    _ steps: [Node], _ behaviour: MirrorBehaviour
  ) throws(VectorFault) -> String {
    let partition = NamedPartition(topic: "t", partition: PartitionIndex(0))
    var store = OffsetSyncStore(behaviour)
    var answers: [String] = []
    var states: [String] = []
    for step in steps {
      switch try step.needString(at: 0) {
      case "start":
        guard case .bool(let mustReadToEnd)? = step[1]?.value else {
          throw VectorFault(message: "a start does not say how")
        }
        store = OffsetSyncStore(mustReadToEnd: mustReadToEnd, behaviour)
      case "sync":
        store.add(try step.needSync(at: 1), of: partition)
      case "read_to_end":
        store.readToEnd()
      case "translate":
        switch store.translate(Offset(try step.needInteger(at: 1)), of: partition) {
        case .unknown: answers.append("null")
        case .tooOld: answers.append("-1")
        case .known(let offset): answers.append(offset.description)
        }
      case "state":
        states.append(
          StepAnswers.list(
            store.syncs(of: partition).map {
              "[\($0.place), \($0.sync.upstream), \($0.sync.downstream)]"
            }))
      case let other:
        throw VectorFault(message: "'\(other)' is no step")
      }
    }
    return text(answers: answers, states: states)
  }

  private static func text(answers: [String], states: [String]) -> String {
    "answers: \(StepAnswers.list(answers)), states: \(StepAnswers.list(states))"
  }
}
