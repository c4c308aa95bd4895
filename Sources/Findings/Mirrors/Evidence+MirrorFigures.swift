import ClusterSimulation
import KafkaModel
import Scenario

/// Figures of mirrors and of the Connect clusters that run them.
extension Evidence {
  /// Whether the question is one of mirrors; figures that groups have too are a mirror's if it is named.
  func asksMirrors(_ question: Question) -> Bool {
    guard question.figure.isOfMirrors else { return false }
    guard question.figure.isOfGroups else { return true }
    if case .mirror = question.subject { return true }
    return question.filter.mirror != nil
  }

  func mirrorFigure(_ question: Question, _ window: Window) -> FigureValue {
    .none(.nothingToMeasure)
  }
}
