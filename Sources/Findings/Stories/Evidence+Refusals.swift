import ClusterSimulation
import KafkaModel
import Scenario

/// What administrators' steps were refused.
extension Evidence {
  /// Why a step came to nothing, or not to all that it asked for; nil where nothing was refused.
  func refusal(ofStep step: Int) -> String? {
    var errors: [String] = []
    var withoutLeader: [String] = []
    var reasons: [String] = []
    for refusal in record.steps[step].refusals {
      switch refusal {
      case .answered(let error): errors.append(error.protocolName)
      case .noController: reasons.append("there was no controller")
      case .noCoordinator: reasons.append("there was no coordinator of the group")
      case .noLeader(let partition): withoutLeader.append(name(of: partition))
      }
    }
    if !errors.isEmpty { reasons.insert(errors.joined(separator: ", "), at: 0) }
    if !withoutLeader.isEmpty {
      reasons.append("there was no leader of \(Quantities.listed(withoutLeader, atMost: 5))")
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  /// All that the run met and could not do, a sentence each.
  package var notes: [String] {
    notesBesideSteps + refusalSentences
  }

  /// The same without what was refused to a step.
  var notesBesideSteps: [String] { record.notes + automaticTopicSentences }

  /// The refused steps, a sentence each.
  var refusalSentences: [String] {
    record.steps.indices.compactMap { step in
      refusal(ofStep: step).map { "\(shortName(of: record.plan.steps[step])) was refused: \($0)" }
    }
  }
}
